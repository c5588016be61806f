/**
 * The command line, where the parts are put together: it reads what the user wants, starts a node,
 * follows the run, and writes and prints the results. The only place that reads the time of day.
 *
 * <p>{@link dev.starling.ops.Starling} is the process. A run goes through {@code TrainCommand}
 * (options to configuration), {@code TrainingRun} (the order of things), {@code RunFollower}
 * (waits, but not for ever), {@code RunOutcome} (measurements to documented keys) and {@code
 * RunResults} (the run directory). Whatever goes wrong becomes one line and an {@code ExitCode}.
 *
 * <p>Results go to standard output, everything else to standard error.
 */
package dev.starling.ops;
