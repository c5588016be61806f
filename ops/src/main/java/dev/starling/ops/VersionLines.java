package dev.starling.ops;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLines implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"starling " + Versions.starling(), "java " + Versions.java()};
  }
}
