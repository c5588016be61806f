package dev.starling.ops;

import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.Plot;
import dev.starling.sim.report.Plots;
import dev.starling.sim.report.ReportInput;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.report.RunSummary;
import dev.starling.sim.report.XAxis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code starling compare}: finished runs side by side. */
@Command(
    name = "compare",
    header = "Puts finished runs side by side: one table, and their curves in one picture.",
    description = {
      "",
      "Runs of 'starling train' and 'starling simulate' may be mixed. The table goes to standard"
          + " output; the picture shows the median learner (thick), the worst one (thin) and all"
          + " others (band) of each run.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling compare runs/a runs/b",
      "  starling compare runs/a runs/b runs/c --x bytes --out pictures"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int RUNS_MIN = 2;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN_DIR",
      arity = "1..*",
      description = "The directories of two or more finished runs.")
  private List<Path> folders;

  @Option(
      names = "--x",
      paramLabel = "updates|seconds|bytes",
      description = "What the curves are drawn against. Default: ${DEFAULT-VALUE}",
      defaultValue = "updates")
  private XAxis axis;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the picture goes, as PNG and SVG. Default: ${DEFAULT-VALUE}",
      defaultValue = "comparison")
  private Path out;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (folders.size() < RUNS_MIN) {
      throw new ParameterException(
          spec.commandLine(), "comparing takes two runs or more, given was " + folders.get(0));
    }
    List<RunDirectory> runs = folders.stream().map(RunDirectory::open).toList();
    List<RunSummary> summaries = runs.stream().map(RunDirectory::readSummary).toList();
    List<String> names = names();
    console.result().print(CompareTable.of(names, summaries));
    console.result().flush();
    List<MetricsSeries> series = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      series.add(new MetricsSeries(names.get(i), runs.get(i).readMetrics()));
    }
    draw(summaries.get(0), series);
    return ExitCode.OK.number();
  }

  /** Last parts of the paths where these differ, else the paths. */
  private List<String> names() {
    List<String> last =
        folders.stream()
            .map(folder -> String.valueOf(folder.toAbsolutePath().normalize().getFileName()))
            .toList();
    Set<String> distinct = new HashSet<>(last);
    return distinct.size() == last.size() ? last : folders.stream().map(Path::toString).toList();
  }

  private void draw(RunSummary first, List<MetricsSeries> series) {
    ReportInput input =
        new ReportInput(
            first, series.get(0), series.subList(1, series.size()), null, List.of(), "", "", null);
    Optional<Plot> plot;
    try {
      plot = Plots.comparison(input, axis);
      if (plot.isPresent()) {
        write(plot.get().name() + ".png", plot.get().toPng());
        write(plot.get().name() + ".svg", plot.get().toSvg().getBytes(StandardCharsets.UTF_8));
      }
    } catch (UncheckedIOException cannotWrite) {
      throw cannotWrite;
    } catch (RuntimeException | LinkageError | InternalError cannotDraw) {
      console
          .people()
          .println(
              "starling: no picture, because this Java cannot draw ("
                  + cannotDraw
                  + "): install fontconfig and a font");
      return;
    }
    console
        .people()
        .println(
            plot.isPresent()
                ? "picture     " + out.resolve(plot.get().name() + ".png")
                : "starling: no picture, because no run has a curve to show");
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.createDirectories(out);
      Files.write(out.resolve(name), bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "cannot write " + out.resolve(name) + ": " + fault.getMessage(), fault);
    }
  }
}
