package dev.starling.learning;

/**
 * What a frame is. A push is frames of the first two kinds; the others belong to the difference
 * exchange, see {@link ExchangeProtocol}. The order is not that of the bytes on the wire.
 */
public enum FrameKind {
  /** Versions of a push. */
  PUSH_VERSIONS(Payload.VERSIONS),
  /** Parameters of a push. */
  PUSH_PARAMETERS(Payload.PARAMETERS),
  /** May I exchange with you? Sequence: number of the exchange, counted by the asker. Value: 0. */
  REQUEST(Payload.VALUE),
  /** You may. Sequence: that of the request. Value: the ticket, counted by the granter. */
  GRANT(Payload.VALUE),
  /** Not now: too many are under way. Sequence: that of the request. Value: 0. */
  REFUSAL(Payload.VALUE),
  /** What the model of the asker contains. Sequence: the ticket, as in all kinds that follow. */
  MODEL_VERSIONS(Payload.VERSIONS),
  /** The model of the asker. */
  MODEL_PARAMETERS(Payload.PARAMETERS),
  /** No more of the model is taken. Value: how many parameters of it were. */
  DIFFERENCE(Payload.VALUE),
  /** What the model of the granter contained before any of that. */
  DIFFERENCE_VERSIONS(Payload.VERSIONS),
  /** What the granter has added to its model, and the asker is to take from its own. */
  DIFFERENCE_PARAMETERS(Payload.PARAMETERS),
  /** What became of my model? Value: from which parameter on the difference is missing. */
  QUERY(Payload.VALUE),
  /** The ticket is done with. Value: 0. */
  RECEIPT(Payload.VALUE),
  /** Nothing was taken under that ticket, and nothing will be. Value: 0. */
  GONE(Payload.VALUE);

  private final Payload payload;

  FrameKind(Payload payload) {
    this.payload = payload;
  }

  public Payload payload() {
    return payload;
  }

  /** What follows the header. */
  public enum Payload {
    /** Versions of consecutive columns, one int64 each. */
    VERSIONS(Long.BYTES),
    /** Consecutive parameters, one float32 each. */
    PARAMETERS(Float.BYTES),
    /** One int64. */
    VALUE(Long.BYTES);

    private final int elementBytes;

    Payload(int elementBytes) {
      this.elementBytes = elementBytes;
    }

    /** Bytes of one version, parameter or value. */
    public int elementBytes() {
      return elementBytes;
    }
  }
}
