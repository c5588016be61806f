package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.Join;
import akka.cluster.typed.SingletonActor;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.starling.actor.LearnerMessage;
import dev.starling.cluster.aeron.DataPlane;
import dev.starling.cluster.aeron.Directory;
import dev.starling.cluster.aeron.EmbeddedDriver;
import dev.starling.cluster.aeron.Lane;
import dev.starling.cluster.aeron.LaneDispatcher;
import dev.starling.cluster.aeron.LaneGroup;
import dev.starling.cluster.aeron.Route;
import dev.starling.learning.Learner;
import dev.starling.learning.LinkTable;
import dev.starling.run.InputLogs;
import dev.starling.run.RunDescription;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final long MAX_READ_MINUTES = 10;

  private final EmbeddedDriver driver;
  private final DataPlane plane;
  private final LaneGroup lanes;
  private final ActorSystem<Void> system;
  private final ActorRef<KeeperMessage> keeper;

  private ClusterNode(
      EmbeddedDriver driver,
      DataPlane plane,
      LaneGroup lanes,
      ActorSystem<Void> system,
      ActorRef<KeeperMessage> keeper) {
    this.driver = driver;
    this.plane = plane;
    this.lanes = lanes;
    this.system = system;
    this.keeper = keeper;
  }

  /**
   * Starts a node that forms a cluster by itself.
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
    AtomicReference<Throwable> fault = new AtomicReference<>();
    ErrorHandler faults =
        error -> {
          if (fault.compareAndSet(null, error)) {
            onFault.accept(error);
          }
        };
    String name = settings.cluster() + "-" + UUID.randomUUID().toString().substring(0, 8);
    int streamBase = 1 + new SecureRandom().nextInt(Route.STREAM_BASES - 1);
    Route route = Route.local(name, settings.host(), streamBase, settings.lanes());
    EmbeddedDriver driver =
        EmbeddedDriver.launch(settings.aeronDirectory(), name, settings.lanes(), faults);
    DataPlane plane = null;
    LaneGroup lanes = null;
    ActorSystem<Void> system = null;
    try {
      plane =
          new DataPlane(
              driver, route, DataPlane.DEFAULT_UDP_MTU_BYTES, SystemNanoClock.INSTANCE, faults);
      Directory directory = new Directory();
      lanes =
          LaneGroup.start(
              name, name, settings.lanes(), plane, directory, SystemNanoClock.INSTANCE, faults);
      NodeParts parts =
          new NodeParts(name, route, lanes, plane, directory, SystemNanoClock.INSTANCE, inputLogs);
      CompletableFuture<ActorRef<KeeperMessage>> keeper = new CompletableFuture<>();
      system =
          ActorSystem.create(guardian(parts, keeper), settings.cluster(), config(settings, name));
      Cluster cluster = Cluster.get(system);
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
      return new ClusterNode(
          driver, plane, lanes, system, keeper.get(TERMINATION_SECONDS, TimeUnit.SECONDS));
    } catch (Exception cause) {
      if (cause instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      terminate(system);
      CloseHelper.quietCloseAll(lanes, plane, driver);
      throw asNodeException(settings, cause);
    } catch (Error cause) {
      terminate(system);
      CloseHelper.quietCloseAll(lanes, plane, driver);
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
    return plane.sentPosition();
  }

  /** Bytes that the driver saw taken off its streams: see {@link DataPlane#receivedPosition()}. */
  public long receivedPosition() {
    return plane.receivedPosition();
  }

  /** Where the media driver keeps its files. */
  public String aeronDirectory() {
    return driver.directory();
  }

  /** Stops everything, actors first; what is left behind would be a leak. */
  @Override
  public void close() {
    try {
      terminate(system);
    } finally {
      CloseHelper.closeAll(lanes, plane, driver);
    }
  }

  private static void terminate(ActorSystem<Void> system) {
    if (system == null) {
      return;
    }
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(TERMINATION_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      throw new NodeException(
          "the actors did not end within " + TERMINATION_SECONDS + " s: " + slow, slow);
    }
  }

  private static Behavior<Void> guardian(
      NodeParts parts, CompletableFuture<ActorRef<KeeperMessage>> keeper) {
    return Behaviors.setup(
        context -> {
          ActorSystem<Void> system = context.getSystem();
          ActorRef<ShardingEnvelope<LearnerMessage>> learners =
              LearnerShards.init(system, parts.lanes());
          context.spawn(NodeReporter.create(parts), "node-reporter");
          keeper.complete(
              ClusterSingleton.get(system)
                  .init(
                      SingletonActor.of(RunKeeper.create(learners, parts.clock()), "run-keeper")));
          return Behaviors.empty();
        });
  }

  private static Config config(NodeSettings settings, String lanesKey) {
    Config node =
        ConfigFactory.parseMap(
            Map.of(
                "akka.remote.artery.canonical.hostname",
                settings.host(),
                "akka.remote.artery.canonical.port",
                settings.port(),
                LaneDispatcher.LANES_KEY,
                lanesKey));
    return node.withFallback(settings.overrides())
        .withFallback(ConfigFactory.parseResources("starling-akka.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  private static RuntimeException asNodeException(NodeSettings settings, Exception cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String said = String.valueOf(each.getMessage());
      if (said.contains("Address already in use")) {
        return new NodeException(
            "port "
                + settings.port()
                + " of "
                + settings.host()
                + " is taken: choose another cluster.port, or 0 for any free one",
            cause);
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
