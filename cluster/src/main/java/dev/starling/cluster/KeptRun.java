package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import dev.starling.run.DataPlacement;
import dev.starling.run.RunDescription;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What the keeper knows of its run: which nodes take part and how far they are, and where each
 * learner lives. It decides nothing and sends only to those that the keeper names. Used by one
 * thread.
 */
final class KeptRun {
  private RunDescription description;
  private final RunAudience audience;
  private final AttendanceBook book;
  private final BitSet liveAtFirst;
  private final Map<ActorRef<ReporterMessage>, KeptNode> nodes = new LinkedHashMap<>();
  private final Seats seats;
  private final DataHomes dataHomes;
  private final BitSet finished = new BitSet();
  private final ReportRound round = new ReportRound();
  private final UnheardLearners unheard = new UnheardLearners();
  private final RunEnds ends = new RunEnds();
  private final ChurnSchedule churn;
  private final RunLedger ledger;

  private long records;
  private RunPhase phase = RunPhase.PREPARING;
  private RunResult.End reason;
  private boolean isLast;

  /**
   * @param book where it is written who comes and goes
   */
  KeptRun(RunDescription description, ActorRef<RunEvent> submitter, AttendanceBook book) {
    this.description = description;
    audience = new RunAudience(submitter);
    this.book = book;
    liveAtFirst = description.churn().liveAtFirst(description.learners());
    seats = new Seats(description.learners());
    dataHomes = new DataHomes(description.learners(), description.data().placement());
    churn = new ChurnSchedule(description.churn(), description.learners());
    ledger = new RunLedger(description, churn);
    if (description.checkpoints().isResumed()) {
      seats.resume(description.checkpoints().firstIncarnation());
      churn.resume(seats.incarnations());
    }
  }

  String id() {
    return description.id();
  }

  RunDescription description() {
    return description;
  }

  int size() {
    return description.learners();
  }

  RunPhase phase() {
    return phase;
  }

  boolean isRunning() {
    return phase == RunPhase.RUNNING;
  }

  boolean hasNotBegun() {
    return phase.compareTo(RunPhase.RUNNING) < 0;
  }

  RunLedger ledger() {
    return ledger;
  }

  Seats seats() {
    return seats;
  }

  ChurnSchedule churn() {
    return churn;
  }

  Collection<KeptNode> nodes() {
    return nodes.values();
  }

  /** Takes over a run whose clocks another keeper has started. */
  void resume(KeptRecord record) {
    records = record.sequence();
    ledger.addGone(record.countedByGone());
    for (int node = 0; node < record.nodes().size(); node++) {
      ledger.expect(record.nodes().get(node), record.counted().get(node));
    }
    phase = RunPhase.RUNNING;
    seats.resume(record);
    churn.resume(seats.incarnations());
  }

  /**
   * Nodes of a former keeper's record are not there any more: what they had counted stays counted,
   * and learners that cannot live elsewhere are away.
   */
  void missAbsentOf(KeptRecord record, double nowSeconds) {
    BitSet absent = absentOf(record);
    absent.stream().forEach(node -> ledger.giveUp(record.nodes().get(node)));
    record.learnersOnNoneBut(absent).forEach(unheard::add);
    if (isPinned()) {
      record.learnersOnNoneBut(absent).forEach(learner -> unseat(learner, nowSeconds));
    }
  }

  /**
   * A run that was taken over ends before its nodes have told anything of it: what {@code record}
   * has of them counts. To be called when the nodes are known, for nobody is let in any more.
   */
  void settle(KeptRecord record) {
    missAbsentOf(record, 0);
    for (KeptNode node : nodes.values()) {
      int index = record.nodes().indexOf(NodeAddress.text(node.address()));
      if (index >= 0) {
        node.reach(KeptNode.State.RUNNING);
        record.learnersOn(index).stream().forEach(learner -> seats.seat(learner, node));
      }
    }
  }

  /** Indices of the record's nodes that take no part any more. */
  BitSet absentOf(KeptRecord record) {
    Set<String> there = new HashSet<>();
    nodes.values().forEach(node -> there.add(NodeAddress.text(node.address())));
    return record.nodesBeside(there);
  }

