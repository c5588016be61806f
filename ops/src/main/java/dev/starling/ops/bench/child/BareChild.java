package dev.starling.ops.bench.child;

import dev.starling.params.Kernels;
import dev.starling.params.ParameterVector;
import dev.starling.params.ParameterView;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.Header;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What bounds a transfer of models: one of two JVMs with one thread that claims, copies and
 * commits, or polls, checks for finite values and mixes, and does nothing else; and raw Aeron,
 * where the sender offers and the receiver looks at nothing. The media driver is one of Starling's
 * own.
 *
 * <pre>
 * go ROLE SECONDS   works after a tenth as long again to get going; answers bytes of model received
 *                   per second. Roles: send, receive, both, publish, poll, both-raw
 * </pre>
 */
public final class BareChild {
  /** Frames sent, and polled, before the other is done. */
  private static final int BURST = 8;

  private static final int HEADER_BYTES = 8;
  private static final long MAX_PARK_NS = 100_000;
  private static final float BOUND = 1e30f;
  private static final float WEIGHT = 0.5f;
  private static final double NANOS = 1e9;
  private static final double WARMUP = 0.1;

  private final NanoClock clock = SystemNanoClock.INSTANCE;
  private final ParameterVector theta;
  private final ExclusivePublication publication;
  private final Subscription subscription;
  private final BufferClaim claim = new BufferClaim();
  private final UnsafeBuffer source = new UnsafeBuffer(0, 0);
  private final ParameterView received = new ParameterView();
  private final int perFrame;
  private int sent;
  private long receivedBytes;
  private long refused;

  private BareChild(ParameterVector theta, ExclusivePublication publication, Subscription in) {
    this.theta = theta;
    this.publication = publication;
    subscription = in;
    perFrame = (publication.maxPayloadLength() - HEADER_BYTES) / Float.BYTES;
  }

  /**
   * Runs a loop until standard input ends.
   *
   * @param arguments directory of the media driver, parameters, channel and stream to send to,
   *     channel and stream to receive from
   */
  public static void main(String[] arguments) throws Exception {
    Aeron.Context context = new Aeron.Context().aeronDirectoryName(arguments[0]);
    try (Aeron aeron = Aeron.connect(context);
        ParameterVector theta = ParameterVector.allocate(Integer.parseInt(arguments[1]));
        Subscription in = aeron.addSubscription(arguments[4], Integer.parseInt(arguments[5]));
        ExclusivePublication out =
            aeron.addExclusivePublication(arguments[2], Integer.parseInt(arguments[3]))) {
      theta.fill(0.5f);
      Orders.take("ready", new BareChild(theta, out, in)::obey);
    }
  }

  private String obey(List<String> words) {
    String role = words.get(1);
    double seconds = Double.parseDouble(words.get(2));
    work(role, seconds * WARMUP);
    receivedBytes = 0;
    long begunNs = clock.nanoTime();
    work(role, seconds);
    double rate = receivedBytes * NANOS / (clock.nanoTime() - begunNs);
    if (refused > 0) {
      throw new IllegalStateException(refused + " frames were not finite");
    }
    return Double.toString(rate);
  }

  private void work(String role, double seconds) {
    boolean sends = role.equals("send") || role.equals("both");
    boolean publishes = role.equals("publish") || role.equals("both-raw");
    boolean mixes = role.equals("receive") || role.equals("both");
    boolean polls = role.equals("poll") || role.equals("both-raw");
    IdleStrategy idle = new BackoffIdleStrategy(10, 0, 1_000, MAX_PARK_NS);
    long untilNs = clock.nanoTime() + (long) (seconds * NANOS);
    while (clock.nanoTime() < untilNs) {
      int work = 0;
      for (int i = 0; i < BURST && (sends || publishes); i++) {
        if (sends ? !send() : !publish()) {
          break;
        }
        work++;
      }
      if (mixes) {
        work += subscription.poll(this::mix, BURST);
      } else if (polls) {
        work += subscription.poll(this::count, BURST);
      }
      idle.idle(work);
    }
  }

  private boolean send() {
    int count = Math.min(perFrame, theta.length() - sent);
    if (publication.tryClaim(HEADER_BYTES + count * Float.BYTES, claim) < 0) {
      return false;
    }
    claim.buffer().putInt(claim.offset(), sent);
    claim.buffer().putBytes(claim.offset() + HEADER_BYTES, slice(count), 0, count * Float.BYTES);
    claim.commit();
    advance(count);
    return true;
  }

  private boolean publish() {
    int count = Math.min(perFrame, theta.length() - sent);
    if (publication.offer(slice(count), 0, count * Float.BYTES) < 0) {
      return false;
    }
    advance(count);
    return true;
  }

  private DirectBuffer slice(int count) {
    source.wrap(theta.address() + (long) sent * Float.BYTES, count * Float.BYTES);
    return source;
  }

  private void advance(int count) {
    sent = sent + count == theta.length() ? 0 : sent + count;
  }

  private void mix(DirectBuffer buffer, int offset, int length, Header header) {
    int count = (length - HEADER_BYTES) / Float.BYTES;
    received.wrap(buffer, offset + HEADER_BYTES, count);
    if (Kernels.isSane(received, BOUND)) {
      Kernels.mix(theta, buffer.getInt(offset), received, WEIGHT);
    } else {
      refused++;
    }
    receivedBytes += (long) count * Float.BYTES;
  }

  private void count(DirectBuffer buffer, int offset, int length, Header header) {
    receivedBytes += length;
  }
}
