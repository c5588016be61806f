package dev.starling.sim.experiment;

import java.nio.file.Path;

/** The files of {@code cluster.tls}, all of which are named; nobody has looked into them yet. */
public record TlsFiles(Path key, Path certificate, Path authority) {}
