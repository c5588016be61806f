package dev.starling.ops.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * What is measured side by side.
 *
 * @param name of the case, such as {@code n = 1,000}
 * @param unit of every figure, such as {@code events/s}
 * @param contenders opened for the contest and closed after it; Starling first
 * @param target what the first shall reach
 * @param limit one line on what limits the first
 */
record Contest(
    String name, String unit, Supplier<List<Contender>> contenders, Target target, String limit) {}
