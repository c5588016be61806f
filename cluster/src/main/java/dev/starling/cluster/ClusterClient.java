package dev.starling.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.starling.learning.LinkGathering;
import dev.starling.learning.LinkPart;
import dev.starling.learning.LinkTable;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One who has a standing cluster do something and is no member of it: he may come and go as he
 * likes, and a cluster that is in trouble still answers. All talk goes through the gate of one
 * node, except that what is said of a run comes from wherever its keeper is. Any thread may use it.
 */
public final class ClusterClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final int PROBE_MILLIS = 5_000;
  private static final long TERMINATION_SECONDS = 10;

  /** In that time, when no answer comes. */
  private static final int MAX_ASKED = 3;

  /** With the gate's own patience for each, more than it takes to give a lost node up. */
  private static final int MAX_STATUS_TRIES = 12;

  private final ActorSystem<Void> system;
  private final ActorRef<KeeperMessage> gate;
  private final String where;
  private volatile Runnable onWait = () -> {};

  private ClusterClient(ActorSystem<Void> system, ActorRef<KeeperMessage> gate, String where) {
    this.system = system;
    this.gate = gate;
    this.where = where;
  }

  /**
   * Reaches a cluster by one of its nodes.
   *
   * @param cluster its name
   * @param node whose control plane is asked
   * @param tls as its nodes are set up; empty for none
   * @param overrides Akka settings of the user's, which win over Starling's
   * @throws NodeException when nobody answers there, or one of another build; the message is one
   *     line
   */
  public static ClusterClient connect(
      String cluster, HostPort node, Optional<TlsSettings> tls, Config overrides) {
    // Meanwhile: the probe waits, and a system takes a second to load its classes.
    CompletableFuture<ActorSystem<Void>> starting =
        CompletableFuture.supplyAsync(
            () ->
                ActorSystem.create(
                    Behaviors.empty(),
                    cluster,
                    AkkaSettings.ofClient(addressTowards(node), tls, overrides)));
    try {
      JoinProbe.require(node.host(), node.port(), tls, PROBE_MILLIS);
    } catch (RuntimeException fault) {
      endOnceStarted(starting);
      throw fault;
    }
    ActorSystem<Void> system = started(starting);
    try {
      BuildGreeter.require(
          system, node.host(), node.port(), Build.current(), BuildGreeter.PATIENCE);
      ActorRef<KeeperMessage> gate =
          ActorRefResolver.get(system)
              .resolveActorRef(NodeGate.path(cluster, node.host(), node.port()));
      ClusterClient client = new ClusterClient(system, gate, cluster + " at " + node);
      client.status();
      return client;
    } catch (RuntimeException fault) {
      AkkaSettings.terminate(system, TERMINATION_SECONDS);
      throw fault;
    }
  }

  // Whoever waits has been told what went wrong; one that does not start needs no end.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void endOnceStarted(CompletableFuture<ActorSystem<Void>> starting) {
    starting.thenAccept(ActorSystem::terminate);
  }

  private static ActorSystem<Void> started(CompletableFuture<ActorSystem<Void>> starting) {
    try {
      return starting.join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof RuntimeException known ? known : fault;
    }
  }

  /**
   * Has {@code notice} run, on the thread that waits, each time that the keeper of runs must be
   * waited for.
   */
  public void onWait(Runnable notice) {
    onWait = notice;
  }

  /** How the cluster and its run stand, or what the node that is asked sees of it. */
  public ClusterStatus status() {
    return ask(gate, KeeperMessage.GetStatus::new);
  }

  /**
   * Returns what the keeper of runs says as soon as it answers, as it does again some seconds after
   * its node was lost.
   *
   * @throws NodeException when it does not for long
   */
  public ClusterStatus awaitKeeper() {
    ClusterStatus status = status();
    if (!status.isOfKeeper()) {
      onWait.run();
    }
    for (int tries = 1; !status.isOfKeeper(); tries++) {
      if (tries == MAX_STATUS_TRIES) {
        throw noKeeper(where);
      }
      status = status();
    }
    return status;
  }

  static NodeException noKeeper(String where) {
    return new NodeException(
        "nodes of cluster "
            + where
            + " answer, but the one that keeps its runs does not, and no other takes its place: see"
            + " starling status, and what nodes do --on-split",
        null);
  }

  /**
   * Submits a run.
   *
   * @param listener hears of it, on an actor's thread
   * @throws NodeException when no keeper takes it
   */
  public void submit(RunDescription run, Consumer<RunEvent> listener) {
    awaitKeeper();
    gate.tell(new KeeperMessage.Submit(run, hearing(listener)));
  }

  /**
   * Follows a run that another client has submitted, who hears no more of it.
   *
   * @param part of the run, from 0
   * @param listener hears of it from now on, on an actor's thread, this answer first
   * @return {@link RunEvent.Following} when it is under way, the last word of the run that ended
   *     last, and {@link RunEvent.Unknown} of any other
   */
  public RunEvent follow(String runId, int part, Consumer<RunEvent> listener) {
    awaitKeeper();
    CompletableFuture<RunEvent> answer = new CompletableFuture<>();
    ActorRef<RunEvent> follower =
        hearing(
            event -> {
              listener.accept(event);
              answer.complete(event);
            });
    gate.tell(new KeeperMessage.Follow(runId, part, follower));
    return awaited(answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  private ActorRef<RunEvent> hearing(Consumer<RunEvent> listener) {
    return system.systemActorOf(
        Submitter.create(listener), "submitter-" + UUID.randomUUID(), Props.empty());
  }

  /** Asks the keeper to end a run early, with a result; "" means the one that is under way. */
  public void endRun(String runId) {
    gate.tell(new KeeperMessage.EndRun(runId));
  }

  /** Lets a node leave, or all of them for "". */
  public void stopNodes(String name) {
    gate.tell(new KeeperMessage.StopNodes(name));
  }

  /**
   * Reads the model of every learner that is there, after the end of its run.
   *
   * @param models hears of each learner and its θ, on this thread
   */
  public void readModels(RunResult result, BiConsumer<Integer, float[]> models) {
    for (int learner = 0; learner < result.homes().length; learner++) {
      int home = result.homes()[learner];
      if (home >= 0) {
        float[] theta = readModel(result.runId(), learner, result.nodes().get(home));
        if (theta.length > 0) {
          models.accept(learner, theta);
        }
      }
    }
  }

  /** Reads what each link has carried, after the end of {@code run}. */
  public LinkTable readLinks(RunDescription run, RunResult result) {
    LinkGathering gathering = new LinkGathering(RunAssembly.originsOf(run));
    while (!gathering.isComplete()) {
      Optional<LinkPart> part =
          result.nodes().stream()
              .map(node -> readLinks(run.id(), gathering.next(), node))
              .filter(each -> each.sent().length > 0)
              .reduce(LinkPart::plus);
      if (part.isEmpty()) {
        // The nodes have begun another run: none of them knows of this one.
        break;
      }
      gathering.add(part.get());
    }
    return gathering.table();
  }

  private LinkPart readLinks(String runId, long from, ActorRef<ReporterMessage> node) {
    LinksRead read = ask(node, replyTo -> new ReporterMessage.ReadLinks(runId, from, replyTo));
    return read.part();
  }

  private float[] readModel(String runId, int learner, ActorRef<ReporterMessage> node) {
    float[] theta = {};
    ModelPart part;
    do {
      int from = theta.length;
      part = ask(node, replyTo -> new ReporterMessage.ReadModel(runId, learner, from, replyTo));
      theta = Arrays.copyOf(theta, from + part.values().length);
      System.arraycopy(part.values(), 0, theta, from, part.values().length);
    } while (!part.isLast());
    return theta;
  }

  /**
   * Asks what may be asked twice: a word is lost where a connection has just broken, as to a node
   * that has come back at the address of an earlier one.
   */
  // Whatever comes of each question completes the one answer.
  @SuppressWarnings("FutureReturnValueIgnored")
  private <Q, A> A ask(ActorRef<Q> whom, Function<ActorRef<A>, Q> question) {
    CompletableFuture<A> answer = new CompletableFuture<>();
    for (int asked = 0; asked < MAX_ASKED && !answer.isDone(); asked++) {
      AskPattern.ask(whom, question::apply, PATIENCE, system.scheduler())
          .whenComplete(
              (told, fault) -> {
                if (fault == null) {
                  answer.complete(told);
                } else {
                  answer.completeExceptionally(fault);
                }
              });
      await(answer, PATIENCE.dividedBy(MAX_ASKED));
    }
    answer.completeExceptionally(new TimeoutException("asked " + MAX_ASKED + " times"));
    return awaited(answer);
  }

  private static void await(CompletableFuture<?> answer, Duration most) {
    try {
      answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException notYet) {
      // Who waits looks at the answer himself.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NodeException("interrupted while a node was asked", interrupted);
    }
  }

  private <A> A awaited(CompletableFuture<A> answer) {
    try {
      return answer.join();
    } catch (CompletionException fault) {
      if (fault.getCause() instanceof TimeoutException) {
        throw new NodeException(
            "no node of cluster "
                + where
                + " answers within "
                + PATIENCE.toSeconds()
                + " s: is one running there, under this name, and can it reach this machine?",
            fault);
      }
      throw fault;
    }
  }

  /** The address of this machine from which packets to {@code node} leave. */
  private static String addressTowards(HostPort node) {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Sends nothing: it only asks the system for the route.
      socket.connect(new InetSocketAddress(InetAddress.getByName(node.host()), node.port()));
      return socket.getLocalAddress().getHostAddress();
    } catch (UnknownHostException fault) {
      throw new NodeException("there is no host " + node.host() + ": check its name", fault);
    } catch (SocketException | UncheckedIOException fault) {
      throw new NodeException("no way leads to " + node.host() + ": " + fault.getMessage(), fault);
    }
  }

  @Override
  public void close() {
    AkkaSettings.terminate(system, TERMINATION_SECONDS);
  }
}
