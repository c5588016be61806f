package dev.starling.cluster;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;

/** The actor system of a node, with its serializers and its remoting, for other packages' tests. */
public final class MemberRig implements AutoCloseable {
  private final TestMember member = new TestMember(ConfigFactory.empty());

  public ActorSystem<Void> system() {
    return member.system;
  }

  @Override
  public void close() {
    member.close();
  }
}
