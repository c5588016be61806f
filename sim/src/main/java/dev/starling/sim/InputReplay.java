package dev.starling.sim;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.Wake;
import dev.starling.sim.experiment.Fingerprint;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Feeds what {@link InputRecorder} wrote to a fresh learner and compares, effect by effect, and at
 * the end θ and the versions, bit by bit. That a learner of a real run repeats itself here is the
 * proof that both hosts run the same one. A recording that breaks off, as that of a host that was
 * killed does, is compared as far as it goes. Used by one thread.
 */
public final class InputReplay {
  private static final double NANOS = 1e9;
  private static final Offer[] OFFERS = Offer.values();

  /** What is longer was written by nobody. */
  private static final int MAX_TEXT_BYTES = 1 << 16;

  private static final int MAX_PEER_WORDS = 1 << 20;

  private final DataInputStream in;
  private final Learner learner;
  private final Comparing comparing = new Comparing();

  private long inputs;
  private byte inputKind;
  private long inputNs;
  private long startNs;
  private long effects;
  private String difference = "";
  private boolean ended;
  private boolean brokenOff;

  private InputReplay(DataInputStream in, Learner learner) {
    this.in = in;
    this.learner = learner;
  }

  /**
   * Replays to the end of the recording or to the first difference.
   *
   * @param source gives the learner of the recording, with the same settings, seed and data; it is
   *     closed here
   * @throws IllegalArgumentException when this is no recording of such a learner
   */
  public static Result run(InputStream recording, LearnerSource source) {
    DataInputStream in = new DataInputStream(new BufferedInputStream(recording));
    try {
      if (in.readInt() != InputLogFormat.MAGIC) {
        throw new IllegalArgumentException("not a recording of a learner's inputs of this version");
      }
      int id = in.readInt();
      int incarnation = in.readInt();
      try (Learner fresh = source.newLearner(id, incarnation)) {
        InputReplay replay = new InputReplay(in, fresh);
        replay.requireShape(in.readInt(), in.readInt());
        replay.replayAll();
        return new Result(id, replay.inputs, replay.effects, replay.ended, replay.difference);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException("the recording of a learner cannot be read", fault);
    }
  }

  private void requireShape(int versions, int parameters) {
    if (versions != learner.versions().count() || parameters != learner.parameters().length()) {
      throw new IllegalArgumentException(
          "the recording of learner %d has %d versions and %d parameters, the run %d and %d"
              .formatted(
                  learner.id(),
                  versions,
                  parameters,
                  learner.versions().count(),
                  learner.parameters().length()));
    }
  }

  private void replayAll() throws IOException {
    try (RecordedFrame frame =
        new RecordedFrame(learner.versions().count(), learner.parameters().length())) {
      while (!ended && !brokenOff && difference.isEmpty()) {
        replayNext(in.readByte(), frame);
      }
    } catch (EOFException endOfFile) {
      // What was there has been compared, and the result says that the end was not seen.
      brokenOff = true;
    }
  }

  private void replayNext(byte kind, RecordedFrame frame) throws IOException {
    if (kind == InputLogFormat.END) {
      compareEnd();
      ended = true;
      return;
    }
    if (kind >= InputLogFormat.PUSH) {
      differ("a recorded " + InputLogFormat.words(kind) + " is missing");
      return;
    }
    inputs++;
    inputKind = kind;
    inputNs = in.readLong();
    startNs = inputs == 1 ? inputNs : startNs;
    long nowNs = inputNs;
    switch (kind) {
      case InputLogFormat.START -> learner.start(nowNs, comparing);
      case InputLogFormat.AWAIT ->
          learner.awaitModel(in.readLong(), in.readLong(), nowNs, comparing);
      case InputLogFormat.STEP -> learner.onStep(nowNs, comparing);
      case InputLogFormat.TICK -> learner.onGossipTick(nowNs, comparing);
      case InputLogFormat.FRAME -> learner.onFrame(frame.read(in), nowNs, comparing);
      case InputLogFormat.SENT -> learner.onPushSent(readOffer(), nowNs, comparing);
      case InputLogFormat.PEERS -> learner.onPeersChanged(readPeers(), nowNs, comparing);
      case InputLogFormat.STOP -> learner.stop(nowNs);
      default -> throw new IOException("input " + inputs + " is of the unknown kind " + kind);
    }
  }

  /** Notes a difference, with the place that it is at. */
  private void differ(String what) {
    difference =
        "at input %d, a %s %.6f s after the first: %s"
            .formatted(inputs, InputLogFormat.words(inputKind), (inputNs - startNs) / NANOS, what);
  }

  private BitSet readPeers() throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_PEER_WORDS) {
      throw new IOException("a set of peers of " + count + " words");
    }
    long[] words = new long[count];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readLong();
    }
    return BitSet.valueOf(words);
  }

  private Offer readOffer() throws IOException {
    byte number = in.readByte();
    if (number < 0 || number >= OFFERS.length) {
      throw new IOException("an outcome of the unknown kind " + number);
    }
    return OFFERS[number];
  }

  private String readText() throws IOException {
    int bytes = in.readInt();
    if (bytes < 0 || bytes > MAX_TEXT_BYTES) {
      throw new IOException("a text of " + bytes + " bytes");
    }
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private void compareEnd() throws IOException {
    if (in.readLong() != Fingerprint.of(learner.parameters())) {
      difference = "the models differ at the end";
    }
    boolean same = in.readLong() == learner.versions().own();
    for (int column = 0; column < learner.versions().count(); column++) {
      same &= in.readLong() == learner.versions().column(column);
    }
    if (!same && difference.isEmpty()) {
      difference = "the versions differ at the end";
    }
  }

  /**
   * What came of a replay.
   *
   * @param learner whose recording it was
   * @param inputs fed to the learner
   * @param effects compared
   * @param complete whether the recording has an end; else it broke off, and θ was not compared
   * @param difference the first one; empty when there is none
   */
  public record Result(
      int learner, long inputs, long effects, boolean complete, String difference) {
    /** Whether the learner repeated itself, bit for bit, to the end. */
    public boolean isEqual() {
      return complete && difference.isEmpty();
    }
  }

  /** Compares each effect with the one that was recorded at its place. */
  private final class Comparing implements LearnerEffects {
    @Override
    public void push(int peer) {
      expect(InputLogFormat.PUSH, () -> in.readInt() == peer, () -> "push to " + peer);
    }

    @Override
    public void send(ExchangeMessage message) {
      expect(
          InputLogFormat.SEND,
          () ->
              in.readInt() == message.target()
                  && in.readLong() == message.sequence()
                  && in.readLong() == message.value()
                  && in.readInt() == message.firstParameter()
                  && in.readInt() == message.endParameter(),
          message::toString);
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      expect(
          InputLogFormat.WAKE,
          () -> in.readByte() == kind.ordinal() && in.readLong() == deadlineNs,
          () -> "wake for " + kind + " at " + deadlineNs);
    }

    @Override
    public void record(Measure measure, double value) {
      expect(
          InputLogFormat.RECORD,
          () ->
              in.readByte() == measure.ordinal()
                  && in.readLong() == Double.doubleToRawLongBits(value),
          () -> measure + " of " + value);
    }

    @Override
    public void quarantined(String reason) {
      expect(InputLogFormat.QUARANTINED, () -> readText().equals(reason), () -> reason);
    }

    private void expect(byte kind, Recorded recorded, Supplier<String> effect) {
      if (brokenOff || !difference.isEmpty()) {
        return;
      }
      effects++;
      try {
        byte there = in.readByte();
        if (there != kind) {
          differ("%s where a %s is recorded".formatted(effect.get(), InputLogFormat.words(there)));
        } else if (!recorded.equalsNow()) {
          differ("%s where another one is recorded".formatted(effect.get()));
        }
      } catch (EOFException endOfFile) {
        brokenOff = true;
      } catch (IOException fault) {
        throw new UncheckedIOException("the recording of a learner cannot be read", fault);
      }
    }
  }

  /** Reads a recorded effect and compares it. */
  @FunctionalInterface
  private interface Recorded {
    boolean equalsNow() throws IOException;
  }
}
