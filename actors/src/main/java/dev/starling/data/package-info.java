/**
 * Data: what learners learn from, where it comes from, and who gets which part of it.
 *
 * <p>{@link dev.starling.data.DataSources} turns a name such as {@code fashion-mini} or {@code
 * csv:prices.csv} into a {@link dev.starling.data.DataSplit} of training, validation and test data,
 * each a {@link dev.starling.data.DataSet} of float32 in memory. {@link
 * dev.starling.data.Partitioners} turns a name such as {@code dirichlet:0.1} into a {@link
 * dev.starling.data.Partitioner}, which deals the training samples out to learners. Everything
 * drawn at random follows from one seed, by named streams: {@code split}, {@code synthetic} and
 * {@code partition}.
 *
 * <p>Two data sets are embedded, each with its licence beside it: {@code fashion-mini}, which
 * {@link dev.starling.data.FashionMini} makes out of Fashion-MNIST, and {@code digits}. What cannot
 * be used is refused with a {@link dev.starling.data.DataException} of one line.
 */
package dev.starling.data;
