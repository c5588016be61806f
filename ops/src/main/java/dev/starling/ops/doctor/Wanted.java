package dev.starling.ops.doctor;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The node that this machine shall run.
 *
 * @param bind its address or name; empty when none is chosen yet
 * @param controlPort TCP port of the control plane, from 1; frames take the next one, over UDP
 * @param lanes threads that run learners
 * @param driverParent where the media driver keeps its files
 */
public record Wanted(Optional<String> bind, int controlPort, int lanes, Path driverParent) {}
