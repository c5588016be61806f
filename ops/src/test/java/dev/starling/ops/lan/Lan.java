package dev.starling.ops.lan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A local network in one machine: each of its machines is a network namespace with an address of
 * its own, at a port of a bridge that lies in a namespace too. So nothing of it shows outside, and
 * two of them do not meet, though their addresses are the same. Names hold the number of the
 * process that made them: what a killed one left is removed by the next. Used by one thread.
 */
final class Lan implements AutoCloseable {
  private static final String PREFIX = "starling-";
  private static final Pattern NAME = Pattern.compile("(" + PREFIX + "(\\d+)-\\d+-\\w+).*");
  private static final AtomicInteger MADE = new AtomicInteger();

  /** Of the networks that are set aside for measuring other networks. */
  private static final String NETWORK = "198.18.0.";

  private static final String WIRE = "eth0";
  private static final long PATIENCE_SECONDS = 60;

  private final String name;
  private final int machines;

  private Lan(String name, int machines) {
    this.name = name;
    this.machines = machines;
  }

  /**
   * Makes a network of {@code machines}, numbered from 1; where that is not possible the test is
   * skipped, with a line on the console that says what is missing.
   *
   * @param shows what the tests would have shown
   */
  static Lan of(int machines, String shows) {
    Lan lan =
        new Lan(
            PREFIX + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet() + "-", machines);
    try {
      removeLeftovers();
      lan.build();
      return lan;
    } catch (CannotBuild missing) {
      lan.removeWhatIsThere();
      String line = "SKIPPED, and so not shown: " + shows + ". Missing: " + missing.getMessage();
      System.err.println("[WARNING] " + line);
      Assumptions.abort(line);
      throw new IllegalStateException(line, missing);
    } catch (RuntimeException fault) {
      lan.close();
      throw fault;
    }
  }

  /** A network that the machine, or the rights of this process, do not allow. */
  private static final class CannotBuild extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotBuild(String what, Throwable cause) {
      super(what, cause);
    }
  }

  private void build() {
    need("the right to make network namespaces (root)", "ip", "netns", "add", bridge());
    need("bridges", "ip", "-n", bridge(), "link", "add", "bridge", "type", "bridge");
    ip("-n", bridge(), "link", "set", "bridge", "up");
    for (int machine = 1; machine <= machines; machine++) {
      ip("netns", "add", namespace(machine));
      need(
          "pairs of virtual interfaces",
          ("ip -n " + bridge() + " link add " + port(machine) + " type veth peer name " + WIRE)
              .concat(" netns " + namespace(machine))
              .split(" "));
      ip("-n", bridge(), "link", "set", port(machine), "master", "bridge", "up");
      ip("-n", namespace(machine), "addr", "add", address(machine) + "/24", "dev", WIRE);
      ip("-n", namespace(machine), "link", "set", WIRE, "up");
      ip("-n", namespace(machine), "link", "set", "lo", "up");
    }
  }

  /** Of a machine, in the eyes of the others. */
  String address(int machine) {
    return NETWORK + machine;
  }

  /** {@code command}, to be run on a machine. */
  List<String> on(int machine, List<String> command) {
    List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", namespace(machine)));
    there.addAll(command);
    return there;
  }

  /** Nobody reaches the machine any more. */
  void unplug(int machine) {
    ip("-n", bridge(), "link", "set", port(machine), "down");
  }

  void plug(int machine) {
    ip("-n", bridge(), "link", "set", port(machine), "up");
  }

  /** From now on no more than so much leaves the machine; what waits for longer is dropped. */
  void limitEgress(int machine, long bytesPerSecond, int queueMs) {
    need(
        "the queueing discipline tbf",
        ("tc -n " + namespace(machine) + " qdisc replace dev " + WIRE + " root tbf rate ")
            .concat(8 * bytesPerSecond + "bit burst 32kb latency " + queueMs + "ms")
            .split(" "));
  }

  void liftLimit(int machine) {
    run(List.of("tc", "-n", namespace(machine), "qdisc", "del", "dev", WIRE, "root"));
  }

  /** Ends all that runs on the machines, and removes them. */
  @Override
  public void close() {
    for (int machine = 1; machine <= machines; machine++) {
      remove(namespace(machine));
    }
    remove(bridge());
  }

  private void removeWhatIsThere() {
    try {
      close();
    } catch (CannotBuild nothing) {
      // Without the program that removes there was none that made anything.
    }
  }

  private String bridge() {
    return name + "bridge";
  }

  private String namespace(int machine) {
    return name + machine;
  }

  private static String port(int machine) {
    return "port" + machine;
  }

  private static void removeLeftovers() {
    need("iproute2, and the right to use it", "ip", "netns", "list")
        .lines()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .filter(found -> ProcessHandle.of(Long.parseLong(found.group(2))).isEmpty())
        .forEach(found -> remove(found.group(1)));
  }

  private static void remove(String namespace) {
    run(List.of("ip", "netns", "pids", namespace))
        .text()
        .lines()
        .filter(line -> line.matches("\\d+"))
        .forEach(
            pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
    run(List.of("ip", "netns", "del", namespace));
  }

  private static void ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(arguments));
    Answer answer = run(command);
    if (answer.code() != 0) {
      throw new IllegalStateException(command + ": " + answer.text());
    }
  }

  private static String need(String what, String... command) {
    Answer answer = run(Arrays.asList(command));
    if (answer.code() != 0) {
      throw new CannotBuild(
          what + "; " + String.join(" ", command) + ": " + answer.text().strip(), null);
    }
    return answer.text();
  }

  private static Answer run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Answer(process.exitValue(), text);
    } catch (IOException absent) {
      throw new CannotBuild(command.get(0) + " (install iproute2)", absent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(interrupted));
    }
  }

  private record Answer(int code, String text) {}
}
