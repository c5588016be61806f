package dev.starling.cluster.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which channel leads to a node. */
class RouteTest {
  private final Route node = new Route("node", "10.1.2.3", 40_001, 7000, 4);

  @Test
  void shouldLeadToTheSameMachineByIpc() {
    assertThat(node.channelFrom("10.1.2.3", 1408)).isEqualTo("aeron:ipc");
  }

  @Test
  void shouldLeadToAnotherMachineByUdp() {
    assertThat(node.channelFrom("10.1.2.4", 1408))
        .isEqualTo("aeron:udp?endpoint=10.1.2.3:40001|mtu=1408");
  }

  @Test
  void shouldPutBracketsAroundAnIpv6Address() {
    Route ipv6 = new Route("node", "fd00::7", 40_001, 7000, 4);
    assertThat(ipv6.udpChannel()).isEqualTo("aeron:udp?endpoint=[fd00::7]:40001");
  }

  @Test
  void shouldSayThatANodeWithoutAPortIsOutOfReach() {
    Route local = Route.local("loner", "10.1.2.3", 7000, 1);
    assertThatThrownBy(() -> local.channelFrom("10.1.2.4", 1408))
        .isInstanceOf(DataPlaneException.class)
        .hasMessageContaining("loner at 10.1.2.3 takes no frames from other machines");
  }

  @Test
  void shouldGiveEachLaneAStream() {
    assertThat(node.streamOf(node.laneOf(6))).isEqualTo(7002);
  }

  @Test
  void shouldRefuseAnMtuThatAeronWouldNotTake() {
    assertThat(UdpMtu.require(8192)).isEqualTo(8192);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UdpMtu.require(1400))
        .withMessage("aeron.mtu must be a multiple of 32 in [512, 65504] bytes, was 1400");
    assertThatIllegalArgumentException().isThrownBy(() -> UdpMtu.require(96));
    assertThatIllegalArgumentException().isThrownBy(() -> UdpMtu.require(65536));
  }
}
