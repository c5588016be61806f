/**
 * The learner as an Akka actor: a mailbox around a seat on a lane. Arithmetic, clocks and frames
 * are elsewhere; here one message is one mini-batch, so that mixing happens between the steps and
 * no lock exists. A learner's actor does not know that it is sharded.
 */
package dev.starling.actor;
