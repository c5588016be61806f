package dev.starling.ops.bench;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;

/** One pass over a model by one thread: it is copied, or mixed into another frame by frame. */
final class BareMixing implements Contender {
  private static final int FRAME = 16_000;
  private static final float WEIGHT = 0.5f;

  private final String name;
  private final boolean mixes;
  private final ParameterVector source;
  private final ParameterVector target;
  private final ParameterView frame = new ParameterView();

  BareMixing(String name, int parameters, boolean mixes) {
    this.name = name;
    this.mixes = mixes;
    source = ParameterVector.allocate(parameters);
    target = ParameterVector.allocate(parameters);
    source.fill(1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double measure(double seconds) {
    return Stopwatch.rate(seconds, this::pass);
  }

  private double pass() {
    if (mixes) {
      for (int at = 0; at < source.length(); at += FRAME) {
        frame.wrap(source, at, Math.min(FRAME, source.length() - at));
        Kernels.mix(target, at, frame, WEIGHT);
      }
    } else {
      target.copyFrom(source);
    }
    return source.bytes();
  }

  @Override
  public void close() {
    source.close();
    target.close();
  }
}
