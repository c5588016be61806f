package dev.starling.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starling.cluster.NodePorts;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.ops.doctor.Finding;
import dev.starling.ops.doctor.Finding.Level;
import dev.starling.ops.doctor.MachineReader;
import dev.starling.ops.doctor.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code starling doctor}: whether this machine can run a node, before one is started. */
@Command(
    name = "doctor",
    header = "Checks whether this machine can run a node, and says what to do where it cannot.",
    description = {
      "",
      "One line for each check: ok; warning, with which a node runs worse than it could; or fault,"
          + " with which none would run or be reached. Nothing is changed. Ends with 4 when there is"
          + " a fault.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling doctor",
      "  starling doctor --bind 192.168.1.10 --port 25520"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "The address that other nodes shall reach. Default: none, all are listed")
  private String bind;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "TCP port of the control plane; frames take the next one, over UDP. Default: "
              + NodePorts.DEFAULT_CONTROL,
      defaultValue = "" + NodePorts.DEFAULT_CONTROL)
  private int port;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Threads that run learners. Default: one per core but one")
  private Integer lanes;

  @Option(
      names = "--aeron-directory",
      paramLabel = "DIR",
      description = "Where the media driver keeps its files. Default: /dev/shm")
  private Path driverParent;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json: prints one JSON object and nothing else on standard output.",
      defaultValue = "text")
  private OutputFormat format;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (port < 1 || port > NodePorts.MAX_CONTROL) {
      throw new IllegalArgumentException(
          "--port must lie in [1, " + NodePorts.MAX_CONTROL + "], was " + port);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = lanes == null ? Math.max(1, processors - 1) : lanes;
    if (threads < 1) {
      throw new IllegalArgumentException("--lanes must be at least 1, was " + threads);
    }
    Path parent = driverParent == null ? EmbeddedDriver.defaultParent() : driverParent;
    List<Finding> findings =
        MachineReader.examine(new Wanted(Optional.ofNullable(bind), port, threads, parent));
    console.result().println(format == OutputFormat.JSON ? json(findings) : text(findings));
    return count(findings, Level.FAULT) == 0 ? ExitCode.OK.number() : ExitCode.ENVIRONMENT.number();
  }

  static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s %-18s %s%s%n",
              word(finding.level()),
              finding.subject(),
              finding.text(),
              finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
    }
    return text.append(
            "%d checks: ok %d, warning %d, fault %d"
                .formatted(
                    findings.size(),
                    count(findings, Level.OK),
                    count(findings, Level.WARNING),
                    count(findings, Level.FAULT)))
        .toString();
  }

  static String json(List<Finding> findings) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("faults", count(findings, Level.FAULT));
    root.put("warnings", count(findings, Level.WARNING));
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      ObjectNode check = checks.addObject();
      check.put("check", finding.subject());
      check.put("level", word(finding.level()));
      check.put("text", finding.text());
      if (!finding.remedy().isEmpty()) {
        check.put("remedy", finding.remedy());
      }
    }
    return root.toString();
  }

  private static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
