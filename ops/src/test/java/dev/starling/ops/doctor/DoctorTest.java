package dev.starling.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.ops.doctor.Finding.Level;
import dev.starling.ops.doctor.MachineFacts.Address;
import dev.starling.ops.doctor.MachineFacts.Driver;
import dev.starling.ops.doctor.MachineFacts.Firewall;
import dev.starling.ops.doctor.MachineFacts.Java;
import dev.starling.ops.doctor.MachineFacts.Memory;
import dev.starling.ops.doctor.MachineFacts.Natives;
import dev.starling.ops.doctor.MachineFacts.Network;
import dev.starling.ops.doctor.MachineFacts.Processors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final long MIB = 1L << 20;
  private static final List<Address> ADDRESSES =
      List.of(
          new Address("lo", "127.0.0.1", true),
          new Address("eth0", "192.0.2.10", false),
          new Address("wlan0", "198.51.100.7", false));

  private Java java = new Java(17, "17.0.15", List.of());
  private Natives natives = new Natives(OptionalInt.of(1), "");
  private Processors processors = new Processors(4, OptionalDouble.empty());
  private Memory memory = new Memory(16_384 * MIB, 12_000 * MIB, 4096 * MIB);
  private Driver driver = driver(8192 * MIB, "", List.of(), OptionalLong.of(8192 * MIB));
  private Network network = network(Optional.of("192.0.2.10"), false, "", "");
  private Optional<Boolean> clock = Optional.of(true);
  private OptionalLong openFiles = OptionalLong.of(65_536);

  @Test
  void shouldFindNothingOnASoundMachine() {
    assertThat(examine())
        .hasSize(15)
        .allSatisfy(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
  }

  @Test
  void shouldNameTheFlagThatJavaLacks() {
    java = new Java(17, "17.0.15", List.of("jdk.internal.misc"));
    assertThat(found("java").level()).isEqualTo(Level.FAULT);
    assertThat(found("java").remedy())
        .contains("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    java = new Java(11, "11.0.2", List.of());
    assertThat(found("java").text()).contains("11.0.2 is too old");
  }

  @Test
  void shouldTellWhenNativeCodeDoesNotLoadOrBlasTakesTheLanesCores() {
    natives = new Natives(OptionalInt.empty(), "no jnind4jcpu");
    assertThat(found("nd4j").level()).isEqualTo(Level.FAULT);
    assertThat(found("nd4j").text()).contains("no jnind4jcpu");
    natives = new Natives(OptionalInt.of(4), "");
    assertThat(found("nd4j").level()).isEqualTo(Level.WARNING);
    assertThat(found("nd4j").remedy()).contains("OPENBLAS_NUM_THREADS=1");
  }

  @Test
  void shouldKnowTheLimitOfAControlGroup() {
    processors = new Processors(4, OptionalDouble.of(2.5));
    assertThat(found("processors").level()).isEqualTo(Level.WARNING);
    assertThat(found("processors").text()).contains("4, of which a control group allows 2.50");
    assertThat(found("processors").remedy()).contains("--lanes 2");
    processors = new Processors(1, OptionalDouble.empty());
    assertThat(found("processors").level()).isEqualTo(Level.WARNING);
  }

  @Test
  void shouldMindAHeapThatLeavesNothingForModels() {
    memory = new Memory(4096 * MIB, 3000 * MIB, 3500 * MIB);
    assertThat(found("memory").remedy()).contains("-Xmx2048m");
    memory = new Memory(4096 * MIB, 300 * MIB, 1024 * MIB);
    assertThat(found("memory").level()).isEqualTo(Level.WARNING);
    assertThat(found("memory").text()).contains("300 MiB of it free");
  }

  @Test
  void shouldRefuseADirectoryWithoutRoomForTheLogs() {
    driver = driver(20 * MIB, "", List.of(), OptionalLong.of(64 * MIB));
    assertThat(found("driver directory").level()).isEqualTo(Level.FAULT);
    assertThat(found("driver directory").text())
        .isEqualTo("/dev/shm has 20 MiB free, the logs of 3 lanes need 124 MiB");
    assertThat(found("shared memory").remedy()).contains("--shm-size=124m");
    driver = driver(0, "no such directory", List.of(), OptionalLong.empty());
    assertThat(found("driver directory").level()).isEqualTo(Level.FAULT);
    assertThat(found("shared memory").text()).contains("there is no /dev/shm");
  }

  @Test
  void shouldSayHowToRemoveWhatDeadDriversLeft() {
    Path left = Path.of("/dev/shm/starling-aeron-ada-42");
    driver = driver(8192 * MIB, "", List.of(left), OptionalLong.of(8192 * MIB));
    assertThat(found("leftovers").level()).isEqualTo(Level.WARNING);
    assertThat(found("leftovers").remedy()).isEqualTo("rm -r " + left);
  }

  @Test
  void shouldCompareTheBuffersWithAeronsWindow() {
    network = buffers(OptionalLong.of(65_536), OptionalLong.of(212_992));
    assertThat(found("net.core.rmem_max").level()).isEqualTo(Level.FAULT);
    assertThat(found("net.core.rmem_max").text()).contains("less than the 131072");
    assertThat(found("net.core.wmem_max").level()).isEqualTo(Level.WARNING);
    assertThat(found("net.core.wmem_max").remedy()).contains("sysctl -w net.core.wmem_max=2097152");
    network = buffers(OptionalLong.empty(), OptionalLong.of(4 * MIB));
    assertThat(found("net.core.rmem_max").remedy()).startsWith("on the host: ");
    assertThat(found("net.core.wmem_max").level()).isEqualTo(Level.OK);
  }

  @Test
  void shouldNameTheProgramThatFindsWhoHasAPort() {
    network = network(Optional.empty(), false, "Address already in use", "");
    assertThat(found("control port").level()).isEqualTo(Level.FAULT);
    assertThat(found("control port").remedy()).contains("ss -lnpt 'sport = :25520'");
    network = network(Optional.empty(), false, "", "Address already in use");
    assertThat(found("data port").remedy()).contains("ss -lnpu 'sport = :25521'");
  }

  @Test
  void shouldRefuseAnAddressThatOthersCannotReach() {
    network = network(Optional.of("127.0.0.1"), true, "", "");
    assertThat(found("address").level()).isEqualTo(Level.FAULT);
    assertThat(found("address").remedy())
        .isEqualTo("use --bind 192.0.2.10 (eth0) or --bind 198.51.100.7 (wlan0)");
    network = network(Optional.of("203.0.113.1"), false, "", "");
    assertThat(found("address").text()).contains("203.0.113.1 is not an address of this machine");
  }

  @Test
  void shouldListTheAddressesWhenNoneIsChosen() {
    network = network(Optional.empty(), false, "", "");
    assertThat(found("address").level()).isEqualTo(Level.OK);
    assertThat(found("address").remedy()).contains("192.0.2.10 (eth0)", "198.51.100.7 (wlan0)");
  }

  @Test
  void shouldGiveTheLinesForTheFirewallThatIsThere() {
    assertThat(found("firewall").remedy()).contains("nft", "tcp dport 25520", "udp dport 25521");
    network = firewall(Firewall.UFW);
    assertThat(found("firewall").level()).isEqualTo(Level.WARNING);
    assertThat(found("firewall").remedy()).isEqualTo("ufw allow 25520/tcp && ufw allow 25521/udp");
    network = firewall(Firewall.FIREWALLD);
    assertThat(found("firewall").remedy()).contains("--add-port=25520/tcp --add-port=25521/udp");
  }

  @Test
  void shouldMindClocksAndOpenFiles() {
    clock = Optional.of(false);
    assertThat(found("clock").text()).isEqualTo("not synchronised");
    clock = Optional.empty();
    assertThat(found("clock").level()).isEqualTo(Level.WARNING);
    openFiles = OptionalLong.of(1024);
    assertThat(found("open files").remedy()).contains("LimitNOFILE=65536");
    openFiles = OptionalLong.empty();
    assertThat(found("open files").level()).isEqualTo(Level.OK);
  }

  @Test
  void shouldReadQuotasAndLimitsAsLinuxWritesThem() {
    assertThat(MachineReader.quota("150000 100000\n")).hasValue(1.5);
    assertThat(MachineReader.quota("max 100000\n")).isEmpty();
    assertThat(MachineReader.quota("-1 100000")).isEmpty();
    assertThat(MachineReader.quota(" ")).isEmpty();
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max open files            1024                 524288               files
        """;
    assertThat(MachineReader.openFiles(limits)).hasValue(1024);
    assertThat(MachineReader.openFiles(limits.replace("1024  ", "unlimited"))).isEmpty();
  }

  private List<Finding> examine() {
    return Doctor.examine(
        new MachineFacts(java, natives, processors, memory, driver, network, clock, openFiles));
  }

  private Finding found(String subject) {
    List<Finding> findings =
        examine().stream().filter(finding -> finding.subject().equals(subject)).toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static Driver driver(
      long usable, String problem, List<Path> leftovers, OptionalLong sharedMemory) {
    return new Driver(Path.of("/dev/shm"), problem, usable, 124 * MIB, 3, leftovers, sharedMemory);
  }

  private static Network network(
      Optional<String> bind, boolean loopback, String controlProblem, String dataProblem) {
    return new Network(
        bind,
        bind,
        loopback,
        ADDRESSES,
        25_520,
        controlProblem,
        dataProblem,
        OptionalLong.of(4 * MIB),
        OptionalLong.of(4 * MIB),
        Optional.empty());
  }

  private static Network buffers(OptionalLong receive, OptionalLong send) {
    Optional<String> bind = Optional.empty();
    return new Network(
        bind, bind, false, ADDRESSES, 25_520, "", "", receive, send, Optional.empty());
  }

  private static Network firewall(Firewall firewall) {
    Optional<String> bind = Optional.empty();
    OptionalLong enough = OptionalLong.of(4 * MIB);
    return new Network(
        bind, bind, false, ADDRESSES, 25_520, "", "", enough, enough, Optional.of(firewall));
  }
}
