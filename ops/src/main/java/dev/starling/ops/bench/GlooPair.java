package dev.starling.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.CloseHelper;

/**
 * The peer: two processes of PyTorch with one thread each, which step, exchange their models over
 * gloo and average them. It counts the steps of both.
 */
final class GlooPair implements Contender {
  static final String NAME = "PyTorch + gloo";

  private static final String SCRIPT = "gossip_torch.py";

  private final List<TorchScript> ranks;

  private GlooPair(List<TorchScript> ranks) {
    this.ranks = ranks;
  }

  /**
   * Starts it, ready to measure.
   *
   * @return empty, after a word on standard error, where no Python has PyTorch
   */
  static Optional<GlooPair> start(int samples, int features, int hidden, int batch) {
    List<List<String>> arguments = new ArrayList<>();
    String port = Integer.toString(freePort());
    for (int rank = 0; rank < 2; rank++) {
      arguments.add(
          List.of(
              Integer.toString(rank),
              port,
              Integer.toString(batch),
              Integer.toString(hidden),
              Integer.toString(features),
              Integer.toString(samples / 2)));
    }
    List<TorchScript> ranks = TorchScript.start(SCRIPT, arguments);
    return ranks.isEmpty() ? Optional.empty() : Optional.of(new GlooPair(ranks));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double measure(double seconds) {
    ranks.forEach(rank -> rank.tell(seconds));
    return ranks.stream().mapToDouble(TorchScript::answer).sum();
  }

  @Override
  public void close() {
    CloseHelper.closeAll(ranks);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException fault) {
      throw new UncheckedIOException("there is no free port", fault);
    }
  }
}
