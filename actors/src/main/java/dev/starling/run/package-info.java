/**
 * What a run is, and how its learners are put together: one description, one assembly, for both
 * hosts and for the bounds that a run is compared with.
 */
package dev.starling.run;
