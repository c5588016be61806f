package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.Route;
import dev.starling.run.RunDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the keeper knows of its run. It moves from phase to phase as the last node or learner of a
 * phase is heard; nothing here sends by itself but to those that the keeper names.
 */
final class KeptRun {
  private static final int UNSEATED = -1;

  private final RunDescription description;
  private final ActorRef<RunEvent> submitter;
  private final Set<ActorRef<ReporterMessage>> reporters;
  private final List<String> nodes = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final int[] homes;
  private final Set<String> connected = new HashSet<>();
  private final Set<String> finished = new HashSet<>();
  private final List<KeeperMessage.NodeEnded> ends = new ArrayList<>();
  private final ChurnSchedule churn;
  private final RunLedger ledger;

  private Phase phase = Phase.PREPARING;
  private RunResult.End reason;

  KeptRun(
      RunDescription description,
      ActorRef<RunEvent> submitter,
      Set<ActorRef<ReporterMessage>> reporters) {
    this.description = description;
    this.submitter = submitter;
    this.reporters = Set.copyOf(reporters);
    homes = new int[description.learners()];
    Arrays.fill(homes, UNSEATED);
    churn = new ChurnSchedule(description.churn(), description.learners());
    ledger = new RunLedger(description, reporters.size(), churn);
  }

  /** Where a run is on its way. */
  enum Phase {
    /** Nodes load the data. */
    PREPARING,
    /** Learners take their seats. */
    SEATING,
    /** Nodes open their streams. */
    CONNECTING,
    /** The clocks run. */
    RUNNING,
    /** The clocks stand; frames drain and scores are taken. */
    ENDING
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

  int nodes() {
    return reporters.size();
  }

  Phase phase() {
    return phase;
  }

  RunLedger ledger() {
    return ledger;
  }

  ChurnSchedule churn() {
    return churn;
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** For each learner the index of its node. */
  int[] homes() {
    return homes.clone();
  }

  /** Learners that have not said that they have a seat. */
  IntStream missingLearners() {
    return IntStream.range(0, homes.length).filter(learner -> homes[learner] == UNSEATED);
  }

  /** Returns whether this was the last node to be prepared. */
  boolean addNode(KeeperMessage.NodePrepared node) {
    if (phase != Phase.PREPARING || nodes.contains(node.node())) {
      return false;
    }
    nodes.add(node.node());
    routes.add(node.route());
    return advance(nodes.size() == reporters.size(), Phase.SEATING);
  }

  /** Returns whether this was the last learner to take its seat. */
  boolean seat(int learner, String node) {
    if (phase != Phase.SEATING) {
      return false;
    }
    homes[learner] = nodes.indexOf(node);
    return advance(missingLearners().findAny().isEmpty(), Phase.CONNECTING);
  }

  /** Returns whether this was the last node to connect. */
  boolean connect(String node) {
    connected.add(node);
    return advance(
        phase == Phase.CONNECTING && connected.size() == reporters.size(), Phase.RUNNING);
  }

  /** All that comes, goes and changes speed up to now; nodes say anew whether they are through. */
  ReporterMessage.Change change(double nowSeconds) {
    finished.clear();
    return churn.take(id(), nowSeconds);
  }

  /** Returns whether this was the last node to finish its updates. */
  boolean finish(String node) {
    finished.add(node);
    BitSet hosting = new BitSet();
    churn.live().stream().forEach(learner -> hosting.set(homes[learner]));
    return hosting.stream().allMatch(index -> finished.contains(nodes.get(index)));
  }

  void end(RunResult.End why) {
    reason = why;
    phase = Phase.ENDING;
  }

  /** Returns whether this was the last node to send its scores. */
  boolean addEnd(KeeperMessage.NodeEnded node) {
    ends.add(node);
    ledger.add(node.report());
    return ends.size() == reporters.size();
  }

  RunResult result() {
    double seconds =
        ends.stream().mapToDouble(end -> end.report().elapsedSeconds()).max().orElse(0);
    List<LearnerScore> validation = new ArrayList<>();
    List<LearnerScore> test = new ArrayList<>();
    for (KeeperMessage.NodeEnded end : ends) {
      validation.addAll(end.validation());
      test.addAll(end.test());
      ledger.add(
          new KeeperMessage.Scored(
              id(), end.report().node(), end.validation(), end.consensusRms()));
    }
    validation.sort(Comparator.comparingInt(LearnerScore::learner));
    test.sort(Comparator.comparingInt(LearnerScore::learner));
    RunProgress last = ledger.progress();
    return new RunResult(
        id(), reason, seconds, last, ledger.window(), last.consensusRms(), validation, test);
  }

  /** Who has not answered yet, for a message; empty when that is not known. */
  String whoIsMissing() {
    return switch (phase) {
      case SEATING -> {
        TreeSet<Integer> missing = new TreeSet<>();
        missingLearners().forEach(missing::add);
        yield ": " + missing.size() + " missing, the first is learner " + missing.first();
      }
      case PREPARING -> ": " + (reporters.size() - nodes.size()) + " nodes missing";
      case ENDING -> ": " + (reporters.size() - ends.size()) + " nodes missing";
      case CONNECTING, RUNNING -> "";
    };
  }

  void tellNodes(ReporterMessage message) {
    reporters.forEach(node -> node.tell(message));
  }

  void tell(RunEvent event) {
    submitter.tell(event);
  }

  private boolean advance(boolean complete, Phase next) {
    if (complete) {
      phase = next;
    }
    return complete;
  }
}
