/**
 * Parameters as memory: owned vectors, borrowed slices, and the arithmetic on them.
 *
 * <p>A model is one flat {@link dev.starling.params.ParameterVector} of float32 outside the heap,
 * allocated by ND4J and owned by exactly one learner. A {@link dev.starling.params.ParameterView}
 * is a slice that somebody else owns, such as the payload of a frame in Aeron's term buffer: it is
 * valid only as long as its owner says, and nothing here keeps one; a {@link
 * dev.starling.params.MatrixView} reads a slice of a vector as a matrix. {@link
 * dev.starling.params.Kernels} holds the loops, all of them BLAS calls through pointers that are
 * re-aimed instead of allocated.
 */
package dev.starling.params;
