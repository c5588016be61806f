package dev.starling.cluster.aeron;

/**
 * How much may be on its way to another machine: a number of packets, since a receiver answers, and
 * a driver is run, once in so many packets and not bytes; but never less than what a link of a
 * gigabit per second takes in small packets. More would only wait in the queue before a link that
 * is full, or in the receiver's buffer: pushes are to wait with the learner, which then sends newer
 * ones, fewer, and knows the delay.
 *
 * @param receiverBytes that one sender may have under way to a receiver
 * @param unsentBytes of a stream that may not have left yet
 */
record UdpWindows(int receiverBytes, int unsentBytes) {
  /** A gigabit per second, at a millisecond there and back. */
  private static final int LEAST_RECEIVER_BYTES = 128 * 1024;

  private static final int LEAST_UNSENT_BYTES = LEAST_RECEIVER_BYTES / 2;
  private static final int RECEIVER_PACKETS = 32;
  private static final int UNSENT_PACKETS = RECEIVER_PACKETS / 2;

  /**
   * The windows of a driver.
   *
   * @param mtuBytes of a packet
   * @param socketBytes of a socket's buffer, as the system allows it: it must hold a receiver's
   *     window, which is therefore smaller than the number of packets asks where the buffer is
   * @param termBytes of a term, half of which must hold each
   */
  static UdpWindows of(int mtuBytes, int socketBytes, int termBytes) {
    int most = Math.min(socketBytes, termBytes / 2);
    return new UdpWindows(
        Math.min(most, Math.max(LEAST_RECEIVER_BYTES, RECEIVER_PACKETS * mtuBytes)),
        Math.min(termBytes / 2, Math.max(LEAST_UNSENT_BYTES, UNSENT_PACKETS * mtuBytes)));
  }

  /** Between a claim that is refused and the receiver. */
  int bytesUnderWay() {
    return receiverBytes + unsentBytes;
  }
}
