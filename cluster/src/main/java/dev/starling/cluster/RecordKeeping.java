package dev.starling.cluster;

import java.util.List;
import org.agrona.concurrent.NanoClock;

/**
 * Sees to it that every node of a run has what a keeper that follows has to know. Used by the
 * keeper's thread.
 */
final class RecordKeeping {
  private static final long INTERVAL_NS = 1_000_000_000L;

  private final KeptRun run;
  private final NanoClock clock;
  private long handedOutNs;

  RecordKeeping(KeptRun run, NanoClock clock) {
    this.run = run;
    this.clock = clock;
  }

  /** Gives every node the run as it stands. */
  void handOut() {
    handedOutNs = clock.nanoTime();
    run.tellNodes(new ReporterMessage.Remember(List.of(run.record()), run.isLast()));
  }

  /** Where the learners are changes all the time; what is lost is counted again by a follower. */
  void handOutNowAndThen() {
    if (clock.nanoTime() - handedOutNs > INTERVAL_NS) {
      handOut();
    }
  }

  /** The run is over: nobody is to go on with it, but the nodes may have to end. */
  void takeBack() {
    run.tellNodes(new ReporterMessage.Remember(List.of(), run.isLast()));
  }
}
