package dev.starling.sim.experiment;

import dev.starling.data.DataSet;
import dev.starling.run.RunAssembly;
import dev.starling.run.RunDescription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Names a pair of bounds by all that they depend on, the samples themselves included, and by
 * nothing that they do not: two runs that gossip differently share their bounds. The length of the
 * run counts only where the step size decays with time.
 *
 * @param hex 32 hexadecimal digits: half of a SHA-256
 */
public record BoundsKey(String hex) {
  /** To be raised whenever the same run would give other bounds than before. */
  private static final int METHOD = 1;

  private static final String USER_MODEL = "class:";
  private static final int DIGEST_BYTES = 16;

  public BoundsKey {
    Objects.requireNonNull(hex, "hex");
    if (!hex.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("a key is 32 hexadecimal digits, was '" + hex + "'");
    }
  }

  /**
   * The key of what {@link BoundsRunner#run} computes from the same arguments.
   *
   * @return empty when the model is a user's own class: its code may change under its name, so such
   *     bounds must not be kept
   */
  public static Optional<BoundsKey> of(
      RunAssembly assembly, long[] updatesPerLearner, double seconds) {
    RunDescription run = assembly.description();
    if (run.model().startsWith(USER_MODEL)) {
      return Optional.empty();
    }
    boolean timed = run.steps().schedule().equals("cosine") && run.limits().seconds() > 0;
    StringJoiner parts = new StringJoiner("\n");
    parts.add("method " + METHOD).add("cpu " + System.getProperty("os.arch"));
    parts.add("data " + ofData(assembly)).add("split " + assembly.partitions().fingerprint());
    parts.add("seed " + run.seed()).add("learners " + run.learners());
    parts.add("model " + run.model()).add("common init " + run.commonInit());
    parts.add(run.steps().toString()).add(run.divergence().toString());
    parts.add("horizon " + run.limits().updates());
    parts.add("updates " + Arrays.toString(updatesPerLearner));
    if (timed) {
      parts.add("time " + run.limits().seconds() + " of " + seconds).add(run.clock().toString());
    }
    return Optional.of(new BoundsKey(digest(parts.toString())));
  }

  private static long ofData(RunAssembly assembly) {
    Fingerprint all = new Fingerprint();
    add(all, assembly.data().train());
    add(all, assembly.data().validation());
    add(all, assembly.data().test());
    return all.value();
  }

  private static void add(Fingerprint all, DataSet part) {
    all.add(part.classes()).add(part.features()).add(part.featureArray());
    for (int row = 0; row < part.size(); row++) {
      all.add(Float.floatToRawIntBits(part.target(row)));
    }
  }

  private static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
