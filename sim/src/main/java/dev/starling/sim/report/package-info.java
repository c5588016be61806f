/**
 * What a run leaves behind, in real and in virtual time alike: the run directory, its numbers, its
 * pictures and its page. Nothing here knows what hosted the learners.
 *
 * <p>{@link dev.starling.sim.report.RunDirectory} names the files:
 *
 * <table>
 * <caption>The run directory</caption>
 * <tr><td>{@code config.conf}</td><td>the configuration as the run resolved it</td></tr>
 * <tr><td>{@code versions.txt}</td><td>of Starling, Java and the libraries; the seed</td></tr>
 * <tr><td>{@code split.txt}</td><td>which learner has how much of which class</td></tr>
 * <tr><td>{@code metrics.csv}</td><td>a row per sample of the running run</td></tr>
 * <tr><td>{@code metrics-columns.csv}</td><td>name, unit and meaning of its columns</td></tr>
 * <tr><td>{@code summary.json}</td><td>the result: a {@link dev.starling.sim.summary.RunSummary}</td></tr>
 * <tr><td>{@code models/LEARNER.npy}</td><td>each learner's parameters, float32</td></tr>
 * <tr><td>{@code model.npy}</td><td>those of the learner of median validation accuracy</td></tr>
 * <tr><td>{@code plots/NAME.svg}, {@code .png}</td><td>the curves and the split</td></tr>
 * <tr><td>{@code report.html}</td><td>all of it for people, in one file</td></tr>
 * </table>
 *
 * <p>While a run goes on, {@link dev.starling.sim.report.MetricsCsv} appends {@link
 * dev.starling.sim.report.MetricsRow}s. When it is over, {@link
 * dev.starling.sim.report.RunReport#write} takes a {@link dev.starling.sim.report.ReportInput} and
 * writes the rest.
 *
 * <p>Two rules hold throughout. What is not known is absent: null here, no key in the JSON, an
 * empty cell in the CSV, a dash or no row in the page; 0 means measured as 0. And every number over
 * learners keeps its {@link dev.starling.sim.summary.Spread}. Accuracy and loss in the summary are
 * of the test part, in the rows of the validation part.
 */
package dev.starling.sim.report;
