package dev.starling.data;

/** A name that stands for no data, told in one line: nothing was looked for yet. */
public final class UnknownDataException extends DataException {
  private static final long serialVersionUID = 1L;

  public UnknownDataException(String message) {
    super(message);
  }
}
