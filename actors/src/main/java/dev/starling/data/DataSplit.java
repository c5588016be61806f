package dev.starling.data;

/**
 * The three parts of the data, kept apart: learners train on the first, choices are made on the
 * second, and the third is only reported.
 */
public record DataSplit(DataSet train, DataSet validation, DataSet test) {
  public DataSplit {
    requireAlike(train, validation);
    requireAlike(train, test);
  }

  private static void requireAlike(DataSet train, DataSet part) {
    if (part.features() != train.features() || part.classes() != train.classes()) {
      throw new DataException(
          part + " does not fit " + train + "; features and classes must be the same");
    }
  }
}
