package dev.starling.ops;

import dev.starling.cluster.JvmFlags;
import dev.starling.data.DataException;
import dev.starling.data.DataSet;
import dev.starling.data.DataSources;
import dev.starling.data.DataSplit;
import dev.starling.model.Batch;
import dev.starling.model.Evaluation;
import dev.starling.model.Evaluator;
import dev.starling.model.Model;
import dev.starling.model.Models;
import dev.starling.params.ParameterVector;
import dev.starling.sim.experiment.RunConfig;
import dev.starling.sim.report.NpyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code starling evaluate}: how well a saved model does. */
@Command(
    name = "evaluate",
    header = "Tells how well a saved model does on data.",
    description = {
      "",
      "A model in a run directory brings the data, the kind of model and the seed of its run; for"
          + " any other name them. The seed decides which samples were held out.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLines.class,
    footer = {
      "",
      "Examples:",
      "  starling evaluate runs/20261120-071500-seed7/model.npy",
      "  starling evaluate model.npy --data fashion-mini --model mlp:64 --part validation"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int BATCH_ROWS = 256;
  private static final String CONFIG = "config.conf";

  private final Console console;

  @Parameters(paramLabel = "MODEL.npy", description = "The model's parameters, float32.")
  private Path file;

  @Option(names = "--data", paramLabel = "SOURCE", description = "As for 'starling train'.")
  private String data;

  @Option(names = "--model", paramLabel = "MODEL", description = "As for 'starling train'.")
  private String model;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of the run.")
  private Long seed;

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      description = "Which part of the data. Default: test",
      defaultValue = "test")
  private Part part;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "json: prints one JSON object and nothing else on standard output.",
      defaultValue = "text")
  private OutputFormat format;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  /** A part of the data. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    DataSet of(DataSplit split) {
      return switch (this) {
        case TRAIN -> split.train();
        case VALIDATION -> split.validation();
        case TEST -> split.test();
      };
    }
  }

  @Override
  public Integer call() {
    JvmFlags.require();
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": there is no such model file");
    }
    RunConfig config = config();
    String source = config.describe("evaluation").data().source();
    String kind = config.describe("evaluation").model();
    DataSet samples = part.of(DataSources.open(source, config.describe("evaluation").seed()));
    print(kind, samples, evaluate(kind, samples));
    return ExitCode.OK.number();
  }

  private RunConfig config() {
    Optional<Path> run = configOfRun();
    if (run.isEmpty() && (data == null || model == null)) {
      throw new IllegalArgumentException(
          file + " lies in no run directory: name --data and --model, as they were in training");
    }
    List<String> overrides = new ArrayList<>();
    override(overrides, RunOption.DATA, data);
    override(overrides, RunOption.MODEL, model);
    override(overrides, RunOption.SEED, seed);
    return RunConfig.load(run, overrides);
  }

  /** Beside the model, or one above for one of {@code models/}. */
  private Optional<Path> configOfRun() {
    Path folder = file.toAbsolutePath().getParent();
    return Stream.of(folder, folder.getParent())
        .filter(candidate -> candidate != null)
        .map(candidate -> candidate.resolve(CONFIG))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static void override(List<String> overrides, RunOption option, Object value) {
    if (value != null) {
      overrides.add(option.key() + "=" + value);
    }
  }

  private Evaluation evaluate(String kind, DataSet samples) {
    float[] values = read();
    try (Model network =
            Models.parse(kind).create(samples.features(), samples.classes(), BATCH_ROWS);
        ParameterVector theta = ParameterVector.allocate(values.length);
        Batch batch = Batch.allocate(BATCH_ROWS, samples.features())) {
      if (values.length != network.parameters()) {
        throw new DataException(
            "%s has %d parameters, but %s on %s has %d"
                .formatted(file, values.length, kind, samples.name(), network.parameters()));
      }
      theta.copyFrom(values);
      return Evaluator.evaluate(network, theta, samples, batch);
    }
  }

  private float[] read() {
    try {
      return NpyFile.read(file);
    } catch (IllegalArgumentException notOurs) {
      throw new DataException(notOurs.getMessage(), notOurs);
    }
  }

  private void print(String kind, DataSet samples, Evaluation score) {
    if (format == OutputFormat.JSON) {
      console.result().println(json(score));
      return;
    }
    String accuracy =
        Double.isNaN(score.accuracy())
            ? ""
            : "accuracy " + Figures.percent(score.accuracy()) + " %, ";
    console
        .result()
        .println(
            "%s (%s): %sloss %s on %s samples of %s"
                .formatted(
                    file,
                    kind,
                    accuracy,
                    Figures.compact(score.loss()),
                    Figures.count(score.samples()),
                    samples.name()));
  }

  /** What is not a number has no key, as in a run's summary. */
  private static String json(Evaluation score) {
    StringBuilder json = new StringBuilder("{\"samples\":").append(score.samples());
    if (Double.isFinite(score.loss())) {
      json.append(",\"loss\":").append(score.loss());
    }
    if (Double.isFinite(score.accuracy())) {
      json.append(",\"accuracy\":").append(score.accuracy());
    }
    return json.append('}').toString();
  }
}
