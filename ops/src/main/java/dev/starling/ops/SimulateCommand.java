package dev.starling.ops;

import dev.starling.sim.VirtualOptions;
import dev.starling.sim.VirtualOptionsReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code starling simulate}: the run that {@code train} would make, in virtual time. */
@Command(
    name = "simulate",
    header = "Trains as 'starling train' does, in virtual time: deterministic, with any network.",
    description = {
      "",
      "Takes the options and the file of 'starling train' and leaves the same kind of run"
          + " directory. The learners are the same too; only their clocks and the network between"
          + " them are simulated, so that a run depends on its configuration alone and not on the"
          + " machine. The same configuration gives the same trace hash everywhere, and the same"
          + " parameter hash on the same kind of processor.",
      "",
      "The keys virtual.* and network.* say what only a simulated run can be asked for, such as"
          + " latency, bandwidth and loss; churn.mean-up lets learners come and go at random.",
      ""
    },
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling simulate --learners 1000 --model softmax --updates 200 --no-bounds",
      "  starling simulate --learners 32 --update-rate 20 --gossip-rate 80 --seconds 60",
      "  starling simulate --set network.latency=exponential:0.02 --set network.loss=0.1",
      "  starling simulate --seconds 60 --set churn.mean-up=20s --set churn.mean-down=5s",
      "",
      "Ctrl-C ends training and writes the results; pressed again it ends everything.",
      "All keys of a configuration: starling config"
    })
final class SimulateCommand implements Callable<Integer> {
  private final Console console;
  private final Interruption interruption;

  @Mixin private RunRequestOptions options;

  SimulateCommand(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (options.isResume()) {
      throw new IllegalArgumentException(
          "--resume is for starling train; a simulated run can be had again: starling replay");
    }
    TrainRequest request = options.request(console);
    request
        .config()
        .warningsInVirtualTime()
        .forEach(line -> console.people().println("starling: " + line));
    VirtualOptions virtual = VirtualOptionsReader.read(request.config().virtual(), request.run());
    if (request.config().recordedLearner().isPresent()) {
      console
          .people()
          .println("starling: record.learner has no effect: a simulated run is replayed whole");
    }
    Trainer trainer = new VirtualTrainer(request, virtual, console, interruption);
    return new TrainingRun(request, trainer, console, interruption).execute().number();
  }
}
