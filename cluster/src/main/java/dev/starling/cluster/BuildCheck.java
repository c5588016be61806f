package dev.starling.cluster;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps a node of another build out of the cluster, on the side of the cluster, which logs the
 * difference. The node that is refused hears only that it was; {@link BuildGreeter} tells it why
 * before it tries.
 */
public final class BuildCheck extends JoinConfigCompatChecker {
  private static final List<String> KEYS =
      List.of("version", "frames", "messages", "shards").stream()
          .map(part -> Build.PATH + "." + part)
          .toList();

  /** Called by Akka. */
  public BuildCheck() {}

  @Override
  public Seq<String> requiredKeys() {
    return CollectionConverters.asScala(KEYS).toList();
  }

  @Override
  public ConfigValidation check(Config theirs, Config ours) {
    List<String> differences = build(ours).differences(build(theirs));
    return differences.isEmpty()
        ? Valid.getInstance()
        : new Invalid(CollectionConverters.asScala(differences).toList());
  }

  private static Build build(Config config) {
    Config parts =
        config.hasPath(Build.PATH) ? config.getConfig(Build.PATH) : ConfigFactory.empty();
    return new Build(
        parts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, part -> part.getValue().unwrapped().toString())));
  }
}
