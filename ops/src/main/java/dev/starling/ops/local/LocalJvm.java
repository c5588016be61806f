package dev.starling.ops.local;

import dev.starling.cluster.HostPort;
import dev.starling.cluster.NodeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One JVM that this process has started, and its log. Used by one thread. */
public final class LocalJvm {
  private static final long MAX_START_SECONDS = 90;

  /** The line by which a node says where it is. */
  private static final Pattern READY = Pattern.compile(".*: control (\\S+)/tcp.*");

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<HostPort> ready = new CompletableFuture<>();

  private LocalJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a JVM with this one's Java, class path and flags.
   *
   * @param arguments of the command line
   */
  static LocalJvm launch(String name, long heapBytes, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-agentlib"))
        .forEach(command::add);
    command.add("-Xmx" + (heapBytes >> 20) + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.starling.ops.Starling");
    command.addAll(arguments);
    try {
      PrintStream into = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      LocalJvm jvm = new LocalJvm(name, process, log);
      Thread copier = new Thread(() -> jvm.copyOutput(into), name + "-log");
      copier.setDaemon(true);
      copier.start();
      return jvm;
    } catch (IOException fault) {
      throw new UncheckedIOException(name + " cannot be started: " + fault.getMessage(), fault);
    }
  }

  private void copyOutput(PrintStream into) {
    try (into;
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        into.println(line);
        Matcher matcher = READY.matcher(line);
        if (matcher.matches()) {
          ready.complete(HostPort.parse(matcher.group(1), 0));
        }
      }
    } catch (IOException broken) {
      into.println("its output broke off: " + broken.getMessage());
    } finally {
      ready.completeExceptionally(
          new NodeException(name + " ended before it was ready: see " + log, null));
    }
  }

  /** Returns where its control plane is, once it is a member of the cluster. */
  HostPort awaitReady() {
    try {
      return ready.copy().orTimeout(MAX_START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException fault) {
      throw fault.getCause() instanceof NodeException known
          ? known
          : new NodeException(
              name + " was not ready within " + MAX_START_SECONDS + " s: see " + log, fault);
    }
  }

  public String name() {
    return name;
  }

  /** The process, for those who want to see it die. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Lets the node leave its cluster. */
  void askToEnd() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // It has ended already.
    }
  }

  /** Returns when the process has ended, which is brought about after a while. */
  void end(long patience, TimeUnit unit) {
    try {
      if (!process.waitFor(patience, unit)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
