package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Leave;
import dev.starling.cluster.aeron.DataPlaneException;
import dev.starling.cluster.aeron.Directory;
import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneGroup;
import dev.starling.cluster.aeron.Route;
import dev.starling.learning.Learner;
import dev.starling.learning.LinkTable;
import dev.starling.run.InputLogs;
import dev.starling.run.RunDescription;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One JVM of the cluster: its media driver, its lanes, and its actor system with the learners'
 * shards, the keeper of the run and this node's reporter. Start it, submit a run, close it; any
 * thread may.
 */
public final class ClusterNode implements AutoCloseable {
  private static final long TERMINATION_SECONDS = 30;
  private static final long BROKEN_SECONDS = 3;
  private static final long MAX_READ_MINUTES = 10;

  private final NodeTransport transport;
  private final LaneGroup lanes;
  private final ActorSystem<Void> system;
  private final Membership membership;
  private final ActorRef<KeeperMessage> keeper;

  /** What the node cannot outlive; null as long as there is nothing. */
  private final AtomicReference<Throwable> fault;

  private ClusterNode(
      NodeTransport transport,
      LaneGroup lanes,
      ActorSystem<Void> system,
      Membership membership,
      ActorRef<KeeperMessage> keeper,
      AtomicReference<Throwable> fault) {
    this.transport = transport;
    this.lanes = lanes;
    this.system = system;
    this.membership = membership;
    this.keeper = keeper;
    this.fault = fault;
  }

  /**
   * Starts a node, which forms its cluster or joins it; returns when it is a member.
   *
   * @param onFault hears, once and on any thread, of a fault that the node cannot outlive
   * @throws NodeException or {@link dev.starling.cluster.aeron.DataPlaneException} with one line
   *     that says what is wrong and how to mend it
   */
  public static ClusterNode start(NodeSettings settings, Consumer<Throwable> onFault) {
    return start(settings, InputLogs.NONE, onFault);
  }

  /**
   * As {@link #start(NodeSettings, Consumer)}, with learners whose inputs are logged.
   *
   * @param inputLogs says whose; called on the lanes
   */
  public static ClusterNode start(
      NodeSettings settings, InputLogs inputLogs, Consumer<Throwable> onFault) {
    JvmFlags.require();
    ControlPort.require(settings.host(), settings.port());
    AtomicReference<Throwable> fault = new AtomicReference<>();
    ErrorHandler faults =
        error -> {
          Throwable explained = DataPlaneException.explaining(error, settings.aeronDirectory());
          if (fault.compareAndSet(null, explained)) {
            onFault.accept(explained);
          }
        };
    // Several nodes of one JVM, and nodes that start anew, must not find each other's lanes.
    String lanesKey = settings.cluster() + "-" + UUID.randomUUID().toString().substring(0, 8);
    NodeTransport transport = null;
    LaneGroup lanes = null;
    ActorSystem<Void> system = null;
    try {
      transport = NodeTransport.open(settings, lanesKey, faults);
      Directory directory = new Directory();
      lanes =
          LaneGroup.start(
              lanesKey,
              settings.name(),
              settings.lanes(),
              transport.plane(),
              directory,
              SystemNanoClock.INSTANCE,
              faults);
      NodeStart start = new NodeStart(settings, transport, lanes, directory, inputLogs);
      system = start.createSystem(lanesKey);
      start.join(system);
      return new ClusterNode(transport, lanes, system, start.membership(), start.keeper(), fault);
    } catch (Exception cause) {
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      AkkaSettings.terminate(system, TERMINATION_SECONDS);
      CloseHelper.quietCloseAll(lanes, transport);
      throw asNodeException(settings, cause);
    } catch (Error cause) {
      AkkaSettings.terminate(system, TERMINATION_SECONDS);
      CloseHelper.quietCloseAll(lanes, transport);
      throw cause;
    }
  }

  /** Submits a run; {@code listener} hears of it, on an actor's thread. */
  public void submit(RunDescription run, Consumer<RunEvent> listener) {
    ActorRef<RunEvent> submitter =
        system.systemActorOf(
            Submitter.create(listener), "submitter-" + UUID.randomUUID(), Props.empty());
    keeper.tell(new KeeperMessage.Submit(run, submitter));
  }

  /** Asks the keeper to end a run early, with a result. */
  public void endRun(String runId) {
    keeper.tell(new KeeperMessage.EndRun(runId));
  }

  /**
   * Shows each learner of this node to {@code reader}, on the learner's own lane; returns when all
   * have been seen. For reading only, and after a run has ended.
   */
  public void readLearners(Consumer<Learner> reader) {
    for (Lane lane : lanes.all()) {
      lane.visit(reader).toCompletableFuture().orTimeout(MAX_READ_MINUTES, TimeUnit.MINUTES).join();
    }
  }

  /**
   * What each link of this node's learners has carried; after a run has ended. Empty where nothing
   * was measured.
   */
  public Optional<LinkTable> readLinks() {
    return Optional.ofNullable(
        lanes
            .all()
            .get(0)
            .links()
            .toCompletableFuture()
            .orTimeout(MAX_READ_MINUTES, TimeUnit.MINUTES)
            .join());
  }

  /** Bytes by which the driver's streams have advanced: see {@link DataPlane#sentPosition()}. */
  public long sentPosition() {
    return transport.plane().sentPosition();
  }

  /** Bytes that the driver saw taken off its streams: see {@link DataPlane#receivedPosition()}. */
  public long receivedPosition() {
    return transport.plane().receivedPosition();
  }

  /** Where the media driver keeps its files. */
  public String aeronDirectory() {
    return transport.aeronDirectory();
  }

  /** Where the others reach this node. */
  public String address() {
    return NodeAddress.text(Cluster.get(system).selfMember().address());
  }

  /** Where frames of other machines arrive, as {@code HOST:PORT}. */
  public String dataAddress() {
    Route route = transport.route();
    return new HostPort(route.host(), route.port()).toString();
  }

  /** Nodes by which to come back: those that have been members with this one, the latest first. */
  public List<HostPort> others() {
    return NodeStart.partAfter(system).map(List::of).orElseGet(membership::others);
  }

  /** Completes when the node's actors have ended, for whatever reason; the rest is to be closed. */
  public CompletionStage<NodeEnd> whenEnded() {
    return system.getWhenTerminated().thenApply(done -> NodeStart.endOf(system));
  }

  /** Leaves the cluster in good order, so that others take over at once; see {@link #whenEnded}. */
  public void leave() {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Leave.create(cluster.selfMember().address()));
  }

  /** Stops everything, actors first; what is left behind would be a leak. */
  @Override
  public void close() {
    boolean isBroken = fault.get() != null;
    try {
      AkkaSettings.terminate(system, isBroken ? BROKEN_SECONDS : TERMINATION_SECONDS);
    } catch (NodeException slow) {
      // The actors of a lane that has died cannot end.
      if (!isBroken) {
        throw slow;
      }
    } finally {
      CloseHelper.closeAll(lanes, transport);
    }
  }

  private static RuntimeException asNodeException(NodeSettings settings, Exception cause) {
    if (cause instanceof DataPlaneException known) {
      return known;
    }
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String said = String.valueOf(each.getMessage());
      if (said.contains("Address already in use")) {
        return ControlPort.taken(settings.host(), settings.port(), cause);
      }
      if (said.contains("Cannot assign requested address")) {
        return new NodeException(
            "cluster.host = "
                + settings.host()
                + " is not an address of this machine: choose one that it has",
            cause);
      }
    }
    return cause instanceof RuntimeException known
        ? known
        : new NodeException("the node could not start: " + cause, cause);
  }
}
