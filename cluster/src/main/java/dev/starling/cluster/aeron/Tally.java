package dev.starling.cluster.aeron;

/** What a lane counts. Each value is a total since the run began; totals of lanes and nodes add. */
public enum Tally {
  /** Updates made. */
  UPDATES,
  /** Mini-batches run. */
  STEPS,
  /** Gossip ticks that asked for a push. */
  PUSHES_ASKED,
  /** Pushes of which every frame was handed to Aeron. */
  PUSHES_SENT,
  /** Gossip ticks skipped because the last push was still being sent. */
  PUSHES_BUSY,
  /** Pushes that found no connected publication. */
  PUSHES_NOT_CONNECTED,
  /** Pushes that the transport broke off. */
  PUSHES_ABANDONED,
  /** Pushes mixed in full. */
  PUSHES_MIXED,
  /** Pushes of which some frames were mixed and the rest never came. */
  PUSHES_PARTIAL,
  /** Frames handed to Aeron. */
  FRAMES_SENT,
  /** Frames polled from Aeron. */
  FRAMES_RECEIVED,
  /** Bytes by which stream positions advanced: payload, headers and padding. */
  BYTES_SENT,
  /** Bytes of θ mixed. */
  BYTES_MIXED,
  /** Frames refused because they do not parse; the detail is in the log. */
  DROPPED_MALFORMED,
  /** Frames of another run. */
  DROPPED_FOREIGN,
  /** Frames for a learner that is not on this lane. */
  DROPPED_ABSENT,
  /** Frames dropped on purpose by a test or an experiment. */
  DROPPED_FAULT,
  /** Frames refused by the learner because a value was not finite or absurd. */
  DROPPED_INSANE,
  /**
   * Frames refused by the learner because length or order do not fit, or their exchange is over.
   */
  DROPPED_MISFIT,
  /** Frames refused by the learner because their source lives again elsewhere. */
  DROPPED_OUTLIVED,
  /** Frames that arrived after the clocks had stopped. */
  DROPPED_STOPPED,
  /** Updates whose step was capped by the objective's scale. */
  SCALE_CAPPED,
  /** Offers that Aeron, or a test's slow link, refused for now. */
  BACK_PRESSURED,
  /** Samples of local staleness. */
  STALENESS_SAMPLES,
  /** Sum of those samples, in thousandths of an update. */
  STALENESS_SAMPLE_MILLIS,
  /** Time in mini-batches. */
  STEP_NS,
  /** Time in polling and mixing. */
  POLL_NS,
  /** Time in ticks and sending; where an answer is sent as a frame is mixed, that is polling. */
  SEND_NS,
  /** Time in evaluation. */
  EVALUATION_NS,
  /** Times that a learner was quarantined. */
  QUARANTINES,
  /** Of the offers refused for now, those refused by a test's slow link. */
  HELD_BY_EGRESS,
  /** Frames copied by a test or an experiment, to be delivered later. */
  FRAMES_HELD,
  /** Frames lost because those that a test or an experiment held had no room left. */
  DROPPED_UNHELD,
  /** Time in looking for work that was not there, and asleep. */
  IDLE_NS,
  /** Pushes broken off, or not begun, since the receiver had taken nothing for too long. */
  PUSHES_STUCK,
  /** Checkpoints taken, for the disk to save. */
  CHECKPOINTS,
  /** Their bytes. */
  CHECKPOINT_BYTES,
  /** Time in taking them. */
  CHECKPOINT_NS,
  /** Checkpoints that were due and not taken, because as many waited for the disk as may. */
  CHECKPOINTS_SKIPPED,
  /** Checkpoints that could not be saved. */
  CHECKPOINTS_FAILED,
  /** Time that learners have been there, summed over them. */
  LEARNER_NS,
  /** Time for which the clocks of lanes have run, summed over them. */
  LANE_NS,
  /** Learners there of which as many draws have been made as are compared between runs. */
  DRAWS_COMPLETE,
  /** Sum of the hashes of their partitions, which wraps around. */
  DRAWS_PARTITIONS,
  /** The same of their first batches. */
  DRAWS_BATCHES,
  /** The same of their first peers. */
  DRAWS_PEERS,
  /** Learners that came back, waited for a model in vain, and began with one of their own. */
  MODELS_AWAITED_IN_VAIN,
  /** As {@link #IDLE_NS}, while a push could not go on. */
  HELD_BACK_NS,
  /** Time in running a media driver that has no thread of its own. */
  DRIVER_NS,
  /** Time in mailboxes and the control plane's chores, beside what is counted on its own. */
  CHORES_NS
}
