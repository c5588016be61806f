package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StarlingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | USAGE | did you mean train?",
        "train --lerners 4 | USAGE | unknown option '--lerners': did you mean --learners?",
        "node --jion 10.0.0.1 | USAGE | unknown option '--jion': did you mean --join?",
        "node --nmae=ward-3 | USAGE | unknown option '--nmae=ward-3': did you mean --name?",
        "train --jion 10.0.0.1 | USAGE | '--jion': did you mean --join of 'starling node'?",
        "train --zzzzzz 1 | USAGE | unknown option '--zzzzzz' (see 'starling train --help')",
        "train --set run.lerners=4 | USAGE | did you mean run.learners?",
        "train --set nothing | USAGE | write key=value",
        "train --config no/such.conf | USAGE | there is no configuration file no/such.conf",
        "train --learners 0 | USAGE | (--learners sets run.learners)",
        "train --learners many | USAGE | run.learners = many",
        "train --learners | USAGE | missing required parameter for option '--learners'",
        "train --format xml | USAGE | expected one of [text, json] but was 'xml'",
        "train --gossip-rate 3 --staleness-target 1 | USAGE | exclude each other",
        "train --model mpl:3 | USAGE | no model is called 'mpl:3' (did you mean mlp?)",
        "train --topology star | USAGE | choose complete, ring",
        "train --topology rnig | USAGE | there is no topology 'rnig' (did you mean ring?)",
        "train --data synthetic:sine --model mlp:4 --until accuracy:0.9 | USAGE | not classes",
        "train --data synthetic:sin --model mlp:4 | USAGE | did you mean sine?",
        "train --data digits --out /proc/nope | ENVIRONMENT | nope: no such file or directory",
        "train --data digits --model linear | USAGE | use softmax or mlp",
        "train --data fashoin-mini | USAGE | did you mean fashion-mini?",
        "train --data csv:/no/such.csv | DATA | /no/such.csv does not exist",
        "train --data digits --learners 100000 | DATA | 100000 learners are more than the 1258",
        "train --compare /no/such/run | USAGE | not the directory of a finished run",
        "train --cluster h --set checkpoint.dir=saved | USAGE | name an absolute directory",
        "train --placement local | USAGE | data.placement = local: is for a standing cluster alone",
        "simulate --placement local | USAGE | data.placement = local: is for a standing cluster",
        "local --placement local | USAGE | data.placement = local: is for a standing cluster alone",
        "train --placement mine | USAGE | data.placement = mine: must be one of shared, local",
        "node --bind 127.0.0.1 --name a --data /no/dir | USAGE | --data /no/dir is not a folder",
        "train --set cluster.port=70000 | USAGE | cluster.port",
        "node --bind 127.0.0.1 --port 0 --name a --mtu 1400 | USAGE | --mtu must be a multiple of 32",
        "node --bind 127.0.0.1 --name a --port 70000 | USAGE | --port must lie in [1, 65534], was 70000",
        "node --bind 203.0.113.1 | USAGE | --bind 203.0.113.1 is not an address of this machine",
        "node --bind 127.0.0.1 --data-port -1 | USAGE | --data-port must lie in [0, 65535]",
        "simulate --lerners 4 | USAGE | unknown option '--lerners': did you mean --learners?",
        "simulate --set network.los=1 | USAGE | did you mean network.loss?",
        "simulate --set network.loss=2 | USAGE | network.loss must be a share in [0, 1], was 2.0",
        "simulate --model mpl:3 | USAGE | no model is called 'mpl:3'",
        "simulate --data digits --learners 100000 | DATA | 100000 learners are more than the 1258",
        "simulat | USAGE | did you mean simulate?",
        "replay /no/such/run | USAGE | not the directory of a finished run",
        "replay | USAGE | missing required parameter: 'RUN_DIR'",
        "compare /no/such/run | USAGE | comparing takes 2 to 8 runs, not 1: /no/such/run",
        "compare /no/such/run /nor/this | USAGE | not the directory of a finished run",
        "compare a b --x miles | USAGE | was 'miles'",
        "compare a b --outt c | USAGE | unknown option '--outt': did you mean --out?",
        "doctor --port 65535 | USAGE | --port must lie in [1, 65534], was 65535",
        "doctor --lanes 0 | USAGE | --lanes must be at least 1, was 0",
        "evaluate no.npy | DATA | no.npy: there is no such model file",
      })
  void shouldSayInOneLineWhatIsWrong(String line, ExitCode code, String part) {
    Capture answer = Capture.of(line.split(" "));
    assertThat(answer.err()).contains(part);
    assertThat(answer.exit()).isEqualTo(code);
    assertThat(answer.err().lines().filter(each -> each.startsWith("starling: "))).hasSize(1);
    assertThat(answer.err()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void shouldNameTheRaggedRow(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ragged.csv"), "1,2,0\n3,4,1\n5,1\n6,7,0\n");
    Capture answer = Capture.of("train", "--data", "csv:" + file, "--learners", "2");
    assertThat(answer.exit()).isEqualTo(ExitCode.DATA);
    assertThat(answer.err().strip()).contains("row 3").doesNotContain("\n");
  }

  @Test
  void shouldLeaveNothingBehindWhenTheDriverHasNoRoom(@TempDir Path folder) {
    Path out = folder.resolve("run");
    Capture answer =
        Capture.of(
            "train",
            "--data",
            "digits",
            "--out",
            out.toString(),
            "--set",
            "aeron.directory=/no/such");
    assertThat(answer.exit()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(answer.err()).contains("/no/such");
    assertThat(out).doesNotExist();
  }

  @Test
  void shouldTellNothingOfARunThatNoClusterIsThereFor(@TempDir Path folder) {
    Path out = folder.resolve("run");
    Capture answer =
        Capture.of("train", "--cluster", "127.0.0.1:1", "--learners", "4", "--out", out.toString());
    assertThat(answer.exit()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(answer.err().lines())
        .containsExactly("starling: no node listens at 127.0.0.1:1: start it, or look up its port");
    assertThat(answer.out()).isEmpty();
    assertThat(out).doesNotExist();
  }

  @Test
  void shouldNotOverwriteResults(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("precious.txt"), "kept");
    Capture answer = Capture.of("train", "--quiet", "--data", "digits", "--out", folder.toString());
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("is not empty").contains("precious.txt");
    assertThat(folder.resolve("precious.txt")).hasContent("kept");
  }

  @Test
  void shouldShowTheStackOnRequestOnly() {
    assertThat(Capture.of("train", "--data", "nope", "--debug").err()).contains("\tat ");
  }

  @Test
  void shouldHelp() {
    Capture bare = Capture.of();
    assertThat(bare.exit()).isEqualTo(ExitCode.OK);
    assertThat(bare.out())
        .contains("train", "simulate", "replay", "compare", "evaluate", "config", "doctor", "help");
    assertThat(Capture.of("--help").out()).isEqualTo(bare.out());

    Capture train = Capture.of("train", "--help");
    assertThat(train.exit()).isEqualTo(ExitCode.OK);
    assertThat(train.out())
        .contains("--learners=N           How many learners train. Default: 16")
        .contains("Examples:", "Exit codes:", "130", "What is trained:", "Clocks and gossip:");
    assertThat(Capture.of("help", "train").out()).isEqualTo(train.out());
  }

  @Test
  void shouldShowADefaultForEachOptionOfTheRun() {
    String help = Capture.of("train", "--help").out();
    assertThat(help).doesNotContain("${").doesNotContain("Default: null");
    List<String> options = List.of(help.split("--"));
    for (RunOption option : RunOption.values()) {
      assertThat(options).anySatisfy(text -> assertThat("--" + text).startsWith(option.option()));
    }
  }

  @Test
  void shouldTakeTheSameOptionsInRealAndInVirtualTime() {
    String train = Capture.of("train", "--help").out();
    String simulate = Capture.of("simulate", "--help").out();
    assertThat(options(simulate)).contains("--update-rate").isEqualTo(options(train));
  }

  private static String options(String help) {
    return help.substring(help.indexOf("What is trained:"), help.indexOf("Exit codes:"));
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(Capture.of("--version").out()).startsWith("starling ").contains("java ");
  }

  @Test
  void shouldPrintAConfigurationThatCanBeUsed(@TempDir Path folder) throws IOException {
    Capture reference = Capture.of("config");
    assertThat(reference.exit()).isEqualTo(ExitCode.OK);
    assertThat(reference.out()).contains("learners = 16").contains("# ");
    Path file = Files.writeString(folder.resolve("my.conf"), reference.out());
    Capture answer = Capture.of("train", "--config", file.toString(), "--data", "nope");
    assertThat(answer.err()).contains("unknown data 'nope'");
  }
}
