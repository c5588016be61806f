package dev.starling.topology;

import dev.starling.random.RandomStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Makes a {@link Topology} from one line of text; the package manual lists the forms. */
public final class Topologies {
  private static final String REGULAR = "random-regular:";
  private static final String EDGES = "edges:";

  private Topologies() {}

  /** What a spec begins with, up to its colon. */
  public static List<String> kinds() {
    return List.of("complete", "ring", "random-regular", "edges");
  }

  /**
   * The topology that {@code spec} names. The same spec, number of learners and seed give the same
   * graph everywhere.
   *
   * @param learners number of learners, at least 1
   * @throws IllegalArgumentException when there is no such topology; the message says what would do
   */
  public static Topology parse(String spec, int learners, long seed) {
    if (learners < 1) {
      throw new IllegalArgumentException("a topology needs at least 1 learner, was " + learners);
    }
    if (spec.equals("complete")) {
      return new CompleteTopology(learners);
    }
    if (spec.equals("ring")) {
      return ring(learners);
    }
    if (spec.startsWith(REGULAR)) {
      int degree = degree(spec, spec.substring(REGULAR.length()));
      return RandomRegularGraph.draw(learners, degree, RandomStream.named(seed, "topology", 0));
    }
    if (spec.startsWith(EDGES)) {
      return EdgeFile.read(file(spec, spec.substring(EDGES.length())), learners);
    }
    throw refused(spec, "there is no such topology");
  }

  private static Topology ring(int learners) {
    // With one learner there is no edge, and with two there is one, not two.
    int edges = learners < 3 ? learners - 1 : learners;
    int[] from = new int[edges];
    int[] to = new int[edges];
    for (int i = 0; i < edges; i++) {
      from[i] = i;
      to[i] = (i + 1) % learners;
    }
    return AdjacencyTopology.of(learners, from, to, edges);
  }

  private static int degree(String spec, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused(spec, "K is a number of neighbours, such as random-regular:4");
    }
  }

  private static Path file(String spec, String text) {
    if (text.isBlank()) {
      throw refused(spec, "the file's name is missing");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("topology \"" + spec + "\" names no file", e);
    }
  }

  private static IllegalArgumentException refused(String spec, String what) {
    return new IllegalArgumentException(
        "topology \""
            + spec
            + "\": "
            + what
            + "; choose complete, ring, random-regular:K or edges:FILE");
  }
}
