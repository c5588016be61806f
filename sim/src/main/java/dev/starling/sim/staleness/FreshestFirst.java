package dev.starling.sim.staleness;

import dev.starling.random.RandomStream;

/**
 * "Freshest takes all": between one update and the next by anyone, the learners that hold the
 * newest one share the whole capacity, and nothing but its version moves. Each tick is the turn of
 * a random holder, which sends to a random neighbour, whether that holds it already or not. Used by
 * one thread.
 */
final class FreshestFirst implements Transmission {
  private final Population population;
  private final PeerDraw peers;
  private final RandomStream turns;
  private final int[] holders;
  private final int[] heldInWindow;
  private int count;
  private int window;

  FreshestFirst(Population population, PeerDraw peers, RandomStream turns) {
    this.population = population;
    this.peers = peers;
    this.turns = turns;
    holders = new int[population.versions().learners()];
    heldInWindow = new int[holders.length];
  }

  @Override
  public void onUpdate(int learner) {
    window++;
    count = 0;
    hold(learner);
  }

  @Override
  public void transmit(int ignoredSource, int ignoredTarget, double time) {
    if (count == 0) {
      // Nobody has made an update yet.
      return;
    }
    int source = holders[turns.nextInt(count)];
    int target = peers.next(source);
    population.push(source, target, holders[0], time);
    if (heldInWindow[target] != window) {
      hold(target);
    }
  }

  private void hold(int learner) {
    holders[count++] = learner;
    heldInWindow[learner] = window;
  }
}
