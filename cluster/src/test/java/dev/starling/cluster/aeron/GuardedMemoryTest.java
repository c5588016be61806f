package dev.starling.cluster.aeron;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guards of the fuzz tests: a guard that lets everybody through would prove nothing. */
class GuardedMemoryTest {
  private static final int BYTES = 2_600;

  /** The kernel tells, which ends nobody: native code that goes there would end this JVM. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLetNobodyReadOrWriteBeyondItsGuards(boolean atTheEnd, @TempDir Path folder)
      throws IOException {
    try (GuardedMemory memory = GuardedMemory.of(BYTES, atTheEnd);
        FileChannel file = FileChannel.open(folder.resolve("bytes"), CREATE, READ, WRITE)) {
      file.write(ByteBuffer.allocate(1));
      assertThat(memory.guards()).hasSize(2);
      for (ByteBuffer guard : memory.guards()) {
        for (int at : new int[] {0, guard.capacity() - 1}) {
          ByteBuffer one = guard.slice(at, 1);
          assertThatThrownBy(() -> file.write(one, 0)).hasMessage("Bad address");
          assertThatThrownBy(() -> file.read(one, 0)).hasMessage("Bad address");
        }
      }
      assertThat(memory.changedSlackBytes()).isZero();
    }
  }

  @Test
  void shouldSeeAWriteBetweenTheMemoryAndTheGuard() {
    try (GuardedMemory memory = GuardedMemory.of(BYTES, false)) {
      UnsafeApi.putByte(memory.address() + BYTES, (byte) 1);
      assertThat(memory.changedSlackBytes()).isEqualTo(1);
    }
  }
}
