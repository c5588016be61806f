package dev.starling.cluster;

import akka.actor.AbstractActor;
import akka.actor.ActorSelection;
import akka.actor.ExtendedActorSystem;
import akka.actor.Props;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.pattern.Patterns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes, and programs that talk to this one, which build runs here. Both sides speak
 * strings, which Akka itself carries, and not the messages that may differ; both say so when they
 * do not fit.
 */
public final class BuildGreeter extends AbstractActor {
  /**
   * For the answer of a node whose port takes connections. The question is the first that a program
   * sends: both sides may still have to load what carries it.
   */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(BuildGreeter.class);
  private static final String NAME = "starling-build";
  private static final int MAX_QUESTION_CHARACTERS = 1000;

  private final Build own;

  private BuildGreeter(Build own) {
    this.own = own;
  }

  /** Answers from now on, until the system ends. */
  public static void start(ActorSystem<?> system, Build own) {
    ((ExtendedActorSystem) Adapter.toClassic(system))
        .systemActorOf(Props.create(BuildGreeter.class, () -> new BuildGreeter(own)), NAME);
  }

  /**
   * Asks the node at an address for its build, and holds it against this program's.
   *
   * @param system of this program; its name is that of the cluster
   * @throws NodeException with one line when they do not fit, or when no node answers in time
   */
  public static void require(
      ActorSystem<?> system, String host, int port, Build own, Duration patience) {
    String node = host + ":" + port;
    ActorSelection greeter =
        Adapter.toClassic(system)
            .actorSelection("akka://%s@%s:%d/system/%s".formatted(system.name(), host, port, NAME));
    Build theirs;
    try {
      Object answer = Patterns.ask(greeter, own.text(), patience).toCompletableFuture().join();
      theirs = Build.parse(answer.toString());
    } catch (CompletionException silent) {
      throw new NodeException(
          "the node at "
              + node
              + " did not say which build it is within "
              + patience.toMillis() / 1000.0
              + " s: most likely its cluster is not called "
              + system.name()
              + " (--cluster-name), or it is about to end, or it was started with another address"
              + " than "
              + host,
          silent);
    } catch (IllegalArgumentException other) {
      throw new NodeException("what answers at " + node + " is no Starling node", other);
    }
    List<String> differences = own.differences(theirs);
    if (!differences.isEmpty()) {
      throw new NodeException(
          "the node at "
              + node
              + " is of another build ("
              + String.join(", ", differences)
              + "): install the same archive on all machines",
          null);
    }
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(
            String.class,
            question -> question.length() <= MAX_QUESTION_CHARACTERS,
            question -> {
              tellDifferences(question);
              getSender().tell(own.text(), getSelf());
            })
        .build();
  }

  private void tellDifferences(String question) {
    try {
      List<String> differences = own.differences(Build.parse(question));
      if (!differences.isEmpty()) {
        LOG.warn(
            "{} is of another build and cannot join: {}",
            getSender().path().address(),
            String.join(", ", differences));
      }
    } catch (IllegalArgumentException strange) {
      LOG.warn(
          "{} asked for the build with {}", getSender().path().address(), strange.getMessage());
    }
  }
}
