/**
 * The host in real time: a node of the cluster, and the run that its nodes share.
 *
 * <p>Learners are entities of Akka Cluster Sharding. A singleton {@code RunKeeper} starts them,
 * starts and stops their clocks and gathers the result; a {@code NodeReporter} per node does on the
 * lanes what the keeper asks. Control messages are small records that Kryo serializes; parameters
 * never travel here: see {@link dev.starling.cluster.aeron}.
 */
package dev.starling.cluster;
