package dev.starling.cluster;

import dev.starling.actor.LearnerEvent;
import dev.starling.actor.LearnerMessage;
import dev.starling.actor.StateSource;
import dev.starling.cluster.aeron.LearnerChange;
import dev.starling.cluster.aeron.LearnerScore;
import dev.starling.cluster.aeron.ResumedLearner;
import dev.starling.cluster.aeron.Route;
import dev.starling.cluster.aeron.Totals;
import dev.starling.kryo.KryoRegistrations;
import dev.starling.kryo.Registry;
import dev.starling.learning.AgeCounts;
import dev.starling.learning.AgeSummary;
import dev.starling.learning.BatchSums;
import dev.starling.learning.CarriedGossip;
import dev.starling.learning.Diagnosis;
import dev.starling.learning.LatestRow;
import dev.starling.learning.LearnerSums;
import dev.starling.learning.LinkPart;
import dev.starling.learning.LinkTotals;
import dev.starling.learning.OwnVersions;
import dev.starling.learning.RowMaxima;
import dev.starling.learning.StalenessPart;
import dev.starling.learning.StalenessSum;
import dev.starling.learning.StalenessSummary;
import dev.starling.run.Checkpoints;
import dev.starling.run.ChurnEvent;
import dev.starling.run.ChurnPlan;
import dev.starling.run.DataPlacement;
import dev.starling.run.RunDescription;

/**
 * The ids of all control messages. An id is never given to another type, in no version: nodes of
 * two builds must not take one message for another.
 */
public final class ClusterRegistrations implements KryoRegistrations {

  /** Called by the serializer. */
  public ClusterRegistrations() {}

  @Override
  public void register(Registry registry) {
    registerLearners(registry);
    registerDescription(registry);
    registerKeeper(registry);
    registerReporter(registry);
    registerEvents(registry);
    registerStaleness(registry);
  }

  private static void registerLearners(Registry registry) {
    registry
        .record(100, LearnerMessage.Start.class)
        .enumeration(101, LearnerMessage.Step.class)
        .enumeration(102, LearnerMessage.Stop.class)
        .record(103, LearnerEvent.Started.class)
        .record(104, LearnerEvent.Failed.class)
        .record(200, LearnerEvent.Left.class)
        .enumeration(201, StateSource.class);
  }

  private static void registerDescription(Registry registry) {
    registry
        .record(120, RunDescription.class)
        .record(121, RunDescription.Data.class)
        .record(122, RunDescription.Limits.class)
        .record(123, RunDescription.Steps.class)
        .record(124, RunDescription.Clock.class)
        .record(125, RunDescription.Gossip.class)
        .record(126, RunDescription.Versions.class)
        .record(127, RunDescription.Divergence.class)
        .record(128, RunDescription.Measuring.class)
        .record(129, RunDescription.Faults.class)
        .record(136, ChurnPlan.class)
        .record(137, ChurnEvent.class)
        .record(202, Checkpoints.class)
        .record(203, DataPlacement.class)
        .record(204, DataPlacement.Share.class);
  }

  private static void registerKeeper(Registry registry) {
    registry
        .record(140, KeeperMessage.Submit.class)
        .record(141, KeeperMessage.EndRun.class)
        .record(142, KeeperMessage.NodePrepared.class)
        .record(143, KeeperMessage.NodeFailed.class)
        .record(144, KeeperMessage.NodeConnected.class)
        .record(145, KeeperMessage.NodeFinished.class)
        .record(146, KeeperMessage.Reported.class)
        .record(147, KeeperMessage.Scored.class)
        .record(148, KeeperMessage.NodeEnded.class)
        .record(190, KeeperMessage.GetStatus.class)
        .record(191, KeeperMessage.StopNodes.class)
        .record(234, KeeperMessage.Follow.class)
        .record(192, KeptRecord.class)
        .record(193, ClusterStatus.class)
        .record(194, ClusterStatus.NodeStatus.class)
        .record(195, NodeDeparture.class)
        .record(196, KeeperMessage.Recalled.class)
        .record(197, KeeperMessage.NodeHolds.class)
        .record(198, KeeperMessage.Resumed.class)
        .record(199, Attendance.class)
        .record(205, LearnerLoss.class)
        .record(206, LearnerReturn.class)
        .record(207, ResumedLearner.class)
        .record(208, NodeArrival.class)
        .record(209, UnlistedLosses.class)
        .record(210, NodeOutages.class)
        .record(149, NodeReport.class)
        .record(150, StalenessReport.class)
        .record(151, LearnerScore.class)
        .record(152, Route.class)
        .record(153, Totals.class)
        .record(154, AgeSummary.class)
        .record(155, Diagnosis.class)
        .record(156, Lateness.class)
        .record(157, NodeMemory.class)
        .record(158, CarriedGossip.class)
        .record(159, StalenessSummary.class);
  }

  private static void registerReporter(Registry registry) {
    registry
        .record(160, ReporterMessage.Prepare.class)
        .record(161, ReporterMessage.Connect.class)
        .record(162, ReporterMessage.Begin.class)
        .record(163, ReporterMessage.Stop.class)
        .record(168, ReporterMessage.Change.class)
        .record(169, LearnerChange.class)
        .record(170, ReporterMessage.ReadModel.class)
        .record(171, ReporterMessage.Leave.class)
        .record(172, ModelPart.class)
        .record(173, ReporterMessage.Remember.class)
        .record(174, ReporterMessage.Recall.class);
  }

  private static void registerEvents(Registry registry) {
    registry
        .record(180, RunEvent.Refused.class)
        .record(181, RunEvent.Begun.class)
        .record(182, RunEvent.Progressed.class)
        .record(183, RunEvent.Finished.class)
        .record(184, RunEvent.Failed.class)
        .record(185, RunProgress.class)
        .record(186, RunResult.class)
        .record(187, RunResult.MeasuredWindow.class)
        .record(188, RunEvent.Departed.class)
        .record(189, RunEvent.Recovered.class)
        .record(211, RunEvent.Arrived.class)
        .record(235, RunEvent.Following.class)
        .record(236, RunEvent.Unknown.class)
        .record(237, RunEvent.Superseded.class);
  }

  private static void registerStaleness(Registry registry) {
    registry
        .record(220, StalenessPart.class)
        .record(221, BatchSums.class)
        .record(222, RowMaxima.class)
        .record(223, LearnerSums.class)
        .record(224, AgeCounts.class)
        .record(225, LatestRow.class)
        .record(226, StalenessSum.class)
        .record(227, ReporterMessage.Recorded.class)
        .record(228, OwnVersions.class)
        .record(229, ReporterMessage.LinksCarried.class)
        .record(230, LinkTotals.class)
        .record(231, LinkPart.class)
        .record(232, LinksRead.class)
        .record(233, ReporterMessage.ReadLinks.class);
  }
}
