package dev.starling.kryo;

import akka.actor.typed.ActorRef;
import java.util.Arrays;
import java.util.List;

/** Messages with every kind of component, and their registration. */
final class SampleMessages implements KryoRegistrations {

  /** The marker interface that the serializer is bound to. */
  interface Sample {}

  enum Shape {
    ROUND,
    FLAT
  }

  enum Order implements Sample {
    STOP,
    RESUME {
      @Override
      public String toString() {
        return "go on";
      }
    }
  }

  record Ping(String text, int count, ActorRef<Pong> replyTo) implements Sample {}

  record Pong(String text) implements Sample {}

  record Numbers(
      boolean flag,
      byte small,
      short low,
      char letter,
      int count,
      long big,
      float single,
      double wide,
      Long boxed,
      Shape shape)
      implements Sample {}

  @SuppressWarnings("ArrayRecordComponent") // with equals and hashCode of its own
  record Vectors(byte[] bytes, int[] ints, long[] longs, float[] floats, double[] doubles)
      implements Sample {

    @Override
    public boolean equals(Object other) {
      return other instanceof Vectors that
          && Arrays.equals(bytes, that.bytes)
          && Arrays.equals(ints, that.ints)
          && Arrays.equals(longs, that.longs)
          && Arrays.equals(floats, that.floats)
          && Arrays.equals(doubles, that.doubles);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(longs);
    }
  }

  record Lists(List<String> names, List<Shape> shapes, List<Sample> messages, List<List<Long>> rows)
      implements Sample {}

  record Nested(Sample inner) implements Sample {}

  /** Refuses a share outside of [0, 1]. */
  record Share(double share) implements Sample {
    Share {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be in [0, 1], was " + share);
      }
    }
  }

  record Unregistered(int count) implements Sample {}

  @Override
  public void register(Registry registry) {
    registry
        .record(32, Ping.class)
        .record(33, Pong.class)
        .record(34, Numbers.class)
        .record(35, Vectors.class)
        .record(36, Lists.class)
        .record(37, Nested.class)
        .record(38, Share.class)
        .enumeration(200, Order.class);
  }

  static List<Sample> all(ActorRef<Pong> replyTo) {
    return List.of(
        new Ping("grüße", -7, replyTo),
        new Pong(""),
        new Numbers(true, (byte) -1, (short) -2, 'ß', -3, 1L << 40, 0.1f, -1e300, 5L, Shape.FLAT),
        new Vectors(
            new byte[] {1, -1},
            new int[] {},
            new long[] {Long.MIN_VALUE, 7},
            new float[] {Float.NaN, 2},
            new double[] {0.1}),
        new Lists(
            List.of("a", "bc"),
            List.of(Shape.FLAT, Shape.ROUND),
            List.of(new Pong("x"), Order.STOP, new Nested(new Pong("y"))),
            List.of(List.of(1L, 2L), List.of())),
        new Nested(new Nested(Order.RESUME)),
        new Share(0.25),
        Order.STOP,
        Order.RESUME);
  }
}
