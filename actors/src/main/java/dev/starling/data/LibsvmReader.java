package dev.starling.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;

/**
 * Reads LIBSVM's text format (Chang and Lin, "LIBSVM: a library for support vector machines",
 * 2011): {@code label index:value index:value …}, indices from 1 and ascending, absent ones 0,
 * {@code #} before a comment. The largest index is the number of features; samples are stored
 * densely. Rows are counted as an editor does.
 */
final class LibsvmReader {
  private static final Set<String> OPTIONS = new TreeSet<>(TargetColumn.OPTIONS);

  static {
    OPTIONS.add(Scaling.OPTION);
  }

  private final String file;
  private final TargetColumn targets;
  private final List<Sample> samples = new ArrayList<>();
  private int features;

  private LibsvmReader(String file, SourceSpec spec, List<String> labels, int leastFeatures) {
    spec.requireOptionsAmong(OPTIONS);
    Scaling.requireKnown(spec);
    this.file = file;
    this.targets = new TargetColumn(file, spec, labels);
    this.features = leastFeatures;
  }

  static DataSet read(Path path, SourceSpec spec) {
    return read(path, spec, List.of(), 0);
  }

  /**
   * As {@link #read(Path, SourceSpec)}, with more that is known.
   *
   * @param labels of which each target is one; empty when that is to be found out
   * @param leastFeatures that there are, whether the file names them or not
   */
  static DataSet read(Path path, SourceSpec spec, List<String> labels, int leastFeatures) {
    LibsvmReader reader = new LibsvmReader(path.toString(), spec, labels, leastFeatures);
    try (InputStream in = DataFile.open(path)) {
      reader.readLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw DataFile.unreadable(path.toString(), e);
    }
    return reader.toDataSet();
  }

  private void readLines(BufferedReader lines) throws IOException {
    int row = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      row++;
      int comment = line.indexOf('#');
      String content = comment < 0 ? line : line.substring(0, comment);
      if (!content.isBlank()) {
        readSample(content, row);
      }
    }
  }

  private void readSample(String line, int row) {
    StringTokenizer tokens = new StringTokenizer(line);
    targets.add(tokens.nextToken(), row, 1);
    int[] indices = new int[tokens.countTokens()];
    float[] values = new float[indices.length];
    int previous = 0;
    for (int i = 0; i < indices.length; i++) {
      String token = tokens.nextToken();
      int colon = token.indexOf(':');
      indices[i] = index(token, colon, previous, row);
      values[i] = FiniteNumber.parse(token.substring(colon + 1), file, row, indices[i]);
      previous = indices[i];
    }
    features = Math.max(features, previous);
    samples.add(new Sample(indices, values));
  }

  private int index(String token, int colon, int previous, int row) {
    String text = colon < 0 ? "" : token.substring(0, colon);
    int index;
    try {
      index = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new DataException(
          file + ": row " + row + " holds '" + token + "' where index:value is needed", e);
    }
    if (index <= previous) {
      throw new DataException(
          file
              + ": row "
              + row
              + " has the index "
              + index
              + " after "
              + previous
              + "; indices start at 1 and ascend");
    }
    return index;
  }

  private DataSet toDataSet() {
    if (samples.isEmpty()) {
      throw new DataException(file + " is empty; at least one sample is needed");
    }
    if ((long) samples.size() * features > Integer.MAX_VALUE - 8) {
      throw new DataException(
          file
              + " has "
              + samples.size()
              + " samples of "
              + features
              + " features; stored densely they would exceed 2^31 numbers");
    }
    float[] dense = new float[samples.size() * features];
    for (int row = 0; row < samples.size(); row++) {
      samples.get(row).copyTo(dense, row * features);
    }
    return targets.toDataSet(file, features, dense);
  }

  /** The features of one sample that are not 0. */
  private static final class Sample {
    private final int[] indices;
    private final float[] values;

    Sample(int[] indices, float[] values) {
      this.indices = indices;
      this.values = values;
    }

    void copyTo(float[] dense, int offset) {
      for (int i = 0; i < indices.length; i++) {
        dense[offset + indices[i] - 1] = values[i];
      }
    }
  }
}
