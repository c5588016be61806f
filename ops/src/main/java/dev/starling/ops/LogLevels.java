package dev.starling.ops;

/** What is logged; to be said before the first logger is made. */
final class LogLevels {
  private static final String LEVEL = "starling.log.level";
  private static final String CLUSTER = "starling.log.cluster";

  private LogLevels() {}

  /** Of a command that runs to its end: what a user should know of it is in its summary, once. */
  static void ofCommand(boolean verbose) {
    System.setProperty(LEVEL, verbose ? "INFO" : "WARN");
    System.setProperty(CLUSTER, verbose ? "INFO" : "ERROR");
  }

  /** Of a node that stays: its log tells who comes and goes. */
  static void ofNode() {
    if (!System.getProperty(LEVEL, "").equals("INFO")) {
      System.setProperty(CLUSTER, "INFO");
    }
  }
}
