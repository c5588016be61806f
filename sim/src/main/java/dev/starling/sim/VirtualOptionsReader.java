package dev.starling.sim;

import dev.starling.run.Latency;
import dev.starling.run.RunDescription;
import dev.starling.sim.experiment.LearnerRanges;
import dev.starling.sim.experiment.VirtualConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the options of a run in virtual time from its configuration. Stateless. */
public final class VirtualOptionsReader {
  private static final String PARTITIONS = "network.partitions";
  private static final Pattern PARTITION = Pattern.compile("([0-9.]+)-([0-9.]+):([-,0-9]+)");

  private VirtualOptionsReader() {}

  /**
   * All options.
   *
   * @param run that they are for
   * @throws IllegalArgumentException when one does not fit; it names the key and its place
   */
  public static VirtualOptions read(VirtualConfig config, RunDescription run) {
    config.requireSharedData(run);
    Latency latency = config.make(keys -> Latency.parse("network.latency", keys.latency()));
    List<NetworkPartition> partitions =
        config.make(PARTITIONS, text -> partitions(text, run.learners()));
    return config.make(
        keys ->
            new VirtualOptions(
                keys.stepSeconds(),
                keys.stepJitter(),
                keys.evaluatedLearners(),
                new NetworkOptions(
                    keys.frameParameters(),
                    latency,
                    keys.bytesPerSecond(),
                    keys.loss(),
                    keys.frameLoss(),
                    keys.duplication(),
                    keys.reordering(),
                    keys.reorderingSeconds(),
                    partitions),
                new ChurnOptions(
                    run.churn().events(),
                    keys.meanUpSeconds(),
                    keys.meanDownSeconds(),
                    keys.crashes(),
                    run.churn().detectionSeconds(),
                    keys.checkpointSeconds())));
  }

  private static List<NetworkPartition> partitions(String text, int learners) {
    List<NetworkPartition> partitions = new ArrayList<>();
    Stream.of(text.split(";", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .forEach(part -> partitions.add(partition(part, learners)));
    return partitions;
  }

  private static NetworkPartition partition(String text, int learners) {
    Matcher parts = PARTITION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be FROM-UNTIL:LEARNERS in seconds, such as 10-20:0-7,12, was '" + text + "'");
    }
    return new NetworkPartition(
        Double.parseDouble(parts.group(1)),
        Double.parseDouble(parts.group(2)),
        LearnerRanges.parse(parts.group(3), learners));
  }
}
