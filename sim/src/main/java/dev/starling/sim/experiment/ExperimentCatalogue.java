package dev.starling.sim.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The experiments that come with Starling, and those in files. Stateless. */
public final class ExperimentCatalogue {
  /** The bundled ones; each is a file of that name. */
  static final List<String> NAMES =
      List.of(
          "staleness-law",
          "table-a",
          "table-b",
          "capacity-scaling",
          "shifts-and-delays",
          "table-d",
          "consensus-decay",
          "worst-user",
          "local-samples",
          "unequal-rates",
          "closed-loop",
          "growth",
          "convergence-linear",
          "convergence-nonlinear",
          "stragglers",
          "churn",
          "loss");

  private static final String FOLDER = "dev/starling/sim/experiment/";

  private ExperimentCatalogue() {}

  /** Names of the bundled experiments. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Opens an experiment.
   *
   * @param nameOrFile a bundled name, or the path of a file
   * @param sets such as {@code sweep.learners=[10, 100]}
   * @param seeds runs at every point that is run; empty for what the file says
   * @param host of the runs of learners
   * @throws RunConfigException when it cannot be used; the message is one line
   */
  public static Experiment open(
      String nameOrFile, List<String> sets, OptionalInt seeds, TrialHost host) {
    Map<String, SweepEngine> engines = engines(host);
    if (NAMES.contains(nameOrFile)) {
      return ExperimentFile.readResource(
          nameOrFile, FOLDER + nameOrFile + ".conf", sets, seeds, engines);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new RunConfigException(
          "there is no experiment and no file "
              + nameOrFile
              + "; did you mean "
              + NearestKey.of(nameOrFile, NAMES)
              + "?");
    }
    return ExperimentFile.read(file, sets, seeds, engines);
  }

  /** By name, in the order in which people should see them. */
  static Map<String, SweepEngine> engines(TrialHost host) {
    Map<String, SweepEngine> engines = new LinkedHashMap<>();
    engines.put("staleness", new StalenessSweep());
    engines.put("learners", new LearnerSweep(host));
    return engines;
  }
}
