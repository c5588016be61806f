package dev.starling.cluster;

import akka.actor.NoSerializationVerificationNeeded;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.ddata.Key;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.LWWMapKey;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the keeper of a run leaves its record for the one that may have to follow it: replicated to
 * the nodes by Akka Distributed Data, in memory. Used by the keeper's actor.
 */
final class KeptRecords {
  private static final Key<LWWMap<String, KeptRecord>> KEY = LWWMapKey.create("kept-run");
  private static final String ENTRY = "run";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SelfUniqueAddress self;
  private final ReplicatorMessageAdapter<KeeperMessage, LWWMap<String, KeptRecord>> replicator;

  KeptRecords(ActorContext<KeeperMessage> context) {
    DistributedData data = DistributedData.get(context.getSystem());
    self = data.selfUniqueAddress();
    replicator =
        new ReplicatorMessageAdapter<>(context, data.replicator(), PATIENCE.multipliedBy(2));
  }

  /** Hears of the record, or that there is none, as a message of the keeper's. */
  void read(Function<Optional<KeptRecord>, KeeperMessage> heard) {
    replicator.askGet(
        replyTo -> new Replicator.Get<>(KEY, new Replicator.ReadMajority(PATIENCE), replyTo),
        response -> heard.apply(recordIn(response)));
  }

  void write(KeptRecord record) {
    update(map -> map.put(self, ENTRY, record));
  }

  void clear() {
    update(map -> map.remove(self, ENTRY));
  }

  private void update(Function<LWWMap<String, KeptRecord>, LWWMap<String, KeptRecord>> change) {
    replicator.askUpdate(
        replyTo ->
            new Replicator.Update<>(
                KEY, LWWMap.empty(), new Replicator.WriteMajority(PATIENCE), replyTo, change),
        response -> new Replicated());
  }

  private static Optional<KeptRecord> recordIn(
      Replicator.GetResponse<LWWMap<String, KeptRecord>> response) {
    return response instanceof Replicator.GetSuccess<LWWMap<String, KeptRecord>> found
        ? Optional.ofNullable(found.get(KEY).getEntries().get(ENTRY))
        : Optional.empty();
  }

  /** An answer that changes nothing: what did not reach a majority travels on by gossip. */
  private record Replicated() implements KeeperMessage, NoSerializationVerificationNeeded {}
}
