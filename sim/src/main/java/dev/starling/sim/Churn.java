package dev.starling.sim;

import dev.starling.learning.DeadlineQueue;
import dev.starling.random.RandomStream;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What happens to whom next: the given events, the synthetic ones, and the notices by which peers
 * hear of them, in the order of time. At one instant notices come first, then given events in the
 * order in which they were given, then synthetic ones by learner. Used by one thread.
 */
final class Churn {
  private final ChurnOptions options;
  private final int learners;
  private final List<ChurnEvent> events;
  private final DeadlineQueue synthetic;
  private final RandomStream[] streams;
  private final BitSet syntheticallyAway = new BitSet();
  private final ArrayDeque<Notice> notices = new ArrayDeque<>();
  private int nextEvent;

  Churn(ChurnOptions options, int learners, long seed) {
    this.options = options;
    this.learners = learners;
    events = new ArrayList<>(options.events());
    events.sort(Comparator.comparingDouble(ChurnEvent::seconds));
    for (ChurnEvent event : events) {
      if (event.learner() >= learners) {
        throw new IllegalArgumentException(
            "churn of learner " + event.learner() + " in a run of " + learners + " learners");
      }
    }
    boolean isSynthetic = options.isSynthetic();
    synthetic = new DeadlineQueue(isSynthetic ? learners : 0);
    streams = new RandomStream[isSynthetic ? learners : 0];
    for (int id = 0; id < streams.length; id++) {
      streams[id] = RandomStream.named(seed, "churn", id);
      schedule(id, 0);
    }
  }

  /** Learners that come only later. */
  BitSet absentAtFirst() {
    BitSet absent = new ChurnPlan(events, options.detectionSeconds()).liveAtFirst(learners);
    absent.flip(0, learners);
    return absent;
  }

  /** When something happens next; {@link Long#MAX_VALUE} when nothing does. */
  long nextNs() {
    return Math.min(noticeNs(), Math.min(eventNs(), synthetic.nextDeadlineNs()));
  }

  /** Whether what is next is a notice. */
  boolean isNoticeNext() {
    return noticeNs() <= eventNs() && noticeNs() <= synthetic.nextDeadlineNs();
  }

  Notice takeNotice() {
    return notices.poll();
  }

  /** The next event that is no notice. */
  ChurnEvent takeEvent(long nowNs) {
    if (eventNs() <= synthetic.nextDeadlineNs()) {
      return events.get(nextEvent++);
    }
    int id = synthetic.poll();
    boolean comes = syntheticallyAway.get(id);
    syntheticallyAway.flip(id);
    schedule(id, nowNs);
    ChurnEvent.Kind goes = options.crashes() ? ChurnEvent.Kind.CRASH : ChurnEvent.Kind.LEAVE;
    return ChurnEvent.of(0, id, comes ? ChurnEvent.Kind.JOIN : goes);
  }

  /** Peers will hear of it after the time that detection takes. */
  void giveNotice(int learner, boolean live, long nowNs) {
    notices.add(new Notice(nowNs + OptionCheck.nanos(options.detectionSeconds()), learner, live));
  }

  private void schedule(int id, long nowNs) {
    double mean = syntheticallyAway.get(id) ? options.meanDownSeconds() : options.meanUpSeconds();
    synthetic.set(id, nowNs + OptionCheck.nanos(mean * streams[id].nextExponential()));
  }

  private long noticeNs() {
    return notices.isEmpty() ? Long.MAX_VALUE : notices.peek().timeNs();
  }

  private long eventNs() {
    return nextEvent == events.size()
        ? Long.MAX_VALUE
        : OptionCheck.nanos(events.get(nextEvent).seconds());
  }

  /**
   * At {@code timeNs} all peers hear whether {@code learner} is live. Notices take equally long, so
   * they come in the order in which they were given.
   */
  record Notice(long timeNs, int learner, boolean live) {}
}
