package dev.starling.peers;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSelection;
import akka.actor.ActorSystem;
import akka.actor.Props;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemNanoClock;

/**
 * An actor that sends its model to another's over Artery TCP, in messages that Kryo writes, and
 * mixes what comes: one of two JVMs. Artery drops what its queues cannot hold, so a few messages
 * are under way at most; models above 4 MB go in parts, since a message has to fit one of its
 * buffers.
 */
public final class ArteryPeer {
  private static final int PART = 1 << 20;
  private static final int UNDER_WAY = 4;
  private static final double NANOS = 1e9;
  private static final double WARMUP = 0.1;

  private final AtomicLong receivedBytes = new AtomicLong();
  private final AtomicBoolean sends = new AtomicBoolean();

  private ArteryPeer() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments parameters, own port, port of the other
   */
  public static void main(String[] arguments) throws Exception {
    int parameters = Integer.parseInt(arguments[0]);
    ArteryPeer peer = new ArteryPeer();
    ActorSystem system = ActorSystem.create("peer", config(arguments[1]));
    ActorRef model =
        system.actorOf(
            Props.create(
                ModelActor.class,
                () ->
                    peer
                    .new ModelActor(
                        parameters,
                        system.actorSelection(
                            "akka://peer@127.0.0.1:" + arguments[2] + "/user/model"))),
            "model");
    PeerOrders.take(seconds -> peer.work(model, seconds));
    system.terminate();
  }

  private static Config config(String port) {
    String text =
        """
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          actor.provider = remote
          actor.serializers.model = "%s"
          actor.serialization-bindings { "%s" = model }
          remote.use-unsafe-remote-features-outside-cluster = on
          remote.warn-about-direct-use = off
          remote.artery.transport = tcp
          remote.artery.canonical { hostname = "127.0.0.1", port = %s }
          remote.artery.advanced { maximum-frame-size = 8 MiB, buffer-pool-size = 16 }
        }
        """;
    return ConfigFactory.parseString(
            String.format(
                text, ModelPartSerializer.class.getName(), ModelPart.class.getName(), port))
        .withFallback(ConfigFactory.load());
  }

  private double work(ActorRef model, double seconds) {
    sends.set(true);
    model.tell(UNDER_WAY, ActorRef.noSender());
    pause(seconds * WARMUP);
    long before = receivedBytes.get();
    long begunNs = SystemNanoClock.INSTANCE.nanoTime();
    pause(seconds);
    double rate =
        (receivedBytes.get() - before) * NANOS / (SystemNanoClock.INSTANCE.nanoTime() - begunNs);
    sends.set(false);
    return rate;
  }

  private static void pause(double seconds) {
    long untilNs = SystemNanoClock.INSTANCE.nanoTime() + (long) (seconds * NANOS);
    while (SystemNanoClock.INSTANCE.nanoTime() < untilNs) {
      LockSupport.parkNanos(untilNs - SystemNanoClock.INSTANCE.nanoTime());
    }
  }

  private final class ModelActor extends AbstractActor {
    private final FloatModel model;
    private final ActorSelection other;
    private int sent;
    private int underWay;

    ModelActor(int parameters, ActorSelection other) {
      model = new FloatModel(parameters);
      this.other = other;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(Integer.class, most -> send())
          .match(ModelPart.class, ModelPart::isTaken, taken -> onTaken())
          .match(ModelPart.class, this::onPart)
          .build();
    }

    private void onTaken() {
      underWay--;
      send();
    }

    private void onPart(ModelPart part) {
      model.mix(part.offset(), part.parameters(), part.parameters().length);
      receivedBytes.addAndGet((long) part.parameters().length * Float.BYTES);
      getSender().tell(ModelPart.taken(), getSelf());
    }

    private void send() {
      while (sends.get() && underWay < UNDER_WAY) {
        int count = Math.min(PART, model.length() - sent);
        // A message must not change on its way, and the model does.
        float[] values = Arrays.copyOfRange(model.theta(), sent, sent + count);
        other.tell(new ModelPart(sent, values), getSelf());
        sent = (sent + count) % model.length();
        underWay++;
      }
    }
  }
}
