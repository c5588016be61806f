package dev.starling.ops;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options of a run that stand for a key of its configuration. They carry no meaning of their
 * own: what an option is given becomes the key's value, and is checked where keys are.
 */
enum RunOption {
  LEARNERS(Group.TRAINED, "run.learners", "N", "How many learners train."),
  DATA(
      Group.TRAINED,
      "data.source",
      "SOURCE",
      "fashion-mini, digits, fashion-mnist, idx:DIR, csv:FILE, libsvm:FILE, synthetic:linear,"
          + " synthetic:sine or synthetic:two-means."),
  SPLIT(
      Group.TRAINED,
      "data.split",
      "HOW",
      "How learners share the training data: iid, dirichlet:ALPHA (small: each knows few classes),"
          + " shards:K, sorted, ranges (of the first feature) or quantity:ALPHA."),
  PLACEMENT(
      Group.TRAINED,
      "data.placement",
      "shared|local",
      "Where the training data lie: with all nodes, or with each node its own, which it shows to"
          + " nobody (train --cluster only; --data then names held-out data to judge by)."),
  MODEL(
      Group.TRAINED,
      "run.model",
      "MODEL",
      "linear, logistic, softmax, mlp:WIDTH[,WIDTH...][:relu|:tanh] or class:NAME of your own."),
  TOPOLOGY(
      Group.TRAINED,
      "run.topology",
      "GRAPH",
      "Who may push to whom: complete, ring, random-regular:K or edges:FILE."),
  INIT(
      Group.TRAINED,
      "run.init",
      "common|own",
      "Whether all learners start from one model, or each from its own."),
  SEED(Group.TRAINED, "run.seed", "N", "Decides the split and every random draw."),

  UPDATES(
      Group.LENGTH,
      "run.updates",
      "N",
      "Updates of each learner; the run ends when the slowest has made them."),
  SECONDS(
      Group.LENGTH,
      "run.seconds",
      "S",
      "Length of the run, whichever comes first; without --updates it is the only limit."),
  UNTIL(
      Group.LENGTH,
      "run.until",
      "accuracy:A",
      "Ends early when the worst learner's validation accuracy is there, such as accuracy:0.85."),

  TAU(Group.STEPS, "steps.tau", "N", "SGD steps that make one update."),
  BATCH(Group.STEPS, "steps.batch", "N", "Samples of a mini-batch."),
  STEP_SIZE(Group.STEPS, "steps.size", "ETA", "Step size at the start."),
  STEP_SCHEDULE(
      Group.STEPS, "steps.schedule", "cosine|constant", "Falls to 0 over the run, or stays."),

  CLOCK(
      Group.GOSSIP,
      "clock.kind",
      "natural|paced",
      "Updates one after the other, or at random times of a given rate."),
  UPDATE_RATE(
      Group.GOSSIP,
      "clock.update-rate",
      "R",
      "Updates per second of a learner; makes the clock paced."),
  STALENESS_TARGET(
      Group.GOSSIP,
      "gossip.staleness-target",
      "S",
      "Mean staleness wanted, in updates; the gossip rate follows by the law."),
  GOSSIP_RATE(
      Group.GOSSIP,
      "gossip.rate",
      "LAMBDA",
      "Pushes per second of a learner, instead of a staleness target; 0 for no gossip."),
  MIXING(
      Group.GOSSIP,
      "gossip.mixing",
      "RULE",
      "How much of a received model is taken: uniform, age or staleness."),
  WEIGHT(Group.GOSSIP, "gossip.weight", "W", "That share, in [0, 1], for uniform mixing."),

  LANES(Group.MACHINE, "cluster.lanes", "N", "Threads that run learners."),
  NO_BOUNDS(
      Group.MACHINE,
      "bounds.enabled",
      "",
      "Does not compute what learners alone and centralised SGD reach.") {
    @Override
    boolean isFlag() {
      return true;
    }
  },
  RECORD(
      Group.RESULTS,
      "record.learner",
      "LEARNER",
      "Writes all that this learner hears to the run directory, for 'starling replay'; train"
          + " only."),
  OUT(Group.RESULTS, "output.directory", "DIR", "The run directory, new or empty.");

  private final Group group;
  private final String key;
  private final String label;
  private final String description;

  RunOption(Group group, String key, String label, String description) {
    this.group = group;
    this.key = key;
    this.label = label;
    this.description = description;
  }

  /** Headings of the help text, in its order. */
  enum Group {
    PLACE("Where"),
    TRAINED("What is trained"),
    LENGTH("How long"),
    STEPS("SGD steps"),
    GOSSIP("Clocks and gossip"),
    MACHINE("This machine"),
    RESULTS("Results"),
    CONFIGURATION("Configuration and messages");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /** As it is typed: {@code --step-size}. */
  String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String key() {
    return key;
  }

  Group group() {
    return group;
  }

  /** Whether it takes no value: it switches its key off. */
  boolean isFlag() {
    return false;
  }

  OptionSpec spec() {
    OptionSpec.Builder builder = OptionSpec.builder(option());
    return isFlag()
        ? builder.arity("0").type(boolean.class).description(description).build()
        : builder
            .arity("1")
            .type(String.class)
            .paramLabel(label)
            .description(description + " Default: ${bundle:" + key + "}")
            .build();
  }

  /** Configuration keys and values that were typed as options, in an order that means nothing. */
  static Map<RunOption, String> given(ParseResult parsed) {
    Map<RunOption, String> values = new EnumMap<>(RunOption.class);
    for (RunOption option : values()) {
      if (parsed.hasMatchedOption(option.option())) {
        values.put(
            option, option.isFlag() ? "false" : parsed.matchedOptionValue(option.option(), ""));
      }
    }
    return values;
  }

  /**
   * The overrides, {@code key=value}, that options and {@code --set} amount to; of two for one key
   * the later counts. An option that makes sense in one mode only switches to it.
   *
   * @param sets as typed after {@code --set}
   */
  static List<String> overrides(List<String> sets, Map<RunOption, String> given) {
    Map<String, String> implied = new LinkedHashMap<>();
    if (given.containsKey(GOSSIP_RATE) && given.containsKey(STALENESS_TARGET)) {
      throw new IllegalArgumentException(
          "--gossip-rate and --staleness-target exclude each other: the one fixes what the other"
              + " lets the law decide");
    }
    if (given.containsKey(UPDATE_RATE) && !given.containsKey(CLOCK)) {
      implied.put(CLOCK.key, "paced");
    }
    if (given.containsKey(GOSSIP_RATE)) {
      implied.put("gossip.capacity", "fixed");
    }
    if (given.containsKey(STALENESS_TARGET)) {
      implied.put("gossip.capacity", "law");
    }
    if (given.containsKey(SECONDS) && !given.containsKey(UPDATES)) {
      implied.put(UPDATES.key, "0");
    }
    sets.forEach(set -> implied.remove(keyOf(set)));
    List<String> overrides = new ArrayList<>(sets);
    implied.forEach((key, value) -> overrides.add(key + "=" + value));
    given.forEach((option, value) -> overrides.add(option.key + "=" + value));
    return overrides;
  }

  private static String keyOf(String set) {
    int equals = set.indexOf('=');
    return (equals < 0 ? set : set.substring(0, equals)).strip();
  }
}
