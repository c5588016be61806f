package dev.starling.sim;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.Wake;
import dev.starling.run.InputLog;
import dev.starling.sim.experiment.Fingerprint;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;

/**
 * Writes down all inputs of one learner, frames with their bytes, and all effects that they had:
 * see {@link InputReplay}, which reads it. A push takes about as many bytes as on the wire. Used by
 * the learner's thread.
 */
public final class InputRecorder implements InputLog, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final DataOutputStream out;

  /**
   * Begins a recording of a learner that has not been started.
   *
   * @param target is closed with this
   * @param incarnation of the learner
   */
  public InputRecorder(OutputStream target, Learner learner, int incarnation) {
    out = new DataOutputStream(new BufferedOutputStream(target, BUFFER_BYTES));
    write(
        () -> {
          out.writeInt(InputLogFormat.MAGIC);
          out.writeInt(learner.id());
          out.writeInt(incarnation);
          out.writeInt(learner.versions().count());
          out.writeInt(learner.parameters().length());
        });
  }

  /** Writes what the learner has come to; after its last input. */
  public void finish(Learner learner) {
    write(
        () -> {
          out.writeByte(InputLogFormat.END);
          out.writeLong(Fingerprint.of(learner.parameters()));
          out.writeLong(learner.versions().own());
          for (int column = 0; column < learner.versions().count(); column++) {
            out.writeLong(learner.versions().column(column));
          }
        });
  }

  @Override
  public void onStart(long nowNs) {
    input(InputLogFormat.START, nowNs);
  }

  @Override
  public void onAwaitModel(long nowNs) {
    input(InputLogFormat.AWAIT, nowNs);
  }

  @Override
  public void onStep(long nowNs) {
    input(InputLogFormat.STEP, nowNs);
  }

  @Override
  public void onGossipTick(long nowNs) {
    input(InputLogFormat.TICK, nowNs);
  }

  @Override
  public void onStop(long nowNs) {
    input(InputLogFormat.STOP, nowNs);
  }

  @Override
  public void onPushSent(Offer outcome, long nowNs) {
    input(InputLogFormat.SENT, nowNs);
    write(() -> out.writeByte(outcome.ordinal()));
  }

  @Override
  public void onPeersChanged(BitSet live, long nowNs) {
    input(InputLogFormat.PEERS, nowNs);
    write(
        () -> {
          long[] words = live.toLongArray();
          out.writeInt(words.length);
          for (long word : words) {
            out.writeLong(word);
          }
        });
  }

  @Override
  public void onFrame(FrameView frame, long nowNs) {
    input(InputLogFormat.FRAME, nowNs);
    write(
        () -> {
          out.writeByte(frame.kind().ordinal());
          out.writeInt(frame.session());
          out.writeInt(frame.source());
          out.writeInt(frame.target());
          out.writeLong(frame.pushSequence());
          out.writeLong(frame.sourceVersion());
          out.writeLong(Double.doubleToRawLongBits(frame.capacityTrim()));
          out.writeInt(frame.offset());
          out.writeInt(frame.length());
          writePayload(frame);
        });
  }

  @Override
  public LearnerEffects recording(LearnerEffects performing) {
    return new RecordedEffects(performing);
  }

  @Override
  public void close() {
    write(out::close);
  }

  private void writePayload(FrameView frame) throws IOException {
    for (int i = 0; i < frame.length(); i++) {
      switch (frame.kind().payload()) {
        case VERSIONS -> out.writeLong(frame.version(i));
        case PARAMETERS -> out.writeInt(Float.floatToRawIntBits(frame.parameters().get(i)));
        case VALUE -> out.writeLong(frame.value());
      }
    }
  }

  private void input(byte kind, long nowNs) {
    write(
        () -> {
          out.writeByte(kind);
          out.writeLong(nowNs);
        });
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException fault) {
      throw new UncheckedIOException("the recording of a learner cannot be written", fault);
    }
  }

  /** Something that is written. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /** Writes effects down before they are performed. */
  private final class RecordedEffects implements LearnerEffects {
    private final LearnerEffects performing;

    RecordedEffects(LearnerEffects performing) {
      this.performing = performing;
    }

    @Override
    public void push(int peer) {
      write(
          () -> {
            out.writeByte(InputLogFormat.PUSH);
            out.writeInt(peer);
          });
      performing.push(peer);
    }

    @Override
    public void send(ExchangeMessage message) {
      write(
          () -> {
            out.writeByte(InputLogFormat.SEND);
            out.writeInt(message.target());
            out.writeLong(message.sequence());
            out.writeLong(message.value());
            out.writeInt(message.firstParameter());
            out.writeInt(message.endParameter());
          });
      performing.send(message);
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      write(
          () -> {
            out.writeByte(InputLogFormat.WAKE);
            out.writeByte(kind.ordinal());
            out.writeLong(deadlineNs);
          });
      performing.wakeAt(kind, deadlineNs);
    }

    @Override
    public void record(Measure measure, double value) {
      write(
          () -> {
            out.writeByte(InputLogFormat.RECORD);
            out.writeByte(measure.ordinal());
            out.writeLong(Double.doubleToRawLongBits(value));
          });
      performing.record(measure, value);
    }

    @Override
    public void quarantined(String reason) {
      write(
          () -> {
            out.writeByte(InputLogFormat.QUARANTINED);
            out.writeUTF(reason);
          });
      performing.quarantined(reason);
    }
  }
}
