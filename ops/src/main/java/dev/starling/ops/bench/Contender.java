package dev.starling.ops.bench;

/** One of those that do the same work in a {@link Contest}. Used by one thread. */
interface Contender extends AutoCloseable {

  /** What the one that is measured is called. */
  String STARLING = "starling";

  /** Few words, such as {@code bare loop}. */
  String name();

  /**
   * Works for about {@code seconds}.
   *
   * @return the figure, in the unit of the contest
   */
  double measure(double seconds);

  /** A line on the last measurement, for people; empty when there is nothing to say. */
  default String note() {
    return "";
  }

  @Override
  default void close() {}
}
