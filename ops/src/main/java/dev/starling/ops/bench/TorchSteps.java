package dev.starling.ops.bench;

import dev.starling.data.DataSet;
import java.util.List;
import java.util.Optional;

/** The peer: PyTorch on one thread, in a process of its own, where Python has it. */
final class TorchSteps implements Contender {
  static final String NAME = "PyTorch";

  private static final String SCRIPT = "sgd_torch.py";

  private final TorchScript script;

  private TorchSteps(TorchScript script) {
    this.script = script;
  }

  /**
   * Starts it, ready to measure.
   *
   * @return empty, after a word on standard error, where no Python has PyTorch
   */
  static Optional<TorchSteps> start(DataSet data, int hidden, int batch) {
    List<String> arguments =
        List.of(
            String.valueOf(batch),
            String.valueOf(hidden),
            String.valueOf(data.features()),
            String.valueOf(data.classes()),
            String.valueOf(data.size()));
    return TorchScript.start(SCRIPT, List.of(arguments)).stream().findFirst().map(TorchSteps::new);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double measure(double seconds) {
    script.tell(seconds);
    return script.answer();
  }

  @Override
  public void close() {
    script.close();
  }
}
