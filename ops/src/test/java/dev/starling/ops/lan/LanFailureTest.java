package dev.starling.ops.lan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.cluster.NodePorts;
import dev.starling.sim.report.MetricsRow;
import dev.starling.sim.summary.DepartureSummary;
import dev.starling.sim.summary.ReturnedLearner;
import dev.starling.sim.summary.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What machines do to a run over three of them, in namespaces with addresses of their own. One
 * cluster serves all tests: each begins with three nodes and leaves three, though not always the
 * same.
 */
class LanFailureTest {
  private static final int MAX_STATUS_ASKED = 20;
  private static final int LEARNERS = 12;

  /** Three of a run, one that takes the place of a dead one, and one to sit at. */
  private static final int MACHINES = 5;

  /** A keeper of a run tells the others once per second how far the learners are; twice that. */
  private static final int HANDED_ON_EVERY_UPDATES = 40;

  /** Updates after which something happens. */
  private static final int MID_RUN = 40;

  /** Of each learner, per second. */
  private static final int UPDATE_RATE = 20;

  /** For a node to be missed, and taken from the cluster. */
  private static final int GIVING_UP_SECONDS = 15;

  /** Processes that start in the course of a run, one after the other, and what they do. */
  private static final int STARTS_IN_MID_RUN = 5;

  /** From the decision that a node has gone; learners are to be live within it. */
  private static final double MAX_RECOVERY_SECONDS = 15;

  /** Of the first model of a learner that comes back, as a share: 5 points. */
  private static final double MAX_ACCURACY_LOSS = 0.05;

  @TempDir private static Path folder;
  private static Lan lan;
  private static LanCluster cluster;

  @RegisterExtension
  private static final AfterTestExecutionCallback SHOWN_ON_FAILURE =
      context -> context.getExecutionException().ifPresent(fault -> beginAnew());

  @BeforeAll
  static void connect() {
    lan = Lan.of(MACHINES, "runs over three machines that fail, freeze and are cut off");
    cluster = new LanCluster(lan, MACHINES, folder);
  }

  /** What is left of a failure must not fail the next test. */
  private static void beginAnew() {
    System.err.println(cluster);
    cluster.close();
    IntStream.rangeClosed(1, MACHINES).forEach(lan::plug);
    cluster = new LanCluster(lan, MACHINES, folder);
  }

  @AfterAll
  static void remove() {
    if (cluster != null) {
      cluster.close();
    }
    if (lan != null) {
      lan.close();
    }
  }

  @BeforeEach
  void start() {
    if (cluster.startUpTo(3) != null) {
      cluster.awaitAllKnown();
    }
  }

