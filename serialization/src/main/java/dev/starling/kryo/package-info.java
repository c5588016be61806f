/**
 * How messages of the control plane look as bytes: Akka's serializer, over Kryo.
 *
 * <p>Nothing is written or read but what was registered, under an id that never changes. A module
 * that has messages lists them in a class of its own, and the configuration names that class:
 *
 * <pre>
 *   public final class ClusterMessages implements KryoRegistrations {
 *     public void register(Registry registry) {
 *       registry.record(32, Start.class).record(33, Started.class).enumeration(34, Stop.class);
 *     }
 *   }
 *
 *   starling.kryo.registrations = ["dev.starling.cluster.ClusterMessages"]
 *   akka.actor.serializers.starling-kryo = "dev.starling.kryo.StarlingKryoSerializer"
 *   akka.actor.serialization-bindings."…the marker interface…" = starling-kryo
 * </pre>
 *
 * <p>A message is a record or a constant of an enum. The components of a record may be
 *
 * <ul>
 *   <li>primitives and their boxes, {@code String}, {@code byte[]}, {@code int[]}, {@code long[]},
 *       {@code float[]}, {@code double[]};
 *   <li>enums (the constant's ordinal travels, so constants are only ever appended);
 *   <li>{@code ActorRef<…>} of Akka Typed;
 *   <li>registered records, or an interface that registered records and enums implement;
 *   <li>{@code List} of any of these.
 * </ul>
 *
 * <p>No component may be null. Numbers have a fixed width, little-endian; lengths and ids are
 * variable-length integers:
 *
 * <pre>
 *   message     id + 2, then the components of the record in their order, or the enum's ordinal
 *   String      number of bytes, then UTF-8
 *   array       number of elements, then each
 *   List        number of elements, then each
 *   ActorRef    its path with the address, as a String
 *   record or interface as a component: as a message
 * </pre>
 *
 * <p>Bytes from elsewhere are not trusted: a length is held against the bytes that remain before
 * anything is allocated, nesting is bounded, no class is looked up by name, bytes that are left
 * over are an error, and every failure is a {@link dev.starling.kryo.MalformedMessageException}.
 */
package dev.starling.kryo;
