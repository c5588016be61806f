package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import dev.starling.cluster.aeron.PreparedRun;
import dev.starling.learning.LinkPart;
import dev.starling.learning.LinkTotals;
import dev.starling.learning.OwnVersions;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What this node's reporter and those of the other nodes tell each other during a run, for the
 * exact staleness and the share of lost pushes. A node alone tells nothing. Used by the reporter.
 */
final class GridExchange {
  private static final Duration MOST_INTERVAL = Duration.ofMillis(250);
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(20);

  /** A row waits for so many messages of another node before it is dropped. */
  private static final int TIMES_HEARD = 4;

  private final ActorRef<ReporterMessage> self;
  private final Map<ActorRef<ReporterMessage>, LinkTotals> heard = new HashMap<>();
  private Set<ActorRef<ReporterMessage>> others = Set.of();
  private PreparedRun run;
  private NodeTally tally;
  private MeasuringStart<ActorRef<ReporterMessage>> start = new MeasuringStart<>();

  GridExchange(ActorRef<ReporterMessage> self) {
    this.self = self;
  }

  /** The next run is this one; returns what adds its lanes up. */
  NodeTally prepare(PreparedRun next, String node) {
    run = next;
    heard.clear();
    start = new MeasuringStart<>();
    tally = new NodeTally(node, next, start);
    return tally;
  }

  /** These are the reporters of all nodes. */
  void meet(Set<ActorRef<ReporterMessage>> reporters) {
    others = new HashSet<>(reporters);
    others.remove(self);
    start.retain(others);
  }

  /** Time between two messages with rows, once the grid is there. */
  Duration interval() {
    Duration wanted = Duration.ofNanos(run.grid().patienceNs() / TIMES_HEARD);
    Duration most = wanted.compareTo(MOST_INTERVAL) < 0 ? wanted : MOST_INTERVAL;
    return most.compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : most;
  }

  /** Tells the other nodes what has been recorded here since the last time. */
  void tellVersions() {
    if (others.isEmpty()) {
      return;
    }
    boolean isOver = !run.isMeasuring();
    OwnVersions own = run.grid().takeOwn();
    if (isOver && own.isEmpty()) {
      tell(recorded(true, own));
    }
    while (!own.isEmpty()) {
      tell(recorded(isOver, own));
      own = run.grid().takeOwn();
    }
  }

  /** Tells the other nodes what has been sent to learners that are not {@code hosted} here. */
  void tellLinks(BitSet hosted) {
    if (!others.isEmpty()) {
      LinkTotals totals = run.links().totals(hosted);
      tell(new ReporterMessage.LinksCarried(run.description().id(), self, totals));
    }
  }

  /** Another node has recorded rows: first of all it may be the last to say when to begin. */
  void hear(ReporterMessage.Recorded recorded) {
    if (run == null || run.grid() == null) {
      return;
    }
    start.hear(recorded.from(), recorded.measuredFrom());
    tally.beginMeasuringWhenAgreed();
    run.grid().recordOwn(recorded.own());
    if (recorded.isOver()) {
      run.endMeasuring();
    }
  }

  /** Another node's links have carried more. */
  void hear(ReporterMessage.LinksCarried carried) {
    if (run != null) {
      LinkTotals before = heard.put(carried.from(), carried.totals());
      run.links().hear(carried.totals(), before == null ? LinkTotals.NONE : before);
    }
  }

  /** Answers from what is there; to be asked when the clocks stand. */
  void answer(ReporterMessage.ReadLinks read) {
    boolean isKnown =
        run != null && run.grid() != null && run.description().id().equals(read.runId());
    read.replyTo()
        .tell(
            new LinksRead(
                isKnown
                    ? run.grid().linkPart(run.links(), read.from())
                    : LinkPart.none(read.from(), 0)));
  }

  private ReporterMessage recorded(boolean isOver, OwnVersions own) {
    return new ReporterMessage.Recorded(run.description().id(), self, start.told(), isOver, own);
  }

  private void tell(ReporterMessage message) {
    others.forEach(other -> other.tell(message));
  }
}
