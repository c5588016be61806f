package dev.starling.sim.summary;

/**
 * Memory that the run took on its nodes, measured: at its end less what was taken when its data had
 * been loaded and no learner was there yet.
 *
 * @param heapBytesPerLearner Java heap in use after a collection, all that the run keeps included;
 *     null when it took less than the heap shrank by meanwhile, as with a few small learners
 * @param offHeapBytesPerLearner parameters, gradients and batches outside the heap
 * @param logBytesPerLearner files of the transport mapped into memory, as many as there are now
 * @param heapBytes in use on all nodes
 * @param offHeapBytes on all nodes
 * @param logBytes on all nodes
 */
public record MemorySummary(
    Double heapBytesPerLearner,
    double offHeapBytesPerLearner,
    double logBytesPerLearner,
    long heapBytes,
    long offHeapBytes,
    long logBytes) {}
