package dev.starling.cluster;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import akka.cluster.typed.Leave;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.SingletonActor;
import akka.cluster.typed.Subscribe;
import dev.starling.cluster.aeron.Directory;
import dev.starling.cluster.aeron.LaneGroup;
import dev.starling.run.InputLogs;
import dev.starling.run.NodeData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.agrona.concurrent.SystemNanoClock;

/** Starts a node's actors and brings it into its cluster. Used by one thread, once. */
final class NodeStart {
  private static final long MAX_START_SECONDS = 30;
  private static final long MAX_JOIN_SECONDS = 60;
  private static final int MAX_KEEPER_FAULTS = 3;
  private static final int PROBE_MILLIS = 5_000;

  private final NodeSettings settings;
  private final NodeTransport transport;
  private final LaneGroup lanes;
  private final Directory directory;
  private final InputLogs inputLogs;
  private final Membership membership = new Membership(SystemNanoClock.INSTANCE);
  private final CompletableFuture<ActorRef<KeeperMessage>> keeper = new CompletableFuture<>();
  private final CompletableFuture<SelfUp> up = new CompletableFuture<>();

  NodeStart(
      NodeSettings settings,
      NodeTransport transport,
      LaneGroup lanes,
      Directory directory,
      InputLogs inputLogs) {
    this.settings = settings;
    this.transport = transport;
    this.lanes = lanes;
    this.directory = directory;
    this.inputLogs = inputLogs;
  }

  ActorSystem<Void> createSystem(String lanesKey) {
    return ActorSystem.create(
        guardian(), settings.cluster(), AkkaSettings.ofNode(settings, lanesKey));
  }

