package dev.starling.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a node finds data.
 *
 * @param node its name
 * @param folder what its user named as such; empty for nothing
 */
public record NodeData(String node, Optional<Path> folder) {
  /** Of a place that is no node, or that nobody said anything of. */
  public static final NodeData NONE = new NodeData("", Optional.empty());
}
