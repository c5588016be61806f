/**
 * The JVMs that {@code starling bench} starts beside its own: nodes, and the loops that bound them.
 * Each is told what to do by lines on its standard input, answers with one line each on its
 * standard output, and ends when its input does.
 */
package dev.starling.ops.bench.child;
