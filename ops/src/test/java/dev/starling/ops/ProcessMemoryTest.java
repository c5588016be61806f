package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.sim.report.MetricsRow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  @Test
  void shouldCountResidentMemoryInMillionsOfBytes() {
    Stream<String> status = Stream.of("Name:\tjava", "VmRSS:\t  250000 kB", "Threads:\t9");

    assertThat(ProcessMemory.residentMegabytes(status)).isEqualTo(256.0);
  }

  @Test
  void shouldNotKnowResidentMemoryWhereTheMachineDoesNotSay() {
    assertThat(ProcessMemory.residentMegabytes(Stream.of("Name:\tjava"))).isNull();
  }

  @Test
  void shouldMeasureThisProcess() {
    MetricsRow.Memory memory = ProcessMemory.now();

    assertThat(memory.heapMegabytes()).isPositive();
    assertThat(memory.residentMegabytes()).isGreaterThan(1);
  }
}