  /** What a keeper that follows has to know. */
  KeptRecord record() {
    return KeptRecord.of(this, ++records, audience.follower(), book.list());
  }

  /** A node that can take part from now on; empty when it does already. */
  Optional<KeptNode> add(ActorRef<ReporterMessage> reporter, Address address) {
    if (phase == RunPhase.ENDING || nodes.containsKey(reporter)) {
      return Optional.empty();
    }
    KeptNode node = new KeptNode(reporter, address);
    nodes.put(reporter, node);
    return Optional.of(node);
  }

  /** Nodes that take part and are not among {@code all}. */
  List<KeptNode> nodesBeside(Set<ActorRef<ReporterMessage>> all) {
    return nodes.values().stream().filter(node -> !all.contains(node.reporter())).toList();
  }

  /** The node that {@code reporter} speaks for; empty when it takes no part. */
  Optional<KeptNode> node(ActorRef<ReporterMessage> reporter) {
    return Optional.ofNullable(nodes.get(reporter));
  }

  /** The node of that name. */
  Optional<KeptNode> node(String name) {
    return nodes.values().stream().filter(node -> node.name().equals(name)).findFirst();
  }

  /**
   * A node has said how many samples of its own it has.
   *
   * @return whether it is known now which learners belong to which node, and the description says
   *     so
   * @throws IllegalArgumentException with one line when the learners cannot be divided among them
   */
  boolean hold(KeeperMessage.NodeHolds holds) {
    Optional<DataPlacement> known =
        node(holds.reporter()).flatMap(node -> dataHomes.hear(node, holds, nodes.values()));
    known.ifPresent(placement -> description = description.with(placement));
    return known.isPresent();
  }

  /** Whether learners are pinned to the nodes that have their data. */
  boolean isPinned() {
    return dataHomes.isLocal();
  }

  /** Learners that have no seat and could have one. */
  IntStream missing() {
    return seats.missing().filter(learner -> !dataHomes.isAway(learner, nodes.values()));
  }

  /** Address of the node to which a learner is pinned; empty when it may live anywhere. */
  Optional<String> addressFor(int learner) {
    return dataHomes.home(learner, nodes.values()).map(node -> NodeAddress.text(node.address()));
  }

  /**
   * A node has gone, and its learners are seated nowhere.
   *
   * @return those learners, and those who can live on no other
   */
  BitSet remove(KeptNode gone, double nowSeconds) {
    nodes.remove(gone.reporter());
    BitSet homeless = seats.on(gone);
    noteLoss(homeless.stream(), false, nowSeconds);
    homeless.or(dataHomes.of(gone));
    homeless.stream().forEach(learner -> unseat(learner, nowSeconds));
    ledger.giveUp(NodeAddress.text(gone.address()));
    ledger.forget(gone.name());
    return homeless;
  }

  /** Moves to the next phase when what this one waits for is there; returns whether it did. */
  boolean advance() {
    boolean complete =
        switch (phase) {
          case PREPARING -> allNodesAre(KeptNode.State.PREPARED);
          case SEATING -> missing().findAny().isEmpty();
          case CONNECTING -> allNodesAre(KeptNode.State.CONNECTED);
          case RUNNING, ENDING -> false;
        };
    if (complete) {
      phase = phase.next();
    }
    return complete;
  }

  private boolean allNodesAre(KeptNode.State least) {
    return !nodes.isEmpty() && nodes.values().stream().allMatch(node -> node.isAtLeast(least));
  }

  /** A learner has its seat on a node; returns whether that is news. */
  boolean seat(int learner, KeptNode node, double nowSeconds) {
    boolean isNew = seats.seat(learner, node);
    if (isNew && isRunning()) {
      churn.regain(learner, nowSeconds);
      finished.clear();
    }
    return isNew;
  }

  /** A learner has handed its seat over, for its shard to move or its node to leave. */
  void handOver(int learner, double nowSeconds) {
    dataHomes.leaves(seats.home(learner));
    noteLoss(IntStream.of(learner), true, nowSeconds);
    unseat(learner, nowSeconds);
  }

