/** Starts and watches several JVMs on this machine, each a node of one cluster. */
package dev.starling.ops.local;
