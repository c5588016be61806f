package dev.starling.ops.bench.child;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines by which a child is told what to do. Used by its main thread. */
public final class Orders {
  /** What an answer begins with: libraries may say something too. */
  public static final String ANSWER = "= ";

  private Orders() {}

  /** What a child does with an order. */
  @FunctionalInterface
  interface Obedience {
    /**
     * Does what is said.
     *
     * @param words of the line
     * @return the answer, one line
     */
    String obey(List<String> words) throws Exception;
  }

  /** Answers line by line until there are no more. */
  static void take(String greeting, Obedience obedience) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answer(greeting);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answer(obedience.obey(List.of(line.split(" "))));
    }
  }

  private static void answer(String text) {
    System.out.println(ANSWER + text);
    System.out.flush();
  }
}
