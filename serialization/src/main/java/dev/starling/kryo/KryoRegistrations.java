package dev.starling.kryo;

/**
 * The messages of one module. An implementation has a constructor without arguments and is named in
 * {@code starling.kryo.registrations}; it is made once per ActorSystem.
 */
public interface KryoRegistrations {

  /** Adds every message, with ids that are the same on every node and in every version. */
  void register(Registry registry);
}
