package dev.starling.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.kryo.MessageFingerprint;
import dev.starling.wire.FrameFlyweight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What nodes of one cluster must have in common, by name: the version, the layout of frames, the
 * shape of messages, and the number of shards. Nodes tell it each other as a line of text, which
 * every build can read, whatever became of its messages.
 */
public record Build(Map<String, String> parts) {
  /** Where it stands in the configuration of a node's actor system. */
  static final String PATH = "starling.build";

  private static final String UNPACKAGED = "development";
  private static final int MAX_PARTS = 32;

  public Build {
    parts = Map.copyOf(parts);
  }

  /** Of the program that runs here. */
  public static Build current() {
    String version = Build.class.getPackage().getImplementationVersion();
    return new Build(
        Map.of(
            "version",
            version == null ? UNPACKAGED : version,
            "frames",
            Integer.toString(FrameFlyweight.LAYOUT_VERSION),
            "messages",
            MessageFingerprint.of(new ClusterRegistrations()),
            "shards",
            Integer.toString(LearnerShards.SHARDS)));
  }

  /** For the configuration of a node's actor system, where {@link BuildCheck} looks for it. */
  public Config config() {
    return ConfigFactory.parseMap(
        parts.entrySet().stream()
            .collect(Collectors.toMap(part -> PATH + "." + part.getKey(), Map.Entry::getValue)));
  }

  /** As {@code name=value} in order of names, separated by blanks. */
  public String text() {
    return new TreeMap<>(parts)
        .entrySet().stream()
            .map(part -> part.getKey() + "=" + part.getValue())
            .collect(Collectors.joining(" "));
  }

  /**
   * Reads what {@link #text} gives, of whichever build.
   *
   * @throws IllegalArgumentException when it is no such text
   */
  static Build parse(String text) {
    String[] words = text.strip().split(" +", MAX_PARTS + 1);
    if (words.length > MAX_PARTS || !Arrays.stream(words).allMatch(word -> word.contains("="))) {
      throw new IllegalArgumentException("no build is described by '" + text + "'");
    }
    Map<String, String> parts = new TreeMap<>();
    for (String word : words) {
      int split = word.indexOf('=');
      parts.put(word.substring(0, split), word.substring(split + 1));
    }
    return new Build(parts);
  }

  /** One phrase for each part in which they differ, with both values; empty when they fit. */
  List<String> differences(Build other) {
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(other.parts.keySet());
    List<String> phrases = new ArrayList<>();
    for (String name : names) {
      String here = parts.getOrDefault(name, "none");
      String there = other.parts.getOrDefault(name, "none");
      if (!here.equals(there)) {
        phrases.add(name + " " + here + " here and " + there + " there");
      }
    }
    return phrases;
  }
}
