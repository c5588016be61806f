/**
 * The command line, where the parts are put together: it reads what the user wants, starts a node,
 * follows the run, and writes and prints the results. The only place that reads the time of day.
 *
 * <p>{@link dev.starling.ops.Starling} is the process. A run goes through {@code TrainCommand} or
 * {@code SimulateCommand} (options to configuration, which they share), {@code TrainingRun} (the
 * order of things), a {@code Trainer} (in real time {@code ClusterTrainer} with {@code
 * RunFollower}, which waits, but not for ever; in virtual time {@code VirtualTrainer}), its {@code
 * Outcome} (measurements to documented keys) and {@code RunResults} (the run directory). {@code
 * CompareCommand} and {@code ReplayCommand} read such directories. Whatever goes wrong becomes one
 * line and an {@code ExitCode}.
 *
 * <p>Results go to standard output, everything else to standard error.
 */
package dev.starling.ops;
