package dev.starling.cluster;

import akka.actor.AbstractActorWithTimers;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.cluster.Cluster;
import akka.cluster.ClusterEvent;
import akka.cluster.DowningProvider;
import akka.cluster.Member;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Gives up every node that cannot be reached for a while, whatever the others think: of a cluster
 * that has fallen apart each part goes on alone. Made by Akka, which finds it by its name.
 */
public final class ContinueAlone extends DowningProvider {
  private static final Duration STABLE_AFTER = Duration.ofSeconds(7);
  private static final FiniteDuration MARGIN = FiniteDuration.create(1, "s");

  /** Called by Akka. */
  public ContinueAlone(ActorSystem system) {
    LoggerFactory.getLogger(ContinueAlone.class)
        .debug("{} gives up who cannot be reached for {}", system.name(), STABLE_AFTER);
  }

  @Override
  public FiniteDuration downRemovalMargin() {
    return MARGIN;
  }

  @Override
  public Option<Props> downingActorProps() {
    return Option.apply(Props.create(Downing.class, Downing::new));
  }

  /** Counts how long each node has not been reached. */
  private static final class Downing extends AbstractActorWithTimers {
    private static final Logger LOG = LoggerFactory.getLogger(ContinueAlone.class);

    private final Cluster cluster = Cluster.get(getContext().getSystem());

    private record Due(Member node) {}

    @Override
    public void preStart() {
      cluster.subscribe(
          getSelf(),
          ClusterEvent.initialStateAsEvents(),
          ClusterEvent.ReachabilityEvent.class,
          ClusterEvent.MemberRemoved.class);
    }

    @Override
    public void postStop() {
      cluster.unsubscribe(getSelf());
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(ClusterEvent.UnreachableMember.class, event -> startTimer(event.member()))
          .match(
              ClusterEvent.ReachableMember.class,
              event -> getTimers().cancel(event.member().address()))
          .match(
              ClusterEvent.MemberRemoved.class,
              event -> getTimers().cancel(event.member().address()))
          .match(Due.class, due -> giveUp(due.node()))
          .build();
    }

    private void startTimer(Member node) {
      getTimers().startSingleTimer(node.address(), new Due(node), STABLE_AFTER);
    }

    private void giveUp(Member node) {
      String address = NodeAddress.text(node.address());
      LOG.warn(
          "going on without node {}, which cannot be reached",
          NodeName.withAddress(NodeName.of(node), address));
      cluster.down(node.address());
    }
  }
}
