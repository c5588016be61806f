package dev.starling.ops;

import dev.starling.sim.report.ComparisonPage;
import dev.starling.sim.report.MetricsSeries;
import dev.starling.sim.report.Plot;
import dev.starling.sim.report.Plots;
import dev.starling.sim.report.RunDirectory;
import dev.starling.sim.report.XAxis;
import dev.starling.sim.summary.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
          + " output. The page holds the curves of all runs over each other, against updates,"
          + " seconds and bytes, and all their figures; the picture is its first one. Both show the"
          + " median learner (thick), the worst one (thin) and, of up to four runs, all (band).",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling compare runs/a runs/b",
      "  starling compare runs/a runs/b runs/c --x bytes --out comparison-of-three",
      "  starling compare runs/a runs/b --out a-and-b.html"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int RUNS_MIN = 2;

  /** As many lines as people tell apart in one picture. */
  private static final int RUNS_MAX = 8;

  private static final String PAGE = "comparison.html";

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN_DIR",
      arity = "1..*",
      description = "The directories of two to eight finished runs.")
  private List<Path> folders;

  @Option(
      names = "--x",
      paramLabel = "updates|seconds|bytes",
      description = "What the first picture is drawn against. Default: ${DEFAULT-VALUE}",
      defaultValue = "updates")
  private XAxis axis;

  @Option(
      names = "--out",
      paramLabel = "DIR|FILE.html",
      description =
          "Where page and picture (PNG and SVG) go; the page alone, when it ends in .html. Default:"
              + " ${DEFAULT-VALUE}",
      defaultValue = "comparison")
  private Path out;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (folders.size() < RUNS_MIN || folders.size() > RUNS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "comparing takes "
              + RUNS_MIN
              + " to "
              + RUNS_MAX
              + " runs, not "
              + folders.size()
              + (folders.size() < RUNS_MIN ? ": " + folders.get(0) : ""));
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
    draw(summaries, series);
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

  private void draw(List<RunSummary> summaries, List<MetricsSeries> series) {
    boolean alone = out.toString().endsWith(".html");
    Path page = alone ? out.toAbsolutePath() : out.resolve(PAGE);
    Optional<Plot> plot;
    try {
      plot = Plots.comparison(series, summaries.get(0).accuracy() != null, axis);
      if (plot.isPresent()) {
        String html = ComparisonPage.render(summaries, series, axis, command());
        write(page, html.getBytes(StandardCharsets.UTF_8));
      }
      if (plot.isPresent() && !alone) {
        write(out.resolve(plot.get().name() + ".png"), plot.get().toPng());
        write(
            out.resolve(plot.get().name() + ".svg"),
            plot.get().toSvg().getBytes(StandardCharsets.UTF_8));
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
                ? "page        " + (alone ? out : page)
                : "starling: no picture, because no run has a curve to show");
  }

  private String command() {
    return "starling compare "
        + String.join(" ", folders.stream().map(Path::toString).toList())
        + " --x "
        + axis.name().toLowerCase(Locale.ROOT);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write " + file + ": " + fault.getMessage(), fault);
    }
  }
}
