package dev.starling.cluster.aeron;

import dev.starling.learning.Learner;
import dev.starling.params.ParameterVector;
import java.lang.reflect.Field;
import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * A learner's θ, moved to memory between guards, and what it was when it was looked at last. Where
 * it lay before, NaN is left: whoever still reads there shows. Used by the learner's thread, and
 * closed after the learner.
 */
final class GuardedParameters implements AutoCloseable {
  private final Learner learner;
  private final ParameterVector theta;
  private final GuardedMemory memory;
  private final float[] last;
  private final float[] now;

  private GuardedParameters(Learner learner, GuardedMemory memory) {
    this.learner = learner;
    theta = learner.parameters();
    this.memory = memory;
    last = theta.toArray();
    now = new float[last.length];
  }

  /** Moves θ; with {@code atTheEnd} it ends where the guard behind it begins. */
  static GuardedParameters around(Learner learner, boolean atTheEnd) {
    ParameterVector theta = learner.parameters();
    GuardedMemory memory = GuardedMemory.of((int) theta.bytes(), atTheEnd);
    UnsafeApi.copyMemory(theta.address(), memory.address(), theta.bytes());
    theta.fill(Float.NaN);
    try {
      Field address = ParameterVector.class.getDeclaredField("address");
      address.setAccessible(true);
      address.setLong(theta, memory.address());
    } catch (ReflectiveOperationException moved) {
      throw new IllegalStateException("a vector no longer keeps its address there", moved);
    }
    return new GuardedParameters(learner, memory);
  }

  Learner learner() {
    return learner;
  }

  int length() {
    return last.length;
  }

  /** Of the bits of θ as it is. */
  int hash() {
    return Arrays.hashCode(theta.toArray());
  }

  /** θ is as it should be, whatever it is. */
  void accept() {
    theta.copyTo(0, last, 0, last.length);
  }

  /** Whether any bit of θ has changed outside {@code [from, to)} since it was accepted. */
  boolean hasChangedOutside(int from, int to) {
    theta.copyTo(0, now, 0, now.length);
    return Arrays.mismatch(now, 0, from, last, 0, from) >= 0
        || Arrays.mismatch(now, to, now.length, last, to, last.length) >= 0;
  }

  /** The largest absolute value in {@code [from, to)}; infinite where one is not a number. */
  double largest(int from, int to) {
    theta.copyTo(from, now, from, to - from);
    double largest = 0;
    for (int i = from; i < to; i++) {
      double absolute = Float.isFinite(now[i]) ? Math.abs(now[i]) : Double.POSITIVE_INFINITY;
      largest = Math.max(largest, absolute);
    }
    return largest;
  }

  /** Bytes beside θ that somebody has written to. */
  int changedSlackBytes() {
    return memory.changedSlackBytes();
  }

  @Override
  public void close() {
    memory.close();
  }
}
