package dev.starling.cluster;

import akka.cluster.Member;

/**
 * What people call a node. Every member of a cluster knows it of every other from the moment that
 * it joins: it is one of the member's roles. Stateless.
 */
final class NodeName {
  private static final String ROLE = "starling-name=";

  private NodeName() {}

  /** The role that tells {@code name}. */
  static String role(String name) {
    return ROLE + name;
  }

  /** The name of a member; its address where it tells none. */
  static String of(Member member) {
    for (String role : member.getRoles()) {
      if (role.startsWith(ROLE)) {
        return role.substring(ROLE.length());
      }
    }
    return NodeAddress.text(member.address());
  }

  /** The one form in which logs speak of a node: {@code n2 (10.0.0.2:25520)}. */
  static String withAddress(String name, String address) {
    return name.equals(address) ? address : name + " (" + address + ")";
  }
}
