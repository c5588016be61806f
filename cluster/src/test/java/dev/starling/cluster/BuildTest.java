package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.CoordinatedShutdown;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BuildTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Build OURS = Build.current();

  @Test
  void shouldBeReadAsItIsWritten() {
    assertThat(OURS.parts()).containsKeys("version", "frames", "messages", "shards");
    assertThat(Build.parse(OURS.text())).isEqualTo(OURS);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Build.parse("hello"))
        .withMessage("no build is described by 'hello'");
  }

  @Test
  void shouldNameEachDifferenceWithBothValues() {
    assertThat(OURS.differences(OURS)).isEmpty();
    assertThat(new Build(Map.of("a", "1", "b", "2")).differences(new Build(Map.of("b", "3"))))
        .containsExactly("a 1 here and none there", "b 2 here and 3 there");
  }

  @Test
  void shouldLetANodeOfTheSameBuildJoin() {
    try (TestMember seed = new TestMember(OURS.config()).form();
        TestMember same = new TestMember(OURS.config())) {
      BuildGreeter.start(seed.system, OURS);
      BuildGreeter.require(same.system, "127.0.0.1", seed.port(), OURS, PATIENCE);
      same.join(seed).awaitUp();
      same.awaitMembers(2);
    }
  }

  @Test
  void shouldRefuseANodeOfAnotherBuildAndTellItSo() throws Exception {
    Build other = changed("version", "0.0.9");
    CompletableFuture<NodeException> told = new CompletableFuture<>();
    try (TestMember seed = new TestMember(OURS.config()).form();
        TestMember old = new TestMember(other.config())) {
      BuildGreeter.start(seed.system, OURS);
      assertThatExceptionOfType(NodeException.class)
          .isThrownBy(
              () -> BuildGreeter.require(old.system, "127.0.0.1", seed.port(), other, PATIENCE))
          .withMessage(
              "the node at 127.0.0.1:%d is of another build (version 0.0.9 here and %s there):"
                      .formatted(seed.port(), OURS.parts().get("version"))
                  + " install the same archive on all machines");
      JoinRefusal.watch(old.system, "127.0.0.1:" + seed.port(), other, told::complete);
      old.join(seed);
      assertThat(old.awaitEnd())
          .isSameAs(CoordinatedShutdown.incompatibleConfigurationDetectedReason());
      assertThat(told.get(30, TimeUnit.SECONDS))
          .hasMessageContaining("refused this node, which is " + other.text());
      assertThat(seed.members()).isEqualTo(1);
    }
  }

  @Test
  void shouldSayThatNobodyAnswered() throws Exception {
    CompletableFuture<NodeException> told = new CompletableFuture<>();
    try (TestMember alone = new TestMember(TestMember.IMPATIENT.withFallback(OURS.config()));
        TestMember silent = new TestMember(OURS.config())) {
      JoinRefusal.watch(alone.system, "there", OURS, told::complete);
      alone.join(silent);
      assertThat(alone.awaitEnd()).isSameAs(CoordinatedShutdown.clusterJoinUnsuccessfulReason());
      assertThat(told.get(30, TimeUnit.SECONDS))
          .hasMessageStartingWith("no node of a cluster answered at there");
      assertThatExceptionOfType(NodeException.class)
          .isThrownBy(
              () ->
                  BuildGreeter.require(
                      silent.system, "127.0.0.1", silent.port(), OURS, Duration.ofMillis(300)))
          .withMessage(
              "the node at 127.0.0.1:%d did not say which build it is within 0.3 s: most likely its"
                      .formatted(silent.port())
                  + " cluster is not called starling (--cluster-name), or it is about to end, or it"
                  + " was started with another address than 127.0.0.1");
    }
  }

  @Test
  void shouldCompareWhatTheClusterCannotDoWithout() {
    assertThat(new BuildCheck().check(changed("shards", "7").config(), OURS.config()).toString())
        .contains("shards 100 here and 7 there");
    assertThat(new BuildCheck().check(ConfigFactory.empty(), OURS.config()).toString())
        .contains("version", "frames", "messages", "shards", "none there");
    assertThat(
            List.of(OURS.config(), ConfigFactory.empty()).stream()
                .map(config -> new BuildCheck().check(config, config).toString()))
        .containsOnly("Valid");
  }

  private static Build changed(String part, String value) {
    Map<String, String> parts = new HashMap<>(OURS.parts());
    parts.put(part, value);
    return new Build(parts);
  }
}
