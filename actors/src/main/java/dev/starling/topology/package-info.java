/**
 * Who may push to whom: graphs, peer selection, mixing weights and the rate at which mixing
 * contracts.
 *
 * <p>A {@link dev.starling.topology.Topology} is an undirected graph over the learners 0 to n − 1.
 * {@link dev.starling.topology.Topologies#parse} makes one from a line of text:
 *
 * <pre>
 *   complete             every learner is every other's neighbour (nothing is stored)
 *   ring                 i and i ± 1, modulo n
 *   random-regular:K     drawn by the run's seed; every learner has K neighbours; connected
 *   edges:FILE           one edge "i j" per line of a text file; # starts a comment; connected
 * </pre>
 *
 * <p>{@link dev.starling.topology.PeerSelector} draws the peer of a push. {@link
 * dev.starling.topology.MixingWeights} and {@link dev.starling.topology.SpectralGap} are the theory
 * beside it: how fast repeated averaging over the graph brings all learners to one mean. All of it
 * is pure and seeded; it sees random streams and nothing else of Starling.
 */
package dev.starling.topology;
