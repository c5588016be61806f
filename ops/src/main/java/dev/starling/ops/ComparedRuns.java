package dev.starling.ops;

import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Earlier runs beside a new one, each called by its directory, and by its step schedule too when
 * these differ. Immutable.
 *
 * @param name of the new run's curves
 */
record ComparedRuns(String name, List<MetricsSeries> others) {
  ComparedRuns {
    others = List.copyOf(others);
  }

  /**
   * Reads the earlier runs.
   *
   * @param schedule of the new run's step
   * @throws IllegalArgumentException when one of {@code earlier} is no directory of a finished run
   */
  static ComparedRuns of(Path directory, String schedule, List<Path> earlier) {
    List<RunDirectory> runs = earlier.stream().map(RunDirectory::open).toList();
    List<String> schedules =
        Stream.concat(Stream.of(schedule), runs.stream().map(ComparedRuns::schedule)).toList();
    List<Path> paths = Stream.concat(Stream.of(directory), earlier.stream()).toList();
    List<String> names = names(paths, schedules);
    List<MetricsSeries> series = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      series.add(new MetricsSeries(names.get(i + 1), runs.get(i).readMetrics()));
    }
    return new ComparedRuns(names.get(0), series);
  }

  private static List<String> names(List<Path> paths, List<String> schedules) {
    List<String> last =
        paths.stream()
            .map(path -> String.valueOf(path.toAbsolutePath().normalize().getFileName()))
            .toList();
    boolean apart = new HashSet<>(last).size() == last.size();
    boolean alike = new HashSet<>(schedules).size() == 1;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < last.size(); i++) {
      String name = apart ? last.get(i) : paths.get(i).toString();
      String schedule = schedules.get(i);
      names.add(alike || schedule.isEmpty() ? name : name + " (" + schedule + " step)");
    }
    return names;
  }

  /** Empty when the run's configuration is not one of this version. */
  private static String schedule(RunDirectory run) {
    try {
      return RunConfig.load(Optional.of(run.config()), List.of())
          .describe("compared")
          .steps()
          .schedule();
    } catch (IllegalArgumentException unknown) {
      return "";
    }
  }
}
