package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import dev.starling.cluster.aeron.Route;
import dev.starling.cluster.aeron.Totals;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.StalenessPart;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptRunTest {
  private final AttendanceBook book = new AttendanceBook(Attendance.NONE);
  private final KeptRun run =
      new KeptRun(TestRun.describe("kept", 3, 100), TestInbox.<RunEvent>create().getRef(), book);
  private final TestInbox<ReporterMessage> inbox = TestInbox.create("first");
  private final KeptNode first = node(run, inbox, 1);
  private final KeptNode second = node("second", 2);

  @BeforeEach
  void begin() {
    assertThat(run.advance()).isTrue();
    run.seat(0, first, 0);
    run.seat(1, first, 0);
    run.seat(2, second, 0);
    assertThat(run.advance()).isTrue();
    first.reach(KeptNode.State.CONNECTED);
    second.reach(KeptNode.State.CONNECTED);
    assertThat(run.advance()).isTrue();
    assertThat(run.isRunning()).isTrue();
  }

  @Test
  void shouldNotEndBeforeALearnerHasMadeItsUpdatesWhereItHasMovedTo() {
    run.handOver(1, 5);
    run.seat(1, second, 5.1);
    assertThat(run.finish(second, learners(2))).as("told before it knew of learner 1").isFalse();
    assertThat(run.finish(first, learners(0, 1))).as("1 lives there no more").isFalse();
    assertThat(run.finish(second, learners(1, 2))).isTrue();
  }

  @Test
  void shouldRememberWhatALearnerWasWhenItsNodeIsLost() {
    run.seats().noteScore(2, 40, 0.75, 6);
    run.seats().noteScore(2, 41, Double.NaN, 7);
    run.remove(second, 8);
    assertThat(book.list().missing())
        .containsExactly(new LearnerLoss(2, "second", false, 0, 41, 0.75, 6, 8));
    KeptRecord record = run.record();
    assertThat(record.attendance().missing()).hasSize(1);
    assertThat(record.accuracies()[2]).isEqualTo(0.75f);
  }

  @Test
  void shouldRememberAsWhoALearnerLivedAlsoAfterTwoChangesOfKeeper() {
    run.seats().noteLife(2, 4);
    KeptRun next = follow(follow(run));
    assertThat(next.seats().incarnations()[2]).as("never again as who it was").isGreaterThan(4);
    KeptNode home = node(next, "third", 3);
    next.seat(2, home, 7);
    next.remove(home, 8);
    assertThat(book.list().missing())
        .extracting(LearnerLoss::learner, LearnerLoss::incarnation)
        .containsExactly(tuple(2, 4));
    KeptRecord record = run.record();
    assertThat(record.loss(2, record.homes()[2], 9).incarnation()).isEqualTo(4);
  }

  @Test
  void shouldNotTakeTheRestForTheSlowestWhileALearnerIsLost() {
    run.seats().noteUpdates(2, 32);
    run.report(first, report("first", 2, 85));
    run.report(second, report("second", 1, 32));
    assertThat(run.progress().updatesMin()).isEqualTo(32);
    run.remove(second, 8);
    assertThat(run.progress().updatesMin()).as("learner 2 is lost").isEqualTo(32);
    run.seat(2, first, 9);
    run.report(first, report("first", 2, 88));
    assertThat(run.progress().updatesMin()).as("told before it had its seat").isEqualTo(32);
    run.report(first, report("first", 3, 34));
    assertThat(run.progress().updatesMin()).isEqualTo(34);
  }

  @Test
  void shouldTellANodeThatIsSilentForLongerThanItShouldBe() {
    first.heard(TimeUnit.SECONDS.toNanos(10));
    assertThat(first.silentSeconds(TimeUnit.SECONDS.toNanos(20), 0.25))
        .as("its clocks do not run yet")
        .isZero();
    first.reach(KeptNode.State.RUNNING);
    second.reach(KeptNode.State.RUNNING);
    assertThat(first.silentSeconds(TimeUnit.SECONDS.toNanos(13), 0.25)).isZero();
    assertThat(first.silentSeconds(TimeUnit.SECONDS.toNanos(14), 0.25)).isEqualTo(4);
    assertThat(first.silentSeconds(TimeUnit.SECONDS.toNanos(14), 2)).as("slow reports").isZero();
    assertThat(second.silentSeconds(TimeUnit.SECONDS.toNanos(99), 0.25))
        .as("never heard by this keeper")
        .isZero();
  }

  @Test
  void shouldLetAFollowerKnowThatAllNodesAreToEndAlsoWhenTheRunIsOver() {
    RecordKeeping records = new RecordKeeping(run, () -> 0);
    records.handOut();
    assertThat(recalled().isLast()).isFalse();
    run.becomesLast();
    records.handOut();
    Recollection underWay = recalled();
    assertThat(underWay.isLast()).isTrue();
    assertThat(underWay.conclude()).isPresent();
    records.takeBack();
    Recollection over = recalled();
    assertThat(over.isLast()).isTrue();
    assertThat(over.conclude()).as("a run to go on with").isEmpty();
  }

  /** What a keeper that follows hears of the first node. */
  private Recollection recalled() {
    ReporterMessage.Remember last = null;
    while (inbox.hasMessages()) {
      last = (ReporterMessage.Remember) inbox.receiveMessage();
    }
    Recollection recollection = new Recollection();
    ActorRef<KeeperMessage> keeper = TestInbox.<KeeperMessage>create().getRef();
    recollection.ask(Set.of(inbox.getRef()), keeper);
    assertThat(recollection.hear(new KeeperMessage.Recalled(inbox.getRef(), last))).isTrue();
    inbox.receiveMessage();
    return recollection;
  }

  /** The run as the keeper that follows has it. */
  private KeptRun follow(KeptRun before) {
    KeptRun next = new KeptRun(before.description(), TestInbox.<RunEvent>create().getRef(), book);
    next.resume(before.record());
    return next;
  }

  private KeptNode node(String name, int port) {
    return node(run, name, port);
  }

  private static KeptNode node(KeptRun run, String name, int port) {
    return node(run, TestInbox.create(name), port);
  }

  private static KeptNode node(KeptRun run, TestInbox<ReporterMessage> inbox, int port) {
    String name = inbox.getRef().path().name();
    KeptNode node =
        run.add(inbox.getRef(), new Address("akka", "starling", "127.0.0.1", port)).orElseThrow();
    node.prepared(Route.local(name, "127.0.0.1", port, 1));
    return node;
  }

  private static NodeReport report(String node, int learners, long updatesMin) {
    return new NodeReport(
        "kept",
        node,
        1,
        1,
        learners,
        learners,
        0,
        updatesMin,
        updatesMin,
        0,
        0,
        CarriedGossip.NONE,
        Totals.none(),
        Lateness.NONE,
        Lateness.NONE,
        NodeMemory.NONE,
        new NodeOutages(node, 0, 0),
        true,
        StalenessPart.NONE,
        Diagnosis.NONE,
        Diagnosis.NONE);
  }

  private static BitSet learners(int... ids) {
    BitSet set = new BitSet();
    for (int id : ids) {
      set.set(id);
    }
    return set;
  }
}
