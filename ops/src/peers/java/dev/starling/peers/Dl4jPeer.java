package dev.starling.peers;

import java.util.Random;
import org.agrona.concurrent.SystemNanoClock;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * SGD as DL4J does it, on one thread. Its batches lie ready, shuffled once: DL4J is spared the
 * gathering of the samples, which Starling does in every step.
 */
public final class Dl4jPeer {
  private static final double STEP_SIZE = 0.1;
  private static final double NANOS = 1e9;

  /** Until most of it is compiled, DL4J is a tenth as fast. */
  private static final double WARMUP_SECONDS = 5;

  private final MultiLayerNetwork network;
  private final INDArray[] features;
  private final INDArray[] labels;
  private final int batch;
  private int next;

  private Dl4jPeer(int batch, int hidden, int inputs, int classes, int samples) {
    this.batch = batch;
    network = new MultiLayerNetwork(layers(hidden, inputs, classes));
    network.init();
    Random random = new Random(1);
    features = new INDArray[samples / batch];
    labels = new INDArray[features.length];
    for (int i = 0; i < features.length; i++) {
      float[][] x = new float[batch][inputs];
      float[][] y = new float[batch][classes];
      for (int row = 0; row < batch; row++) {
        for (int column = 0; column < inputs; column++) {
          x[row][column] = random.nextBoolean() ? 0 : random.nextFloat();
        }
        y[row][random.nextInt(classes)] = 1;
      }
      features[i] = Nd4j.create(x);
      labels[i] = Nd4j.create(y);
    }
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments batch size, width of the hidden layer (0 for softmax regression), features,
   *     classes, samples
   */
  public static void main(String[] arguments) throws Exception {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    int[] sizes = new int[arguments.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(arguments[i]);
    }
    Dl4jPeer peer = new Dl4jPeer(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
    peer.samplesPerSecond(WARMUP_SECONDS);
    PeerOrders.take(peer::samplesPerSecond);
    System.exit(0);
  }

  private static MultiLayerConfiguration layers(int hidden, int inputs, int classes) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(1).updater(new Sgd(STEP_SIZE)).list();
    if (hidden > 0) {
      layers.layer(
          new DenseLayer.Builder().nIn(inputs).nOut(hidden).activation(Activation.RELU).build());
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(hidden > 0 ? hidden : inputs)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private double samplesPerSecond(double seconds) {
    long begunNs = SystemNanoClock.INSTANCE.nanoTime();
    long untilNs = begunNs + (long) (seconds * NANOS);
    long done = 0;
    long nowNs;
    do {
      network.fit(features[next], labels[next]);
      next = (next + 1) % features.length;
      done += batch;
      nowNs = SystemNanoClock.INSTANCE.nanoTime();
    } while (nowNs < untilNs);
    return done * NANOS / (nowNs - begunNs);
  }
}
