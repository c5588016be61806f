package dev.starling.ops;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong in one line on standard error, and chooses the exit code. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final String PREFIX = "starling: ";
  private static final Pattern CHOICES =
      Pattern.compile("(expected one of \\[[^]]*])( \\(case-insensitive\\))?");

  private final Subcommands subcommands;

  /**
   * @param subcommands whose options are suggested for those that another command does not have
   */
  OneLineErrors(Subcommands subcommands) {
    this.subcommands = subcommands;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String line =
        fault instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched)
            : withoutShouting(decapitalised(fault.getMessage()));
    command
        .getErr()
        .println(
            PREFIX + line + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
    return ExitCode.USAGE.number();
  }

  private static String decapitalised(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** The choices as people type them. */
  private static String withoutShouting(String text) {
    return CHOICES
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1).toLowerCase(Locale.ROOT)));
  }

  private String unknown(UnmatchedArgumentException fault) {
    String typed = fault.getUnmatched().get(0);
    boolean option = typed.startsWith("-");
    boolean command = !option && !fault.getCommandLine().getSubcommands().isEmpty();
    String kind =
        option ? "unknown option " : command ? "unknown command " : "nothing is expected at ";
    String near = fault.getSuggestions().stream().findFirst().orElse("");
    if (near.isEmpty() && option) {
      near = subcommands.optionNear(typed, fault.getCommandLine());
    }
    return kind + "'" + typed + "'" + (near.isEmpty() ? "" : ": did you mean " + near + "?");
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    boolean debug =
        command.getCommandSpec().root().userObject() instanceof Starling root && root.isDebug();
    return report(
        fault, command.getErr(), debug, line -> OptionWords.in(line, command.getCommandSpec()));
  }

  /**
   * Prints the line.
   *
   * @param debug whether the stack is printed too
   * @return the exit code
   */
  static int report(Throwable fault, PrintWriter err, boolean debug) {
    return report(fault, err, debug, UnaryOperator.identity());
  }

  private static int report(
      Throwable fault, PrintWriter err, boolean debug, UnaryOperator<String> words) {
    Failure failure = Failure.of(fault);
    err.println(PREFIX + words.apply(failure.line()));
    if (debug) {
      fault.printStackTrace(err);
    }
    err.flush();
    return failure.code().number();
  }
}