  @Test
  void shouldTrainTogetherToTheEnd() {
    LanRun run = cluster.train(cluster.youngest(), options(120));
    RunSummary summary = run.awaitEnd(patienceSeconds(120));
    assertThat(summary.run().nodes()).isEqualTo(3);
    assertThat(summary.run().learners()).isEqualTo(LEARNERS);
    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.updates().total()).isEqualTo(LEARNERS * 120L);
    assertThat(summary.accuracy().min()).isGreaterThan(0.5);
    assertThat(summary.gossip().bytes()).isGreaterThan(summary.gossip().mixed() * 4L * 650);
    assertThat(summary.departures()).isNull();
    assertThat(run.models()).hasSize(LEARNERS);
  }

  @Test
  void shouldGoOnWithoutANodeThatIsKilledAndWithAFreshOne() {
    killInMidRun(cluster.youngest(), 0);
  }

  @Test
  void shouldGoOnWithoutTheNodeThatKeepsTheRun() {
    killInMidRun(cluster.oldest(), HANDED_ON_EVERY_UPDATES);
  }

  /**
   * @param forgotten updates of a learner that nobody may know of but who was killed
   */
  private void killInMidRun(int victim, int forgotten) {
    int updates = enoughUpdates(600);
    LanRun run = cluster.train(cluster.otherThan(victim), options(updates));
    run.awaitUpdates(MID_RUN, 30);
    cluster.kill(victim);
    int observer = cluster.oldest();
    LanJvm keeper = cluster.node(observer);
    LanJvm fresh = cluster.startUpTo(3);
    keeper.awaitWord("live again", 60);
    String status = cluster.status(observer);
    RunSummary summary = run.awaitEnd(patienceSeconds(updates));

    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().nodes()).isEqualTo(3);
    assertThat(summary.run().updatesPerLearner()).isEqualTo(updates);
    assertEveryLearnerCountsOnce(run, summary, updates);
    assertThat(summary.departures()).hasSize(1);
    DepartureSummary gone = summary.departures().get(0);
    assertThat(gone.node()).isEqualTo(LanCluster.nodeName(victim));
    assertThat(gone.cause()).isEqualTo("lost");
    assertThat(gone.detectionSeconds()).isPositive();
    assertThat(gone.decisionSeconds()).isPositive();
    assertThat(gone.recoverySeconds()).isBetween(0.0, MAX_RECOVERY_SECONDS);
    assertThat(gone.learners()).isPositive();
    assertThat(gone.fromPush()).isEqualTo(gone.learners());
    assertThat(run.printed()).contains("departed    node n" + victim + " was lost: noticed after");
    assertThat(keeper.news()).contains("node n" + victim + " was lost");
    assertThat(status).contains("departed    node n" + victim + " was lost");
    assertThat(fresh.isAlive()).isTrue();
    assertThat(summary.arrivals()).hasSize(1);
    assertEveryLostLearnerIsItselfAgain(summary, gone);
    assertNoUpdateIsTakenBack(run.rows(), gone, forgotten);
  }

  /** The node that comes later takes over learners of the others too; these have moved. */
  private static void assertEveryLostLearnerIsItselfAgain(
      RunSummary summary, DepartureSummary gone) {
    assertThat(summary.returns().missing()).isZero();
    List<ReturnedLearner> lost =
        summary.returns().learners().stream().filter(each -> each.cause().equals("lost")).toList();
    assertThat(lost).extracting(ReturnedLearner::learner).doesNotHaveDuplicates();
    assertThat(lost)
        .hasSize(gone.learners())
        .allSatisfy(
            each -> {
              assertThat(each.from()).isEqualTo(gone.node());
              assertThat(each.to()).isNotEqualTo(gone.node());
              assertThat(each.incarnationAfter()).isGreaterThan(each.incarnationBefore());
              assertThat(each.updatesAfter()).isGreaterThanOrEqualTo(each.updatesBefore());
              assertThat(each.origin()).as("no node saves its learners").isEqualTo("push");
              assertThat(each.giver()).isBetween(0, LEARNERS - 1).isNotEqualTo(each.learner());
              assertThat(each.secondsToLive()).isBetween(0.0, MAX_RECOVERY_SECONDS);
              assertThat(each.accuracyChange()).isGreaterThan(-MAX_ACCURACY_LOSS);
            });
  }

  @Test
  void shouldSendAgainAfterItsMediaDriverWasKilled() {
    int machine = cluster.youngest();
    LanJvm node = cluster.node(machine);
    LanRun run = cluster.train(machine, options(250));
    run.awaitUpdates(MID_RUN, 30);
    ProcessHandle driver = cluster.driver(machine);
    driver.destroyForcibly();
    node.awaitWord("is up again after", 60);
    RunSummary summary = run.awaitEnd(patienceSeconds(250));

    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().nodes()).isEqualTo(3);
    assertThat(summary.updates().total()).isEqualTo(LEARNERS * 250L);
    assertThat(summary.departures()).isNull();
    assertThat(node.news()).contains("The data plane of n" + machine + " is down");
    assertThat(cluster.driver(machine).pid()).isNotEqualTo(driver.pid());
  }

  @Test
  void shouldGoOnInTheLargerPartAndHealWhenTheLinkDoes() {
    int machine = cluster.youngest();
    LanJvm node = cluster.node(machine);
    int updates = enoughUpdates(700);
    LanRun run = cluster.train(cluster.oldest(), options(updates));
    run.awaitUpdates(MID_RUN, 30);
    lan.unplug(machine);
    cluster.node(cluster.oldest()).awaitWord("live again", 60);
    lan.plug(machine);
    node.awaitWord("starting anew", 60);
    assertReturnOf(machine, run, updates);
  }

  @Test
  void shouldTakeBackANodeThatStoodStill() {
    int machine = cluster.youngest();
    LanJvm node = cluster.node(machine);
    int updates = enoughUpdates(700);
    LanRun run = cluster.train(cluster.oldest(), options(updates));
    run.awaitUpdates(MID_RUN, 30);
    node.freeze();
    cluster.node(cluster.oldest()).awaitWord("live again", 60);
    node.thaw();
    node.awaitWord("starting anew", 60);
    assertReturnOf(machine, run, updates);
  }

  /** The node comes back in mid-run, and hosts learners again that nobody else hosts. */
  private void assertReturnOf(int machine, LanRun run, int updates) {
    String name = LanCluster.nodeName(machine);
    LanJvm keeper = cluster.node(cluster.oldest());
    cluster.noteReturn(machine);
    keeper.awaitWord(
        "node " + name + " (" + lan.address(machine) + ":" + NodePorts.DEFAULT_CONTROL + ") begins",
        60);
    awaitEveryLearnerOnce();
    RunSummary summary = run.awaitEnd(patienceSeconds(updates));

    assertThat(summary.run().exit()).isEqualTo("updates");
    assertThat(summary.run().nodes()).isEqualTo(3);
    assertThat(summary.run().updatesPerLearner()).isEqualTo(updates);
    assertEveryLearnerCountsOnce(run, summary, updates);
    assertThat(summary.departures()).extracting(DepartureSummary::node).containsExactly(name);
    DepartureSummary gone = summary.departures().get(0);
    assertThat(gone.cause()).isEqualTo("lost");
    assertThat(gone.recoverySeconds()).isBetween(0.0, MAX_RECOVERY_SECONDS);
    assertNoUpdateIsTakenBack(run.rows(), gone, 0);
  }

  /**
   * Those on their way to the node that came back are nowhere for a moment, and never twice; but
   * reports are of two moments, between which a learner may move: once it may seem so.
   */
  private void awaitEveryLearnerOnce() {
    int before = 0;
    int hosted = 0;
    for (int asked = 0; asked < MAX_STATUS_ASKED && hosted != LEARNERS; asked++) {
      String status = cluster.status(cluster.oldest());
      before = hosted;
      hosted = learnersIn(status);
      assertThat(Math.min(before, hosted)).as(status).isLessThanOrEqualTo(LEARNERS);
    }
    assertThat(hosted).isEqualTo(LEARNERS);
  }

  /** What a lost learner did after it was last heard is not known, and may count for a little. */
  private static void assertEveryLearnerCountsOnce(LanRun run, RunSummary summary, int updates) {
    assertThat(summary.updates().total())
        .isBetween(LEARNERS * (long) updates, LEARNERS * (updates + 30L));
    assertThat(run.models()).hasSize(LEARNERS);
  }

  /** The sum of the column of learners. */
  private static int learnersIn(String status) {
    return status
        .lines()
        .filter(line -> line.matches("n\\d+ +running .*"))
        .mapToInt(line -> Integer.parseInt(line.split(" +", -1)[3]))
        .sum();
  }

  /** A learner that comes back has no fewer updates than the slowest had when its node went. */
  private static void assertNoUpdateIsTakenBack(
      List<MetricsRow> rows, DepartureSummary gone, int forgotten) {
    double lastWord = gone.atSeconds() - gone.decisionSeconds() - gone.detectionSeconds();
    long before =
        rows.stream()
            .filter(row -> row.seconds() < lastWord)
            .mapToLong(row -> row.updates().min())
            .max()
            .orElse(0);
    assertThat(rows)
        .filteredOn(row -> row.seconds() > lastWord)
        .isNotEmpty()
        .allMatch(row -> row.updates().min() >= before - forgotten);
  }

  /**
   * A run must not be over before what happens in it has happened: longer where processes take long
   * to start.
   *
   * @param least updates that are enough on a machine with nothing else to do
   */
  private static int enoughUpdates(int least) {
    double seconds = GIVING_UP_SECONDS + STARTS_IN_MID_RUN * cluster.slowestStartSeconds();
    return Math.max(least, (int) (UPDATE_RATE * seconds));
  }

  private static long patienceSeconds(int updates) {
    return updates / UPDATE_RATE + 120;
  }

  /** Softmax on digits. */
  private static String[] options(int updates) {
    return ("--learners 12 --data digits --model softmax --split iid --clock paced --update-rate "
            + UPDATE_RATE
            + " --updates "
            + updates)
        .split(" ");
  }
}
