package dev.starling.ops.bench;

import java.util.List;

/** How long one waits: for a short command, and for learners that train. */
final class StartBenchmark implements Benchmark {
  private static final double HELP_SECONDS = 0.5;
  private static final double UPDATE_SECONDS = 5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "from a command to its answer, and to the first update; with the start script";
  }

  @Override
  public List<Contest> contests(Pace pace) {
    if (pace.small()) {
      return List.of(contest("a JVM", 1, ChildStart.bareJava(), "its start"));
    }
    return List.of(
        contest(
            "--help",
            HELP_SECONDS,
            ChildStart.help(),
            "the start of the JVM, and reading the commands by reflection, not yet compiled"),
        contest(
            "train, until each of 16 learners has made its first update",
            UPDATE_SECONDS,
            ChildStart.training(),
            "loading Akka and ND4J, and the steps by which a node joins its cluster"));
  }

  private static Contest contest(String name, double target, ChildStart own, String limit) {
    return new Contest(
        name,
        "seconds",
        () -> List.of(own, ChildStart.bareJava()),
        new Target.AtMost(target),
        limit);
  }
}
