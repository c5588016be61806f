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
 * <p>In a CSV file the last column is the target unless {@code ?target=} names another by its
 * header or its number, and the first line may be a header or data. Words are classes, and so are
 * few whole numbers that repeat; all else is a number; what is in doubt is refused until {@code
 * task=classification}, {@code task=regression} or {@code classes=K} decides. Where the target is a
 * number, features and target are standardised by the training part, so that losses are in units of
 * the scaled target; {@code scale=none} leaves them as they are. Images and synthetic:sine and
 * two-means are never standardised.
 *
 * <p>Two data sets are embedded, each with its licence beside it: {@code fashion-mini}, which
 * {@link dev.starling.data.FashionMini} makes out of Fashion-MNIST, and {@code digits}. What cannot
 * be used is refused with a {@link dev.starling.data.DataException} of one line.
 */
package dev.starling.data;
