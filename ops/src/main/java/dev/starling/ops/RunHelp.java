package dev.starling.ops;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays the options of a command that makes a run out under headings, in the order of their table.
 * Stateless.
 */
final class RunHelp {
  private static final List<String> RESULTS =
      List.of("--format", "--quiet", "--average", "--compare", "--resume");

  /** Options of one command alone. */
  private static final List<String> PLACE = List.of("--cluster", "--cluster-name", "--jvms");

  private RunHelp() {}

  /** Adds the options that stand for keys, and the layout. */
  static void addTo(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Arrays.stream(RunOption.values()).map(RunOption::spec).forEach(spec::addOption);
    command.setResourceBundle(new KeyDefaults());
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, RunHelp::options);
  }

  private static String options(Help help) {
    List<OptionSpec> all = help.commandSpec().options();
    StringBuilder text = new StringBuilder();
    for (RunOption.Group group : RunOption.Group.values()) {
      List<OptionSpec> members = all.stream().filter(option -> group(option) == group).toList();
      if (members.isEmpty()) {
        continue;
      }
      // One layout for all options would do, but for the headings between.
      Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
      layout.addOptions(members, help.parameterLabelRenderer());
      text.append(text.isEmpty() ? "" : System.lineSeparator())
          .append(help.colorScheme().text("@|bold " + group.heading() + ":|@").toString())
          .append(System.lineSeparator())
          .append(layout);
    }
    return text.toString();
  }

  private static RunOption.Group group(OptionSpec option) {
    String name = option.longestName();
    for (RunOption known : RunOption.values()) {
      if (known.option().equals(name)) {
        return known.group();
      }
    }
    if (PLACE.contains(name)) {
      return RunOption.Group.PLACE;
    }
    return RESULTS.contains(name) ? RunOption.Group.RESULTS : RunOption.Group.CONFIGURATION;
  }
}
