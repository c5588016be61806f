package dev.starling.ops;

import dev.starling.ops.bench.BenchRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code starling bench}: how fast it is here, beside what bounds it. */
@Command(
    name = "bench",
    header = "Measures how fast Starling is on this machine, beside what bounds it.",
    description = {
      "",
      "Every figure is measured in turn with the others of its contest (A B A B …), and what counts"
          + " is their ratio, in the median over the rounds with its spread: absolute figures are as"
          + " good as the machine is quiet. The names are those that \"starling bench list\" gives.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {"", "Examples:", "  starling bench", "  starling bench virtual-time --rounds 9"})
final class BenchCommand implements Callable<Integer> {
  private static final String LIST = "list";

  private final Console console;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Benchmarks to run, or list. Default: all")
  private List<String> names;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each is measured, beside warm-up. Default: ${DEFAULT-VALUE}",
      defaultValue = "5")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long one measurement takes. Default: ${DEFAULT-VALUE}",
      defaultValue = "1")
  private double seconds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where bench.txt, bench.csv and bench.svg go. Default: ${DEFAULT-VALUE}",
      defaultValue = "bench")
  private Path out;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (names != null && names.equals(List.of(LIST))) {
      console.result().print(BenchRun.list());
      return ExitCode.OK.number();
    }
    BenchRun.run(names == null ? List.of() : names, rounds, seconds, out, console.result());
    console.people().println("results     " + out);
    return ExitCode.OK.number();
  }
}
