package dev.starling.ops.bench;

import java.util.List;

/** One of the benchmarks that {@code starling bench} knows. Stateless. */
interface Benchmark {

  /** As it is typed. */
  String name();

  /** One line. */
  String title();

  /** Its cases, not opened yet. */
  List<Contest> contests(Pace pace);
}
