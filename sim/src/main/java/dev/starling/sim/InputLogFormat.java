package dev.starling.sim;

/**
 * How a recording of one learner's inputs looks, in big-endian order:
 *
 * <pre>  header   int magic, int learner, int incarnation, int versions, int parameters
 *   entries  byte kind, then what the kind says; times are nanoseconds as long
 *   input    START, STEP, TICK, STOP: time          SENT: time, byte offer
 *            AWAIT: time, long updates made, nanoseconds elapsed
 *            PEERS: time, int words, words          FRAME: time, frame
 *   frame    byte kind; int session, source, target; long sequence, source version, trim bits;
 *            int offset, length; versions or value as long, or float32 bits as int
 *   effect   PUSH: int peer                         WAKE: byte wake, long deadline
 *            RECORD: byte measure, long bits        QUARANTINED: int bytes, UTF-8
 *            SEND: int target, long sequence, value; int first, end parameter
 *   END      long fingerprint of θ, own version and all versions as long
 * </pre>
 *
 * Each input is followed by the effects that it had, in their order.
 */
final class InputLogFormat {
  /** The bytes "SIL" and the version; to be changed with every change of the layout. */
  static final int MAGIC = 0x53494C03;

  static final byte START = 1;
  static final byte STEP = 2;
  static final byte TICK = 3;
  static final byte FRAME = 4;
  static final byte SENT = 5;
  static final byte PEERS = 6;
  static final byte STOP = 7;
  static final byte AWAIT = 8;
  static final byte PUSH = 16;
  static final byte WAKE = 17;
  static final byte RECORD = 18;
  static final byte QUARANTINED = 19;
  static final byte SEND = 20;
  static final byte END = 32;

  private InputLogFormat() {}

  /** What an entry is, for people. */
  static String words(byte kind) {
    return switch (kind) {
      case START -> "start";
      case STEP -> "mini-batch";
      case TICK -> "gossip tick";
      case FRAME -> "frame";
      case SENT -> "outcome of a push";
      case PEERS -> "change of peers";
      case STOP -> "stop";
      case AWAIT -> "wait for a model";
      case PUSH -> "push";
      case WAKE -> "wake";
      case RECORD -> "measure";
      case QUARANTINED -> "quarantine";
      case SEND -> "message";
      case END -> "end";
      default -> "unknown entry " + kind;
    };
  }
}
