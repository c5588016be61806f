package dev.starling.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One thread with a TCP connection to the same in another JVM: writes its model, reads the other's
 * and mixes it, in pieces of 64 KiB. Models follow each other without a header.
 */
public final class SocketPeer {
  private static final int PIECE = 16_384;
  private static final int SOCKET_BYTES = 2 << 20;
  private static final long PARK_NS = 1_000;
  private static final long MAX_START_NS = 30_000_000_000L;
  private static final double NANOS = 1e9;
  private static final double WARMUP = 0.1;

  private final SocketChannel channel;
  private final FloatModel model;
  private final ByteBuffer out = direct();
  private final ByteBuffer in = direct();
  private final float[] piece = new float[PIECE];
  private int sent;
  private int mixed;
  private long receivedBytes;

  private SocketPeer(SocketChannel channel, int parameters) {
    this.channel = channel;
    model = new FloatModel(parameters);
    out.flip();
    in.limit(bytesFrom(0));
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments parameters, own port, port of the other: the lower one is listened to
   */
  public static void main(String[] arguments) throws IOException {
    int own = Integer.parseInt(arguments[1]);
    int other = Integer.parseInt(arguments[2]);
    try (SocketChannel channel = own < other ? accept(own) : connect(other)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BYTES);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES);
      channel.configureBlocking(false);
      PeerOrders.take(new SocketPeer(channel, Integer.parseInt(arguments[0]))::work);
    }
  }

  private static SocketChannel accept(int port) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress("127.0.0.1", port));
      server.socket().setSoTimeout((int) (MAX_START_NS / 1_000_000));
      return server.socket().accept().getChannel();
    }
  }

  private static SocketChannel connect(int port) throws IOException {
    long untilNs = SystemNanoClock.INSTANCE.nanoTime() + MAX_START_NS;
    while (true) {
      try {
        return SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      } catch (IOException notThereYet) {
        if (SystemNanoClock.INSTANCE.nanoTime() > untilNs) {
          throw notThereYet;
        }
        LockSupport.parkNanos(PARK_NS);
      }
    }
  }

  private static ByteBuffer direct() {
    return ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  private double work(double seconds) {
    run(seconds * WARMUP);
    receivedBytes = 0;
    long begunNs = SystemNanoClock.INSTANCE.nanoTime();
    run(seconds);
    return receivedBytes * NANOS / (SystemNanoClock.INSTANCE.nanoTime() - begunNs);
  }

  private void run(double seconds) {
    long untilNs = SystemNanoClock.INSTANCE.nanoTime() + (long) (seconds * NANOS);
    try {
      while (SystemNanoClock.INSTANCE.nanoTime() < untilNs) {
        if (write() + read() == 0) {
          LockSupport.parkNanos(PARK_NS);
        }
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private int write() throws IOException {
    if (!out.hasRemaining()) {
      int count = bytesFrom(sent) / Float.BYTES;
      out.clear();
      out.asFloatBuffer().put(model.theta(), sent, count);
      out.limit(count * Float.BYTES);
      sent = (sent + count) % model.length();
    }
    return channel.write(out);
  }

  private int read() throws IOException {
    int bytes = channel.read(in);
    if (bytes < 0) {
      throw new IOException("the other has gone");
    }
    if (!in.hasRemaining()) {
      in.flip();
      int count = in.remaining() / Float.BYTES;
      in.asFloatBuffer().get(piece, 0, count);
      model.mix(mixed, piece, count);
      receivedBytes += (long) count * Float.BYTES;
      mixed = (mixed + count) % model.length();
      in.clear().limit(bytesFrom(mixed));
    }
    return bytes;
  }

  private int bytesFrom(int offset) {
    return Math.min(PIECE, model.length() - offset) * Float.BYTES;
  }
}
