package dev.starling.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the links between learners, each from a source to a target.
 *
 * <pre>  (nothing)     every link
 *   3>5           from learner 3 to learner 5
 *   0-7,12>*      from learners 0 to 7 and 12 to everybody
 *   *>3; 4>*      into learner 3, and out of learner 4</pre>
 *
 * Immutable.
 */
public final class LinkSelection {
  private static final String SET = "\\*|[0-9]+(?:-[0-9]+)?(?:,[0-9]+(?:-[0-9]+)?)*";
  private static final Pattern LINKS = Pattern.compile("(" + SET + ")\\s*>\\s*(" + SET + ")");

  /** Whom a set may name: beyond it a typing error is likelier than a learner. */
  private static final int MOST_LEARNERS = 10_000_000;

  private final List<Bundle> bundles;

  private LinkSelection(List<Bundle> bundles) {
    this.bundles = bundles;
  }

  /**
   * Reads what the class comment shows.
   *
   * @param key of the setting, for the message when it is refused
   */
  public static LinkSelection parse(String key, String text) {
    List<Bundle> bundles = new ArrayList<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        Matcher sides = LINKS.matcher(part.strip());
        if (!sides.matches()) {
          throw refused(key, part.strip());
        }
        bundles.add(new Bundle(learners(key, sides.group(1)), learners(key, sides.group(2))));
      }
    }
    return new LinkSelection(bundles);
  }

  /** Whether the link from {@code source} to {@code target} is one of them. */
  public boolean contains(int source, int target) {
    if (bundles.isEmpty()) {
      return true;
    }
    for (Bundle bundle : bundles) {
      if (bundle.contains(source, target)) {
        return true;
      }
    }
    return false;
  }

  /** The highest learner that is named; −1 when none is. */
  int highest() {
    return bundles.stream()
        .mapToInt(bundle -> Math.max(highest(bundle.sources), highest(bundle.targets)))
        .max()
        .orElse(-1);
  }

  private static int highest(BitSet learners) {
    return learners == null ? -1 : learners.length() - 1;
  }

  /** Null for everybody. */
  private static BitSet learners(String key, String text) {
    if (text.equals("*")) {
      return null;
    }
    BitSet learners = new BitSet();
    for (String range : text.split(",")) {
      String[] ends = range.split("-");
      int first = learner(key, ends[0]);
      int last = learner(key, ends[ends.length - 1]);
      if (last < first) {
        throw refused(key, range);
      }
      learners.set(first, last + 1);
    }
    return learners;
  }

  private static int learner(String key, String digits) {
    if (digits.length() > 8 || Integer.parseInt(digits) > MOST_LEARNERS) {
      throw refused(key, digits);
    }
    return Integer.parseInt(digits);
  }

  private static IllegalArgumentException refused(String key, String part) {
    return new IllegalArgumentException(
        key
            + " must be SOURCES>TARGETS, each * or learners from the lower to the higher, such as"
            + " 0-7,12>*; several are parted by semicolons; was '"
            + part
            + "'");
  }

  /**
   * All links from some to some.
   *
   * @param sources null for everybody
   * @param targets null for everybody
   */
  private record Bundle(BitSet sources, BitSet targets) {
    boolean contains(int source, int target) {
      return (sources == null || sources.get(source)) && (targets == null || targets.get(target));
    }
  }
}
