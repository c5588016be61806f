package dev.starling.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleUnaryOperator;

/** Takes lines {@code go peer SECONDS} and answers each with what was done per second. */
final class PeerOrders {
  private static final String ANSWER = "= ";

  private PeerOrders() {}

  /**
   * Returns when there are no more lines.
   *
   * @param work for so many seconds; gives the answer
   */
  static void take(DoubleUnaryOperator work) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println(ANSWER + "ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String seconds = line.substring(line.lastIndexOf(' ') + 1);
      System.out.println(ANSWER + work.applyAsDouble(Double.parseDouble(seconds)));
    }
  }
}
