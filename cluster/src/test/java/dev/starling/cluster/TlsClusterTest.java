package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.CoordinatedShutdown;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsClusterTest {
  private static final int PATIENCE_MS = 30_000;
  private static final int MAX_TRIED = 20;

  @TempDir private static Path folder;
  private static TlsSettings first;
  private static TlsSettings second;
  private static TlsSettings stranger;
  private static TlsSettings other;

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    CertificatesForTests certificates =
        CertificatesForTests.in(folder).authority("ours").authority("theirs");
    first = certificates.node("first", "ours", "starling");
    second = certificates.node("second", "ours", "starling");
    stranger = certificates.node("stranger", "theirs", "starling");
    other = certificates.node("other", "ours", "finch");
  }

  @Test
  void shouldFormAClusterOverTls() {
    try (TestMember seed = new TestMember(first.config()).form();
        TestMember joining = new TestMember(second.config())) {
      JoinProbe.require("127.0.0.1", seed.port(), Optional.of(second), PATIENCE_MS);
      joining.join(seed).awaitUp();
      joining.awaitMembers(2);
    }
  }

  @Test
  void shouldKeepOutANodeWithoutACertificateOrOfAnotherAuthority() {
    try (TestMember seed = new TestMember(first.config()).form();
        TestMember without = new TestMember(TestMember.IMPATIENT);
        TestMember foreign = new TestMember(TestMember.IMPATIENT.withFallback(stranger.config()))) {
      without.join(seed);
      foreign.join(seed);
      assertThat(without.awaitEnd()).isSameAs(CoordinatedShutdown.clusterJoinUnsuccessfulReason());
      assertThat(foreign.awaitEnd()).isSameAs(CoordinatedShutdown.clusterJoinUnsuccessfulReason());
      assertThat(seed.members()).isEqualTo(1);
      assertThat(whyNot(seed, Optional.empty()))
          .isEqualTo(
              "the node at 127.0.0.1:%d speaks TLS: give this one cluster.tls.key,"
                      .formatted(seed.port())
                  + " cluster.tls.certificate and cluster.tls.authority");
      assertThat(whyNot(seed, Optional.of(stranger)))
          .contains("127.0.0.1:" + seed.port(), "is not of the authority in cluster.tls.authority");
      assertThat(whyNot(seed, Optional.of(other)))
          .contains("is for [starling], this node's for [finch]");
    }
  }

  @Test
  void shouldTellThatTheOtherNodeDoesNotTrustThisOne() {
    TlsSettings distrustful =
        new TlsSettings(first.key(), first.certificate(), stranger.authority());
    try (TestMember seed = new TestMember(distrustful.config()).form()) {
      assertThat(whyNot(seed, Optional.of(second)))
          .contains("does not take this node's certificate");
    }
  }

  @Test
  void shouldTellThatANodeIsThereWithoutTlsOrNotAtAll() {
    int port;
    try (TestMember seed = new TestMember(ConfigFactory.empty()).form()) {
      port = seed.port();
      JoinProbe.require("127.0.0.1", port, Optional.empty(), PATIENCE_MS);
      assertThat(whyNot(seed, Optional.of(first))).contains("does not speak TLS");
    }
    assertThatExceptionOfType(NodeException.class)
        .isThrownBy(() -> JoinProbe.require("127.0.0.1", port, Optional.empty(), PATIENCE_MS))
        .withMessage("no node listens at 127.0.0.1:" + port + ": start it, or look up its port");
    assertThatExceptionOfType(NodeException.class)
        .isThrownBy(() -> JoinProbe.require("no.such.name.invalid", 1, Optional.empty(), 1000))
        .withMessageContaining("no machine is known as no.such.name.invalid");
  }

  @Test
  void shouldNameTheFileThatCannotBeUsed() throws IOException {
    Path absent = folder.resolve("absent.pem");
    assertThat(refusal(new TlsSettings(first.key(), absent, first.authority())))
        .isEqualTo("cluster.tls.certificate = " + absent + " does not exist");
    Path text = Files.writeString(folder.resolve("text.key"), "no key");
    assertThat(refusal(new TlsSettings(text, first.certificate(), first.authority())))
        .startsWith("cluster.tls.key = " + text + " is no private key");
    assertThat(refusal(new TlsSettings(first.key(), text, first.authority())))
        .startsWith("cluster.tls.certificate = " + text + " is no certificate");
    assertThat(refusal(new TlsSettings(second.key(), first.certificate(), first.authority())))
        .endsWith("is not of the key in " + second.key());
    assertThat(refusal(new TlsSettings(first.key(), first.certificate(), stranger.authority())))
        .endsWith("was not signed by the authority in " + stranger.authority());
  }

  @Test
  void shouldNotBeOverruledBySettingsOfAkka() {
    Config user = ConfigFactory.parseString("akka.remote.artery.transport = tcp");
    assertThat(first.config().withFallback(user).getString("akka.remote.artery.transport"))
        .isEqualTo("tls-tcp");
  }

  private static String whyNot(TestMember seed, Optional<TlsSettings> tls) {
    return messageOf(
        () -> {
          // One that is busy may close on a plain greeting later than the probe waits for that.
          for (int tried = 0; tried < MAX_TRIED; tried++) {
            JoinProbe.require("127.0.0.1", seed.port(), tls, PATIENCE_MS);
          }
        });
  }

  private static String refusal(TlsSettings settings) {
    return messageOf(settings::requireUsable);
  }

  private static String messageOf(Runnable refused) {
    try {
      refused.run();
    } catch (NodeException expected) {
      return expected.getMessage();
    }
    throw new AssertionError("was not refused");
  }
}
