/**
 * Randomness as an argument: named, seeded streams that a checkpoint can hold. The lowest package;
 * it sees nothing else of Starling.
 */
package dev.starling.random;
