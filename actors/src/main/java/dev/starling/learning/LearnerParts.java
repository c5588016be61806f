package dev.starling.learning;

import dev.starling.params.ParameterVector;
import dev.starling.random.RandomStream;
import dev.starling.topology.Topology;

/**
 * What a learner is made of, put together and saved: θ and what it contains, the two processes with
 * their clocks, whom it can reach, and how it speaks to them. Owned by its learner; used by one
 * thread.
 */
record LearnerParts(
    ParameterVector theta,
    VersionVector versions,
    LearnerCounters counters,
    RateEstimator rates,
    ModelCheck check,
    UpdateProcess updates,
    GossipProcess gossip,
    LivePeers peers,
    FirstModels firstModels,
    GossipProtocol protocol) {

  /**
   * The parts of a learner that has done nothing yet; what they mean is told where it is made.
   *
   * @throws IllegalArgumentException when {@code id} is not of {@code topology}
   */
  static LearnerParts assemble(
      int id,
      LearnerSettings settings,
      LocalTask task,
      Topology topology,
      long seed,
      int incarnation,
      PushBlocks blocks) {
    if (id < 0 || id >= topology.size()) {
      throw new IllegalArgumentException(
          "learner " + id + " of a topology of " + topology.size() + " learners");
    }
    LearnerSettings.Versions tracked = settings.versions();
    Origins origins = Origins.of(topology.size(), tracked.fullUpTo(), tracked.tracked(), seed);
    VersionVector versions = new VersionVector(origins, id, Version.of(incarnation, 0));
    LearnerCounters counters = new LearnerCounters();
    RateEstimator rates = new RateEstimator();
    DivergenceGuard guard = new DivergenceGuard(settings.divergence());
    Streams streams = new Streams(seed, (long) incarnation << Integer.SIZE | id);
    LivePeers peers = new LivePeers(id, topology, streams.named("peers"));
    int readers = settings.gossip().readersPerEvent();
    GossipProcess gossip =
        new GossipProcess(
            new GossipClock(streams.named("gossip-clock")),
            CapacityController.of(settings.capacity(), topology, origins, readers),
            rates,
            peers,
            counters,
            streams.named("gossip-window"),
            topology.isComplete(),
            readers);
    ParameterVector theta =
        initialised(task, RandomStream.named(seed, "init", settings.commonInit() ? 0 : id));
    UpdateProcess updates =
        new UpdateProcess(
            settings.updates(),
            new UpdateClock(settings.updates().pace(), streams.named("update-clock")),
            new LocalTraining(
                task,
                settings.optimizer(),
                new ObjectiveScale(settings.objective(), task.samples(), rates, counters),
                guard,
                streams.named("data-order")),
            guard,
            versions,
            rates,
            counters);
    ModelCheck check = new ModelCheck(theta, guard);
    FirstModels firstModels = new FirstModels(settings.gossip());
    MixedModel model =
        new MixedModel(
            theta, versions, settings.mixing(), firstModels, guard, check, rates, gossip, counters);
    GossipProtocol protocol = GossipProtocol.of(settings, blocks, model, incarnation);
    return new LearnerParts(
        theta, versions, counters, rates, check, updates, gossip, peers, firstModels, protocol);
  }

  void save(StateWriter out, long nowNs) {
    LearnerStateFormat.putHeader(out, versions.owner(), theta.length());
    versions.save(out);
    out.putParameters(theta);
    updates.save(out, nowNs);
    gossip.save(out, nowNs);
    rates.save(out, nowNs);
    peers.save(out);
    protocol.save(out);
    counters.save(out);
  }

  /**
   * Restores what was saved, with all times shifted to now.
   *
   * @throws IllegalArgumentException when the state is not of this learner
   */
  void restore(StateReader saved, long nowNs) {
    LearnerStateFormat.requireHeader(saved, versions.owner(), theta.length());
    versions.restore(saved);
    saved.getParameters(theta);
    updates.restore(saved, nowNs);
    gossip.restore(saved, nowNs);
    rates.restore(saved, nowNs);
    peers.restore(saved);
    protocol.restore(saved);
    counters.restore(saved);
  }

  /** What the seed has decided so far. */
  SeededDraws draws() {
    boolean isFirstLife = Version.incarnation(versions.own()) == 0;
    return SeededDraws.of(
        versions.owner(),
        isFirstLife,
        updates.partitionHash(),
        updates.firstBatches(),
        peers.first());
  }

  /** Frees θ and everything beside it. */
  void close() {
    protocol.close();
    updates.close();
    theta.close();
  }

  private static ParameterVector initialised(LocalTask task, RandomStream random) {
    ParameterVector fresh = ParameterVector.allocate(task.parameters());
    try {
      task.initialise(fresh, random);
      return fresh;
    } catch (RuntimeException | Error fault) {
      fresh.close();
      throw fault;
    }
  }

  /** The random streams of one incarnation of a learner. */
  private record Streams(long seed, long id) {
    RandomStream named(String use) {
      return RandomStream.named(seed, use, id);
    }
  }
}
