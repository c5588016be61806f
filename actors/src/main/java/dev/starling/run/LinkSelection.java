package dev.starling.run;

import java.util.ArrayList;
import java.util.Arrays;
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
  private static final String EVERYBODY = "*";
  private static final Pattern LINKS = Pattern.compile("([^>]*)>([^>]*)");

  /** Learners of few enough digits to be numbers. */
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,8})(?:-([0-9]{1,8}))?");

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
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        bundles.add(bundle(key, part.strip()));
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
        .mapToInt(bundle -> Math.max(bundle.sources.highest(), bundle.targets.highest()))
        .max()
        .orElse(-1);
  }

  private static Bundle bundle(String key, String part) {
    Matcher sides = LINKS.matcher(part);
    if (!sides.matches()) {
      throw refused(key, part);
    }
    return new Bundle(
        learners(key, part, sides.group(1).strip()), learners(key, part, sides.group(2).strip()));
  }

  private static Learners learners(String key, String part, String text) {
    if (text.equals(EVERYBODY)) {
      return new Learners(new int[] {0}, new int[] {Integer.MAX_VALUE}, -1);
    }
    String[] ranges = text.split(",", -1);
    int[] firsts = new int[ranges.length];
    int[] lasts = new int[ranges.length];
    Matcher ends = RANGE.matcher("");
    for (int i = 0; i < ranges.length; i++) {
      if (!ends.reset(ranges[i]).matches()) {
        throw refused(key, part);
      }
      firsts[i] = Integer.parseInt(ends.group(1));
      lasts[i] = ends.group(2) == null ? firsts[i] : Integer.parseInt(ends.group(2));
      if (lasts[i] < firsts[i] || lasts[i] > RunDescription.MAX_LEARNERS) {
        throw refused(key, ranges[i]);
      }
    }
    return new Learners(firsts, lasts, Arrays.stream(lasts).max().getAsInt());
  }

  private static IllegalArgumentException refused(String key, String part) {
    return new IllegalArgumentException(
        key
            + " must be SOURCES>TARGETS, each * or learners from the lower to the higher, such as"
            + " 0-7,12>*; several are parted by semicolons; was '"
            + part
            + "'");
  }

  /** All links from some to some. */
  private record Bundle(Learners sources, Learners targets) {
    boolean contains(int source, int target) {
      return sources.contains(source) && targets.contains(target);
    }
  }

  /** Ranges of learners, in memory that the text bounds, whatever the numbers in it. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Learners(int[] firsts, int[] lasts, int highest) {
    boolean contains(int learner) {
      for (int i = 0; i < firsts.length; i++) {
        if (learner >= firsts[i] && learner <= lasts[i]) {
          return true;
        }
      }
      return false;
    }
  }
}
