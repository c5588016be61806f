package dev.starling.cluster;

/** Checks that this JVM was started with what Aeron and Akka need of it. */
public final class JvmFlags {
  private static final String NEEDED = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";

  private JvmFlags() {}

  /**
   * @throws NodeException when the flag is missing; found here it is one line, found later it
   *     leaves threads behind that never end
   */
  public static void require() {
    boolean open = Object.class.getModule().isOpen("jdk.internal.misc", JvmFlags.class.getModule());
    if (!open) {
      throw new NodeException(
          "this JVM lacks a flag that Aeron needs: start it with ops/bin/starling, or add "
              + NEEDED,
          null);
    }
  }
}
