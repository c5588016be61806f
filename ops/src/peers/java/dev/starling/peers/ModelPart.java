package dev.starling.peers;

/**
 * Parameters of a model, in a message; or, with none, the word that some have been mixed.
 *
 * @param offset of the first in the model
 */
record ModelPart(int offset, float[] parameters) {
  private static final float[] NONE = {};

  static ModelPart taken() {
    return new ModelPart(0, NONE);
  }

  boolean isTaken() {
    return parameters.length == 0;
  }
}
