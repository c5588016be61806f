package dev.starling.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code starling}, and the process that it runs in. */
@Command(
    name = "starling",
    header = "Asynchronous gossip learning: learners that train together without a server.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "STARLING_JAVA_OPTS gives more options to Java, such as -Xmx4g; STARLING_CLASSPATH names"
          + " where models of your own are (class:NAME).",
      "",
      "Begin with: starling train"
    })
public final class Starling implements Runnable {
  private static final String LOG_STACK = "starling.log.stack";
  private static final String LOG_CLEAR = "starling.log.clear";
  private static final int HELP_COLUMNS = 100;

  private final Console console;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Shows where an error came from.")
  private boolean debug;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Says more of what goes on, on standard error.")
  private boolean verbose;

  private Starling(Console console) {
    this.console = console;
  }

  /** Runs one command and ends the process, whatever happens. */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Interruption interruption =
        new Interruption(() -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number()));
    int code = ExitCode.FAILED.number();
    try {
      Signals.bringTo(interruption);
      code = run(args, Console.of(out, err), interruption);
    } catch (Throwable fault) {
      code = OneLineErrors.report(fault, new PrintWriter(err, true, StandardCharsets.UTF_8), false);
    } finally {
      out.flush();
      err.flush();
      // Threads of a library that a fault left behind must not keep the process.
      System.exit(code);
    }
  }

  /**
   * Runs one command inside this program.
   *
   * @param out receives the outcome
   * @param err receives everything else
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Console(out, err, 0), Interruption.none());
  }

  static int run(String[] args, Console console, Interruption interruption) {
    return commandLine(console, interruption, new HashSet<>(Arrays.asList(args))).execute(args);
  }

  private static CommandLine commandLine(
      Console console, Interruption interruption, Set<String> words) {
    Starling root = new Starling(console);
    CommandLine starling = new CommandLine(root);
    Subcommands subcommands = new Subcommands(console, interruption);
    subcommands.addTo(starling, words);
    OneLineErrors errors = new OneLineErrors(subcommands);
    starling.setOut(new PrintWriter(console.result(), true, StandardCharsets.UTF_8));
    starling.setErr(new PrintWriter(console.people(), true, StandardCharsets.UTF_8));
    starling.setCaseInsensitiveEnumValuesAllowed(true);
    starling.setParameterExceptionHandler(errors);
    starling.setExecutionExceptionHandler(errors);
    starling.setExecutionStrategy(parsed -> root.execute(parsed));
    starling.setUsageHelpWidth(HELP_COLUMNS);
    for (CommandLine each : starling.getSubcommands().values()) {
      each.getCommandSpec()
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCode.list());
    }
    starling
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.list());
    return starling;
  }

  private int execute(CommandLine.ParseResult parsed) {
    // Read by the logging configuration, which is loaded with the first logger.
    LogLevels.ofCommand(verbose);
    System.setProperty(LOG_STACK, debug ? "full" : "none");
    System.setProperty(LOG_CLEAR, console.isTerminal() ? "\r\u001b[K" : "");
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Without a command there is only help to give. */
  @Override
  public void run() {
    commandLine(console, Interruption.none(), Set.of()).usage(console.result());
  }

  boolean isDebug() {
    return debug;
  }

  /** Output is UTF-8 wherever it goes: the locale of a bare container knows no λ. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
