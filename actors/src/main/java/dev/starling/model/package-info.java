/**
 * What learners learn: models, mini-batches, and a partition of the data under a model.
 *
 * <p>A {@link dev.starling.model.Model} is a function of θ with a gradient; it is the one interface
 * that a user brings. {@link dev.starling.model.Models} reads its name:
 *
 * <table>
 * <caption>Models</caption>
 * <tr><th>name</th><th>data</th><th>what it is</th></tr>
 * <tr><td>{@code linear}</td><td>a number</td><td>linear regression, loss ½(y − t)²</td></tr>
 * <tr><td>{@code logistic}</td><td>2 classes</td><td>logistic regression, one output</td></tr>
 * <tr><td>{@code softmax}</td><td>classes</td><td>multinomial logistic regression</td></tr>
 * <tr><td>{@code mlp:100,50:tanh}</td><td>both</td><td>hidden layers of these widths, {@code relu}
 * unless said; then softmax, or one linear output with squared loss</td></tr>
 * <tr><td>{@code class:NAME}</td><td>yours</td><td>a public class that implements {@code Model}, with
 * a public constructor {@code (int features, int classes, int maxBatch)}</td></tr>
 * </table>
 *
 * <p>θ is flat: for each layer in order its weights W, inputs × outputs and row-major, and then its
 * biases. That is also what a saved model holds.
 *
 * <p>A step is gather, forward, loss, backward: matrix products in BLAS outside the heap ({@link
 * dev.starling.params.Kernels}), the rest in loops over arrays, nothing allocated. Learners of one
 * thread share model, batch and gradient; none of them may be used by two threads at a time. The
 * same inputs give the same bits on the same BLAS kernel; the element-wise functions give them on
 * every JDK.
 */
package dev.starling.model;
