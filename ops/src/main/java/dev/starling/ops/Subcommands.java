package dev.starling.ops;

import dev.starling.data.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands of {@code starling}. To read the options of all of them by reflection takes longer
 * than everything else at the start, so a command that nobody has typed is an outline: a name and a
 * header, for the list in the help and for suggestions.
 */
final class Subcommands {
  /** Words may come from a file so named, of which nothing is known yet. */
  private static final String WORDS_OF_FILE = "@";

  private final List<Subcommand> all;

  Subcommands(Console console, Interruption interruption) {
    all =
        List.of(
            ofRuns(TrainCommand.class, () -> new TrainCommand(console, interruption)),
            ofRuns(SimulateCommand.class, () -> new SimulateCommand(console, interruption)),
            ofRuns(LocalCommand.class, () -> new LocalCommand(console, interruption)),
            of(NodeCommand.class, () -> new NodeCommand(console, interruption)),
            of(StatusCommand.class, () -> new StatusCommand(console, interruption)),
            of(StopCommand.class, () -> new StopCommand(console)),
            of(ReplayCommand.class, () -> new ReplayCommand(console, interruption)),
            of(CompareCommand.class, () -> new CompareCommand(console)),
            of(EvaluateCommand.class, () -> new EvaluateCommand(console)),
            of(ExperimentCommand.class, () -> new ExperimentCommand(console)),
            of(ConfigCommand.class, () -> new ConfigCommand(console)),
            of(DoctorCommand.class, () -> new DoctorCommand(console)),
            of(BenchCommand.class, () -> new BenchCommand(console)));
  }

  /**
   * @param makesRuns whether the options that stand for keys of a run belong to it
   */
  private record Subcommand(Class<?> type, boolean makesRuns, Supplier<?> command) {

    String name() {
      return annotation().name();
    }

    CommandLine outline() {
      CommandSpec spec = CommandSpec.create().name(name());
      spec.usageMessage().header(annotation().header());
      return new CommandLine(spec);
    }

    CommandLine whole() {
      CommandLine line = new CommandLine(command.get());
      if (makesRuns) {
        RunHelp.addTo(line);
      }
      return line;
    }

    private Command annotation() {
      return type.getAnnotation(Command.class);
    }
  }

  /**
   * Adds them all, those whole that {@code words} may mean.
   *
   * @param words as they were typed
   */
  void addTo(CommandLine starling, Set<String> words) {
    boolean mayMeanAny = words.stream().anyMatch(word -> word.startsWith(WORDS_OF_FILE));
    for (Subcommand each : all) {
      boolean isMeant = mayMeanAny || words.contains(each.name());
      starling.addSubcommand(each.name(), isMeant ? each.whole() : each.outline());
    }
  }

  /**
   * An option that {@code typed} may have been meant to be: one of the command that was typed, or
   * else of another, which is then named.
   *
   * @param typed begins with dashes; {@code =} and a value may follow
   * @return empty when none is near
   */
  String optionNear(String typed, CommandLine command) {
    String bare = bare(typed.split("=", 2)[0]);
    String own = nearest(bare, command);
    if (!own.isEmpty()) {
      return own;
    }
    return all.stream()
        .map(each -> Map.entry(each.name(), nearest(bare, each.whole())))
        .filter(found -> !found.getValue().isEmpty())
        .findFirst()
        .map(found -> found.getValue() + " of 'starling " + found.getKey() + "'")
        .orElse("");
  }

  private static String nearest(String bare, CommandLine command) {
    List<String> names =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(option -> bare(option.longestName()))
            .toList();
    String near = NearestName.of(bare, names);
    return near.isEmpty() ? "" : "--" + near;
  }

  /** Without its dashes, which would count as letters that are right. */
  private static String bare(String option) {
    return option.replaceFirst("^-+", "");
  }

  private static Subcommand ofRuns(Class<?> type, Supplier<?> command) {
    return new Subcommand(type, true, command);
  }

  private static Subcommand of(Class<?> type, Supplier<?> command) {
    return new Subcommand(type, false, command);
  }
}
