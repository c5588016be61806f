package dev.starling.actor;

/**
 * Marks what may travel between nodes on the control plane. All of it is registered with the Kryo
 * serializer; parameters are never among it.
 */
public interface ControlMessage {}
