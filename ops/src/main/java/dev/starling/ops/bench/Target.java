package dev.starling.ops.bench;

/** What Starling's figure shall reach: a figure of its own, or a share of another's. */
sealed interface Target {

  /** Whether a larger figure is the better one. */
  default boolean moreIsBetter() {
    return true;
  }

  /** As far as can be told: of a contender that is not there nothing can. */
  boolean isReached(ContestResult result);

  /** Whether all that it speaks of was measured. */
  default boolean isMeasured(ContestResult result) {
    return true;
  }

  /** Such as {@code ≥ 0.9 of bare loop}. */
  String text();

  /** Nothing is asked for. */
  record None() implements Target {
    @Override
    public boolean isReached(ContestResult result) {
      return true;
    }

    @Override
    public String text() {
      return "";
    }
  }

  /** The median is at least {@code value}. */
  record AtLeast(double value) implements Target {
    @Override
    public boolean isReached(ContestResult result) {
      return result.own().median() >= value;
    }

    @Override
    public String text() {
      return "≥ " + Amount.text(value);
    }
  }

  /** The median is at most {@code value}. */
  record AtMost(double value) implements Target {
    @Override
    public boolean moreIsBetter() {
      return false;
    }

    @Override
    public boolean isReached(ContestResult result) {
      return result.own().median() <= value;
    }

    @Override
    public String text() {
      return "≤ " + Amount.text(value);
    }
  }

  /** The median ratio to the contender called {@code other} is at least {@code share}. */
  record ShareOf(String other, double share) implements Target {
    @Override
    public boolean isReached(ContestResult result) {
      return result.lines().stream()
          .filter(line -> line.contender().equals(other))
          .allMatch(line -> line.ratio().median() >= share);
    }

    @Override
    public boolean isMeasured(ContestResult result) {
      return result.lines().stream().anyMatch(line -> line.contender().equals(other));
    }

    @Override
    public String text() {
      return "≥ " + Amount.text(share) + " × " + other;
    }
  }

  /** Two targets, each of which counts. */
  record Both(Target first, Target second) implements Target {
    @Override
    public boolean isReached(ContestResult result) {
      return first.isReached(result) && second.isReached(result);
    }

    @Override
    public boolean isMeasured(ContestResult result) {
      return first.isMeasured(result) && second.isMeasured(result);
    }

    @Override
    public String text() {
      return first.text() + ", " + second.text();
    }
  }
}
