package dev.starling.sim;

import dev.starling.learning.ExchangeMessage;
import dev.starling.learning.FrameView;
import dev.starling.learning.Learner;
import dev.starling.learning.LearnerEffects;
import dev.starling.learning.Offer;
import dev.starling.learning.Wake;
import dev.starling.params.ParameterView;
import dev.starling.run.InputLog;
import dev.starling.sim.experiment.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Writes down all inputs of one learner, frames with their bytes, and all effects that they had:
 * see {@link InputReplay}, which reads it. A push takes about as many bytes as on the wire. Nothing
 * is allocated per input. Used by the learner's thread.
 */
public final class InputRecorder implements InputLog {
  private static final int BUFFER_BYTES = 1 << 16;

  private final WritableByteChannel target;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /**
   * Begins a recording of a learner that has not been started.
   *
   * @param target takes all that it is given, and stays the caller's
   * @param incarnation of the learner
   */
  public InputRecorder(WritableByteChannel target, Learner learner, int incarnation) {
    this.target = target;
    putInt(InputLogFormat.MAGIC);
    putInt(learner.id());
    putInt(incarnation);
    putInt(learner.versions().count());
    putInt(learner.parameters().length());
  }

  /** Writes what the learner has come to, and hands on all that waits. */
  @Override
  public void onEnd(Learner learner) {
    putByte(InputLogFormat.END);
    putLong(Fingerprint.of(learner.parameters()));
    putLong(learner.versions().own());
    for (int column = 0; column < learner.versions().count(); column++) {
      putLong(learner.versions().column(column));
    }
    flush();
  }

  @Override
  public void onStart(long nowNs) {
    input(InputLogFormat.START, nowNs);
  }

  @Override
  public void onAwaitModel(long updatesMade, long elapsedNs, long nowNs) {
    input(InputLogFormat.AWAIT, nowNs);
    putLong(updatesMade);
    putLong(elapsedNs);
  }

  /** Nothing to write: the recording has ended with the learner that was there before. */
  @Override
  public void onRestored(long nowNs) {
    flush();
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
    putByte((byte) outcome.ordinal());
  }

  @Override
  public void onPeersChanged(BitSet live, long nowNs) {
    input(InputLogFormat.PEERS, nowNs);
    long[] words = live.toLongArray();
    putInt(words.length);
    for (long word : words) {
      putLong(word);
    }
  }

  @Override
  public void onFrame(FrameView frame, long nowNs) {
    input(InputLogFormat.FRAME, nowNs);
    putByte((byte) frame.kind().ordinal());
    putInt(frame.session());
    putInt(frame.source());
    putInt(frame.target());
    putLong(frame.pushSequence());
    putLong(frame.sourceVersion());
    putLong(Double.doubleToRawLongBits(frame.capacityTrim()));
    putInt(frame.offset());
    putInt(frame.length());
    switch (frame.kind().payload()) {
      case VERSIONS -> {
        for (int i = 0; i < frame.length(); i++) {
          putLong(frame.version(i));
        }
      }
      case PARAMETERS -> putParameters(frame.parameters(), frame.length());
      case VALUE -> {
        for (int i = 0; i < frame.length(); i++) {
          putLong(frame.value());
        }
      }
    }
  }

  @Override
  public LearnerEffects recording(LearnerEffects performing) {
    return new RecordedEffects(performing);
  }

  private void input(byte kind, long nowNs) {
    putByte(kind);
    putLong(nowNs);
  }

  private void putParameters(ParameterView parameters, int length) {
    int next = 0;
    while (next < length) {
      require(Float.BYTES);
      int end = Math.min(length, next + buffer.remaining() / Float.BYTES);
      for (; next < end; next++) {
        buffer.putInt(Float.floatToRawIntBits(parameters.get(next)));
      }
    }
  }

  private void putByte(byte value) {
    require(Byte.BYTES);
    buffer.put(value);
  }

  private void putInt(int value) {
    require(Integer.BYTES);
    buffer.putInt(value);
  }

  private void putLong(long value) {
    require(Long.BYTES);
    buffer.putLong(value);
  }

  private void require(int bytes) {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        target.write(buffer);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException("the recording of a learner cannot be written", fault);
    }
    buffer.clear();
  }

  /** Writes effects down before they are performed. */
  private final class RecordedEffects implements LearnerEffects {
    private final LearnerEffects performing;

    RecordedEffects(LearnerEffects performing) {
      this.performing = performing;
    }

    @Override
    public void push(int peer) {
      putByte(InputLogFormat.PUSH);
      putInt(peer);
      performing.push(peer);
    }

    @Override
    public void send(ExchangeMessage message) {
      putByte(InputLogFormat.SEND);
      putInt(message.target());
      putLong(message.sequence());
      putLong(message.value());
      putInt(message.firstParameter());
      putInt(message.endParameter());
      performing.send(message);
    }

    @Override
    public void wakeAt(Wake kind, long deadlineNs) {
      putByte(InputLogFormat.WAKE);
      putByte((byte) kind.ordinal());
      putLong(deadlineNs);
      performing.wakeAt(kind, deadlineNs);
    }

    @Override
    public void record(Measure measure, double value) {
      putByte(InputLogFormat.RECORD);
      putByte((byte) measure.ordinal());
      putLong(Double.doubleToRawLongBits(value));
      performing.record(measure, value);
    }

    @Override
    public void quarantined(String reason) {
      byte[] text = reason.getBytes(StandardCharsets.UTF_8);
      putByte(InputLogFormat.QUARANTINED);
      putInt(text.length);
      for (byte value : text) {
        putByte(value);
      }
      performing.quarantined(reason);
    }
  }
}