  /** Returns when the node is a member of its cluster. */
  void join(ActorSystem<Void> system) throws Exception {
    keeper.get(MAX_START_SECONDS, TimeUnit.SECONDS);
    BuildGreeter.start(system, Build.current());
    Cluster cluster = Cluster.get(system);
    Address self = cluster.selfMember().address();
    List<HostPort> joins = settings.joins();
    if (joins.isEmpty()) {
      cluster.manager().tell(Join.create(self));
    } else {
      String ways = joins.stream().map(HostPort::toString).collect(Collectors.joining(", "));
      JoinRefusal.watch(system, ways, Build.current(), up::completeExceptionally);
      List<Address> seeds = joins.stream().map(this::address).toList();
      if (!seeds.contains(self)) {
        requireOne(system);
      }
      cluster.manager().tell(new JoinSeedNodes(seeds));
    }
    system.getWhenTerminated().thenRun(() -> up.completeExceptionally(ended()));
    try {
      up.get(MAX_JOIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      throw new NodeException(
          "the cluster did not let this node join within "
              + MAX_JOIN_SECONDS
              + " s: one of its nodes cannot be reached by the others, or cannot reach "
              + NodeAddress.text(self),
          slow);
    } catch (ExecutionException fault) {
      throw fault.getCause() instanceof NodeException known ? known : fault;
    }
  }

  private Address address(HostPort node) {
    return new Address("akka", settings.cluster(), node.host(), node.port());
  }

  /** Akka would try for long and say little; one node that fits is enough. */
  private void requireOne(ActorSystem<Void> system) {
    NodeException first = null;
    for (HostPort node : settings.joins()) {
      try {
        JoinProbe.require(node.host(), node.port(), settings.tls(), PROBE_MILLIS);
        BuildGreeter.require(
            system, node.host(), node.port(), Build.current(), BuildGreeter.PATIENCE);
        return;
      } catch (NodeException unfit) {
        first = first == null ? unfit : first;
      }
    }
    throw first;
  }

  /** The keeper of the run, wherever it is; once {@link #join} has returned. */
  ActorRef<KeeperMessage> keeper() {
    return keeper.join();
  }

  Membership membership() {
    return membership;
  }

  /** Why the actors of {@code system}, which have ended, did so. */
  static NodeEnd endOf(ActorSystem<?> system) {
    Optional<CoordinatedShutdown.Reason> reason =
        CoordinatedShutdown.get(system).getShutdownReason();
    if (reason.isEmpty()) {
      return NodeEnd.BROKEN;
    }
    if (reason.get() instanceof CoordinatedShutdown.ClusterDowningReason$) {
      return NodeEnd.TAKEN_FOR_DEAD;
    }
    if (reason.get() instanceof Reunion.GivingWay) {
      return NodeEnd.GAVE_WAY;
    }
    return reason.get() instanceof CoordinatedShutdown.IncompatibleConfigurationDetectedReason$
        ? NodeEnd.REFUSED
        : NodeEnd.LEFT;
  }

  /**
   * A node of the part for which {@code system}, which has ended, gave way; empty when it did not.
   */
  static Optional<HostPort> partAfter(ActorSystem<?> system) {
    return CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(Reunion.GivingWay.class::isInstance)
        .map(reason -> ((Reunion.GivingWay) reason).to());
  }

  private static NodeException ended() {
    return new NodeException("the node ended before it had joined", null);
  }

  private Behavior<Void> guardian() {
    return Behaviors.setup(
        context -> {
          ActorSystem<Void> system = context.getSystem();
          LearnerRegions learners = LearnerRegions.init(system, lanes);
          context.spawn(membership.watcher(), "membership");
          context.spawn(EndedNodes.create(membership, PortAnswer::of), "ended-nodes");
          context.spawn(
              Standstill.create(
                  SystemNanoClock.INSTANCE, node -> addresses(statusOf(node).nodes())),
              "standstill");
          Cluster cluster = Cluster.get(system);
          cluster
              .subscriptions()
              .tell(Subscribe.create(context.spawn(upListener(), "up"), SelfUp.class));
          NodeParts parts =
              new NodeParts(
                  settings.name(),
                  transport.route(),
                  lanes,
                  transport.plane(),
                  directory,
                  SystemNanoClock.INSTANCE,
                  new NodeData(settings.name(), settings.data()),
                  inputLogs,
                  membership,
                  () -> cluster.manager().tell(Leave.create(cluster.selfMember().address())),
                  () -> endAtOnce(system, CoordinatedShutdown.clusterLeavingReason()));
          context.spawn(NodeReporter.create(parts), "node-reporter");
          ActorRef<KeeperMessage> singleton =
              ClusterSingleton.get(system)
                  .init(
                      SingletonActor.of(
                          // What it knows of a run every node knows too: it can begin anew.
                          Behaviors.supervise(RunKeeper.create(learners, membership, parts.clock()))
                              .onFailure(
                                  SupervisorStrategy.restart()
                                      .withLimit(MAX_KEEPER_FAULTS, Duration.ofMinutes(1))),
                          "run-keeper"));
          context.spawn(
              NodeGate.create(
                  singleton, () -> ClusterStatus.seenBy(settings.name(), cluster.state())),
              NodeGate.NAME);
          if (settings.onSplit() == OnSplit.CONTINUE) {
            context.spawn(Reunion.create(membership, node -> nodesAround(system, node)), "reunion");
          }
          keeper.complete(singleton);
          return Behaviors.empty();
        });
  }

  /** Ends a node without handing on what lives there. */
  static void endAtOnce(ActorSystem<?> system, CoordinatedShutdown.Reason reason) {
    CoordinatedShutdown.get(system)
        .run(reason, Optional.of(CoordinatedShutdown.PhaseBeforeActorSystemTerminate()));
  }

  /** Nobody, as long as the run that is under way here would be lost to a part without one. */
  private Set<String> nodesAround(ActorSystem<?> system, HostPort node) {
    ClusterStatus there = statusOf(node);
    return there.runId().isEmpty() && hasRun(system)
        ? Set.of()
        : addresses(there.nodes().stream().filter(ClusterStatus.NodeStatus::isReachable).toList());
  }

  private ClusterStatus statusOf(HostPort node) {
    try (ClusterClient client =
        ClusterClient.connect(settings.cluster(), node, settings.tls(), settings.overrides())) {
      ClusterStatus status = client.status();
      if (!status.isOfKeeper()) {
        throw ClusterClient.noKeeper(node.toString());
      }
      return status;
    }
  }

  private static Set<String> addresses(List<ClusterStatus.NodeStatus> nodes) {
    return nodes.stream().map(ClusterStatus.NodeStatus::address).collect(Collectors.toSet());
  }

  private boolean hasRun(ActorSystem<?> system) {
    CompletionStage<ClusterStatus> here =
        AskPattern.ask(
            keeper.join(), KeeperMessage.GetStatus::new, Duration.ofSeconds(5), system.scheduler());
    return !here.toCompletableFuture().join().runId().isEmpty();
  }

  private Behavior<SelfUp> upListener() {
    return Behaviors.receiveMessage(
        event -> {
          up.complete(event);
          return Behaviors.stopped();
        });
  }
}
