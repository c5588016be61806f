/**
 * What one would write without Starling and without Aeron, to be measured beside it in JVMs of its
 * own: built by the profile {@code bench} alone, into a jar that is on no class path of the
 * product. Children of {@code starling bench} take orders by lines on their standard input and
 * answer on their standard output.
 */
package dev.starling.peers;
