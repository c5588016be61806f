package dev.starling.cluster.aeron;

import io.aeron.logbuffer.FragmentHandler;
import org.agrona.MutableDirectBuffer;

/**
 * Is shown where the parameters of each frame lie as they leave and as they are mixed, so that a
 * test can hold those addresses against the maps of Aeron's logs. Called on the lane's thread.
 */
interface FrameWatch {
  /** Watches nothing. */
  FrameWatch NONE =
      new FrameWatch() {
        @Override
        public void onWritten(long address, int bytes) {}

        @Override
        public void onMixed(long address, int bytes) {}
      };

  /** Parameters were written at {@code address}, to be sent. */
  void onWritten(long address, int bytes);

  /** The parameters at {@code address} are about to be mixed. */
  void onMixed(long address, int bytes);

  /** Where a frame is written: {@code claimed}, unless a test puts a copy between. */
  default MutableDirectBuffer room(MutableDirectBuffer claimed) {
    return claimed;
  }

  /** Who takes fragments from Aeron: {@code receiver}, unless a test puts a copy between. */
  default FragmentHandler before(FragmentHandler receiver) {
    return receiver;
  }
}