  /** Of learners that still have their seats. */
  private void noteLoss(IntStream learners, boolean isHandedOver, double nowSeconds) {
    if (isRunning()) {
      learners
          .filter(this::beginsAtOnce)
          .forEach(each -> book.returns().onLost(seats.loss(each, isHandedOver, nowSeconds)));
    }
  }

  /** Whether a learner that takes a seat goes on there at once, and not when the plan has it. */
  boolean beginsAtOnce(int learner) {
    return liveAtFirst.get(learner);
  }

  /** A learner has lost its seat and lives elsewhere next, as its next incarnation. */
  void unseat(int learner, double nowSeconds) {
    seats.unseat(learner);
    if (isRunning()) {
      unheard.add(learner);
      seats.comesBack(learner, churn.lose(learner, nowSeconds));
      finished.clear();
    }
  }

  /** Where all nodes and learners are now. */
  ReporterMessage.Connect whereabouts() {
    List<KeptNode> known = nodesThatAre(KeptNode.State.PREPARED);
    return new ReporterMessage.Connect(
        id(), known.stream().map(KeptNode::route).toList(), seats.indicesIn(known));
  }

  /** A node has reported; returns whether the run can be looked at as a whole. */
  boolean report(KeptNode node, NodeReport report) {
    hear(node, report);
    return round.hear(node, nodes.values(), ledger.latestProgress().isEmpty());
  }

  /** All that comes, goes and changes speed up to now; nodes say anew whether they are through. */
  ReporterMessage.Change change(double nowSeconds) {
    finished.clear();
    return churn.take(id(), nowSeconds);
  }

  /**
   * A node says that these have made their updates; of learners that have moved there meanwhile it
   * may not have known.
   *
   * @return whether every learner has by now
   */
  boolean finish(KeptNode node, BitSet through) {
    through.and(seats.on(node));
    finished.or(through);
    return missing().findAny().isEmpty() && churn.live().stream().allMatch(finished::get);
  }

  /** All nodes end after this run. */
  void becomesLast() {
    isLast = true;
  }

  boolean isLast() {
    return isLast;
  }

  void end(RunResult.End why) {
    reason = why;
    phase = RunPhase.ENDING;
  }

  RunResult.End reason() {
    return reason;
  }

  void addEnd(KeptNode node, KeeperMessage.NodeEnded end) {
    if (!node.isAtLeast(KeptNode.State.ENDED)) {
      node.reach(KeptNode.State.ENDED);
      ends.add(end);
      hear(node, end.report());
    }
  }

  /** How the run stands since the last call, by what was reported and heard before. */
  RunProgress progress() {
    IntPredicate comesBack =
        learner -> beginsAtOnce(learner) && !dataHomes.isAway(learner, nodes.values());
    return ledger.progress(unheard.leastUpdates(seats.updates(), comesBack));
  }

  private void hear(KeptNode node, NodeReport report) {
    ledger.hearFrom(NodeAddress.text(node.address()));
    ledger.add(report);
    book.outages().hear(report.outages());
    unheard.hear(seats.on(node), report.learners());
  }

  /** Whether every node that is there and whose clocks have run has sent its scores. */
  boolean isOver() {
    List<KeptNode> begun = nodesThatAre(KeptNode.State.RUNNING);
    return phase == RunPhase.ENDING
        && !begun.isEmpty()
        && begun.stream().allMatch(node -> node.isAtLeast(KeptNode.State.ENDED));
  }

  private List<KeptNode> nodesThatAre(KeptNode.State least) {
    return nodes.values().stream().filter(node -> node.isAtLeast(least)).toList();
  }

  RunResult result() {
    ends.scored(id()).forEach(ledger::add);
    RunProgress last = ledger.progress();
    return new RunResult(
        id(),
        reason,
        ends.seconds(),
        last,
        ledger.window(),
        last.consensusRms(),
        ends.validation(),
        ends.test(),
        nodesThatAre(KeptNode.State.PREPARED).stream().map(KeptNode::reporter).toList(),
        whereabouts().homes(),
        book.list());
  }

  void tellNodes(ReporterMessage message) {
    nodes.values().forEach(node -> node.tell(message));
  }

  RunAudience audience() {
    return audience;
  }

  void tell(RunEvent event) {
    audience.tell(event);
  }
}
