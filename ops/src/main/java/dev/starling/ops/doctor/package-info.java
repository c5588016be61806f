/**
 * Whether this machine can run a node: {@link dev.starling.ops.doctor.MachineReader} reads the
 * facts, which {@link dev.starling.ops.doctor.MachineFacts} holds, and {@link
 * dev.starling.ops.doctor.Doctor} judges them; only the first looks at the machine.
 */
package dev.starling.ops.doctor;
