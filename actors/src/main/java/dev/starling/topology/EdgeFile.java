package dev.starling.topology;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a graph from text: one undirected edge "i j" per line, blanks or a comma between; what
 * follows a # is a comment. Every error names the file and the line.
 */
final class EdgeFile {
  private final Path file;
  private final int learners;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private int edges;

  private EdgeFile(Path file, int learners) {
    this.file = file;
    this.learners = learners;
  }

  static AdjacencyTopology read(Path file, int learners) {
    EdgeFile reader = new EdgeFile(file, learners);
    reader.readLines();
    AdjacencyTopology topology =
        AdjacencyTopology.of(learners, reader.from, reader.to, reader.edges);
    int unreached = topology.firstUnreached();
    if (unreached >= 0) {
      throw new IllegalArgumentException(
          file
              + ": no path leads from learner 0 to learner "
              + unreached
              + "; the graph of all "
              + learners
              + " learners must be connected");
    }
    return topology;
  }

  private void readLines() {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int lineNumber = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        readLine(++lineNumber, line);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the edge file " + file + ": " + e, e);
    }
  }

  private void readLine(int lineNumber, String line) {
    int comment = line.indexOf('#');
    String text = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (text.isEmpty()) {
      return;
    }
    String[] ends = text.split("[\\s,]+", -1);
    if (ends.length != 2) {
      throw refused(lineNumber, "an edge is two learner numbers \"i j\", found \"" + text + "\"");
    }
    add(lineNumber, learner(lineNumber, ends[0]), learner(lineNumber, ends[1]));
  }

  private int learner(int lineNumber, String text) {
    int learner;
    try {
      learner = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused(lineNumber, "\"" + text + "\" is not a learner number");
    }
    if (learner < 0 || learner >= learners) {
      throw refused(
          lineNumber,
          "learner " + learner + " does not exist; they go from 0 to " + (learners - 1));
    }
    return learner;
  }

  private void add(int lineNumber, int first, int second) {
    if (first == second) {
      throw refused(lineNumber, "learner " + first + " cannot be its own neighbour");
    }
    if (edges == from.length) {
      from = Arrays.copyOf(from, 2 * edges);
      to = Arrays.copyOf(to, 2 * edges);
    }
    from[edges] = first;
    to[edges] = second;
    edges++;
  }

  private IllegalArgumentException refused(int lineNumber, String what) {
    return new IllegalArgumentException(file + ", line " + lineNumber + ": " + what);
  }
}
