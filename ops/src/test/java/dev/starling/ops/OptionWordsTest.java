package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OptionWordsTest {

  @Test
  void shouldNameTheOptionsOfTheCommandAndNoOthers() {
    assertThat(
            OptionWords.in(
                "choose another cluster.port, or another aeron.mtu",
                new CommandLine(new Narrow()).getCommandSpec()))
        .isEqualTo("choose another --port, or another aeron.mtu");
  }

  @Command(name = "narrow")
  static final class Narrow {
    @Option(names = "--port")
    int port;
  }
}
