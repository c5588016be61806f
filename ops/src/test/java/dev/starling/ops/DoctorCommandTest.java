package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

  @Test
  void shouldEndWithFourWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Capture answer =
          Capture.of("doctor", "--bind", "127.0.0.1", "--port", "" + taken.getLocalPort());
      assertThat(answer.exit()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(answer.out().lines())
          .anyMatch(line -> line.matches("fault +control port +tcp .* cannot be had: .*; .*ss -.*"))
          .anyMatch(line -> line.matches("fault +address +127.0.0.1 cannot be reached .*"))
          .anyMatch(line -> line.matches("ok +nd4j +its native code loads.*"));
    }
  }

  @Test
  void shouldPrintNothingButJsonWhenAsked() throws IOException {
    Capture answer = Capture.of("doctor", "--aeron-directory", "/no/such", "--format", "json");
    JsonNode root = new ObjectMapper().readTree(answer.out());
    assertThat(root.get("faults").asInt()).isPositive();
    assertThat(root.get("checks")).hasSize(15);
    assertThat(root.get("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.get("check").asText()).isEqualTo("driver directory");
              assertThat(check.get("level").asText()).isEqualTo("fault");
              assertThat(check.get("remedy").asText()).contains("--aeron-directory");
            });
  }
}
