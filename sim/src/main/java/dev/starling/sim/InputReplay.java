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
import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Feeds what {@link InputRecorder} wrote to a fresh learner and compares, effect by effect, and at
 * the end θ and the versions, bit by bit. That a learner of a real run repeats itself here is the
 * proof that both hosts run the same one. A recording that breaks off, as that of a host that was
 * killed does, is compared as far as it goes. Used by one thread.
 */
public final class InputReplay {
  private final DataInputStream in;
  private final Learner learner;
  private final Comparing comparing = new Comparing();

  private long inputs;
  private long effects;
  private String difference = "";
  private boolean ended;
  private boolean brokenOff;

  private InputReplay(InputStream recording, Learner learner) {
    in = new DataInputStream(new BufferedInputStream(recording));
    this.learner = learner;
  }

  /**
   * Replays to the end of the recording or to the first difference.
   *
   * @param fresh the learner of the recording, with the same settings, seed, data and incarnation,
   *     not started; stays the caller's
   * @throws IllegalArgumentException when this is no recording of such a learner
   */
  public static Result run(InputStream recording, Learner fresh) {
    try {
      InputReplay replay = new InputReplay(recording, fresh);
      replay.readHeader();
      replay.replayAll();
      return new Result(replay.inputs, replay.effects, replay.ended, replay.difference);
    } catch (IOException fault) {
      throw new UncheckedIOException("the recording of a learner cannot be read", fault);
    }
  }

  private void readHeader() throws IOException {
    if (in.readInt() != InputLogFormat.MAGIC) {
      throw new IllegalArgumentException("not a recording of a learner's inputs of this version");
    }
    int id = in.readInt();
    int incarnation = in.readInt();
    int versions = in.readInt();
    int parameters = in.readInt();
    if (id != learner.id()
        || versions != learner.versions().count()
        || parameters != learner.parameters().length()) {
      throw new IllegalArgumentException(
          "the recording is of learner %d, incarnation %d, with %d versions and %d parameters, not"
                  .formatted(id, incarnation, versions, parameters)
              + " of learner %d with %d versions and %d parameters"
                  .formatted(
                      learner.id(), learner.versions().count(), learner.parameters().length()));
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
      difference = "after input %d: recorded effect %d is missing".formatted(inputs, kind);
      return;
    }
    inputs++;
    long nowNs = in.readLong();
    switch (kind) {
      case InputLogFormat.START -> learner.start(nowNs, comparing);
      case InputLogFormat.AWAIT -> learner.awaitModel(nowNs);
      case InputLogFormat.STEP -> learner.onStep(nowNs, comparing);
      case InputLogFormat.TICK -> learner.onGossipTick(nowNs, comparing);
      case InputLogFormat.FRAME -> learner.onFrame(frame.read(in), nowNs, comparing);
      case InputLogFormat.SENT ->
          learner.onPushSent(Offer.values()[in.readByte()], nowNs, comparing);
      case InputLogFormat.PEERS -> learner.onPeersChanged(readPeers(), nowNs, comparing);
      case InputLogFormat.STOP -> learner.stop(nowNs);
      default -> throw new IOException("input " + inputs + " is of the unknown kind " + kind);
    }
  }

  private BitSet readPeers() throws IOException {
    long[] words = new long[in.readInt()];
    for (int i = 0; i < words.length; i++) {
      words[i] = in.readLong();
    }
    return BitSet.valueOf(words);
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
   * @param inputs fed to the learner
   * @param effects compared
   * @param complete whether the recording has an end; else it broke off, and θ was not compared
   * @param difference the first one; empty when there is none
   */
  public record Result(long inputs, long effects, boolean complete, String difference) {
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
      expect(InputLogFormat.QUARANTINED, () -> in.readUTF().equals(reason), () -> reason);
    }

    private void expect(byte kind, Recorded recorded, Supplier<String> effect) {
      if (brokenOff || !difference.isEmpty()) {
        return;
      }
      effects++;
      try {
        if (in.readByte() != kind || !recorded.equalsNow()) {
          difference = "at input %d: %s was not recorded there".formatted(inputs, effect.get());
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
