package dev.starling.params;

import org.agrona.UnsafeApi;

/**
 * A row-major matrix that lies in somebody's {@link ParameterVector}: the weights of a layer inside
 * θ, or the rows of a mini-batch. Like a {@link ParameterView} it owns nothing and is re-aimed with
 * {@code wrap} instead of made anew; it is valid until the vector is closed. Used by one thread at
 * a time.
 */
public final class MatrixView {
  private final FloatCursor cursor = new FloatCursor();
  private long address;
  private int rows;
  private int columns;

  /** Aims at {@code rows × columns} values of {@code vector} from {@code offset} on. */
  public MatrixView wrap(ParameterVector vector, int offset, int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a matrix needs at least one row and one column, was " + rows + "×" + columns);
    }
    ParameterVector.requireRange(offset, Math.multiplyExact(rows, columns), vector.length());
    this.address = vector.address() + (long) offset * Float.BYTES;
    this.rows = rows;
    this.columns = columns;
    return this;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The shape, such as {@code 784×100}. */
  @Override
  public String toString() {
    return rows + "×" + columns;
  }

  boolean is(int otherRows, int otherColumns) {
    return rows == otherRows && columns == otherColumns;
  }

  /** The value at {@code index}, counted row by row. */
  float get(int index) {
    ParameterVector.requireRange(index, 1, rows * columns);
    return UnsafeApi.getFloat(address + (long) index * Float.BYTES);
  }

  void set(int index, float value) {
    ParameterVector.requireRange(index, 1, rows * columns);
    UnsafeApi.putFloat(address + (long) index * Float.BYTES, value);
  }

  void clear() {
    UnsafeApi.setMemory(address, (long) rows * columns * Float.BYTES, (byte) 0);
  }

  FloatCursor cursor() {
    return cursor.at(address);
  }
}
