package dev.starling.learning;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a model contains: for each tracked origin the newest {@link Version} that was mixed into it,
 * and the owner's own version, tracked or not. Versions only ever rise, unless the model is
 * replaced by another. Used by one thread.
 */
public final class VersionVector {
  private final Origins origins;
  private final int owner;
  private final int ownColumn;
  private final long[] versions;
  private long own;

  /** The own version of an earlier incarnation that θ contains. */
  private long formerOwn;

  private long ownLost;

  /** Origins never heard of. */
  private int unheard;

  /** See {@link #isCatchingUp()}. */
  private boolean isCatchingUp;

  private long advances;
  private int newlyHeard;

  /** A vector that knows of nothing but {@code own}, the version that {@code owner} starts with. */
  public VersionVector(Origins origins, int owner, long own) {
    this.origins = origins;
    this.owner = owner;
    this.ownColumn = origins.columnOf(owner);
    this.versions = new long[origins.count()];
    setOwn(own);
    countUnheard();
  }

  public Origins origins() {
    return origins;
  }

  /** The learner whose model this describes. */
  public int owner() {
    return owner;
  }

  /** Number of columns. */
  public int count() {
    return versions.length;
  }

  /** Version of the origin in {@code column}; {@link Version#NONE} when never heard of. */
  public long column(int column) {
    return versions[column];
  }

  /** The owner's own version. */
  public long own() {
    return own;
  }

  /** Version of {@code learner}; {@link Version#NONE} when never heard of or not tracked. */
  public long of(int learner) {
    if (learner == owner) {
      return own;
    }
    int column = origins.columnOf(learner);
    return column < 0 ? Version.NONE : versions[column];
  }

  /** Copies all columns to the front of {@code target}. */
  public void copyTo(long[] target) {
    System.arraycopy(versions, 0, target, 0, versions.length);
  }

  /** Copies {@code length} columns, from {@code first} on, to {@code target} from {@code at} on. */
  public void copyColumns(int first, long[] target, int at, int length) {
    System.arraycopy(versions, first, target, at, length);
  }

  /** Copies all columns into {@code target} from {@code offset} on. */
  void copyTo(long[] target, int offset) {
    System.arraycopy(versions, 0, target, offset, versions.length);
  }

  /** Sum over the columns of the updates that {@code received} has and this vector lacks. */
  public long lacks(long[] received) {
    long sum = 0;
    for (int i = 0; i < versions.length; i++) {
      sum += Version.behind(versions[i], received[i]);
    }
    return sum;
  }

  /** Sum over the columns of the updates that this vector has and {@code received} lacks. */
  public long exceeds(long[] received) {
    long sum = 0;
    for (int i = 0; i < versions.length; i++) {
      sum += Version.behind(received[i], versions[i]);
    }
    return sum;
  }

  @Override
  public String toString() {
    return "learner " + owner + " at " + own + ": " + Arrays.toString(versions);
  }

  /** One more update of the owner. */
  void advanceOwn() {
    setOwn(own + 1);
  }

  /**
   * N ← max(N, {@code received}); the owner's version stays. Says in {@link #advances()} and {@link
   * #newlyHeard()} what that brought.
   */
  void raise(long[] received) {
    newlyHeard = 0;
    isCatchingUp = false;
    if (unheard > 0 || !isOfOneIncarnation(received)) {
      raiseOneByOne(received);
      return;
    }
    long sum = 0;
    for (int i = 0; i < versions.length; i++) {
      long known = versions[i];
      long ahead = received[i] - known;
      // Without a branch, which would be mispredicted for every other origin.
      long advance = ahead & ~(ahead >> (Long.SIZE - 1));
      versions[i] = known + advance;
      sum += advance;
    }
    if (ownColumn >= 0) {
      sum -= versions[ownColumn] - own;
      versions[ownColumn] = own;
    }
    advances = sum;
  }

  /** N ← {@code received}, as the model is replaced; the owner's version stays. */
  void replace(long[] received) {
    isCatchingUp = false;
    for (int i = 0; i < versions.length; i++) {
      if (i == ownColumn) {
        noteLost(received[i]);
      } else {
        versions[i] = received[i];
      }
    }
    countUnheard();
  }

  /** By how many updates the last {@link #raise} advanced the origins heard of before. */
  long advances() {
    return advances;
  }

  /** Of how many origins the last {@link #raise} was the first to tell. */
  int newlyHeard() {
    return newlyHeard;
  }

  /** How many of the origins in {@code live} were ever heard of, the owner included. */
  int countHeard(IntPredicate live) {
    int heard = 1;
    for (int i = 0; i < versions.length; i++) {
      if (i != ownColumn && versions[i] != Version.NONE && live.test(origins.learnerAt(i))) {
        heard++;
      }
    }
    return heard;
  }

  /**
   * The median of the updates of the other origins, as far as they were ever heard of, each in its
   * newest incarnation; 0 when none was.
   */
  long medianOfOthers() {
    long[] counts =
        IntStream.range(0, versions.length)
            .filter(column -> column != ownColumn && versions[column] != Version.NONE)
            .mapToLong(column -> Version.count(versions[column]))
            .sorted()
            .toArray();
    return counts.length == 0 ? 0 : counts[counts.length / 2];
  }

  /** The owner comes back with no model. */
  void beginCatchingUp() {
    isCatchingUp = true;
  }

  /**
   * Whether the owner has come back, and has mixed nothing since: what others did while it was not
   * there says nothing of rates.
   */
  boolean isCatchingUp() {
    return isCatchingUp;
  }

  /** Updates of an earlier incarnation that others have heard of and that θ has lost. */
  public long ownLost() {
    return ownLost;
  }

  void save(StateWriter out) {
    out.putInt(versions.length);
    out.putLong(own);
    out.putLong(formerOwn);
    out.putLong(ownLost);
    for (long version : versions) {
      out.putLong(version);
    }
  }

  /** Restores all but the own version, if that is of a higher incarnation than the saved one. */
  void restore(StateReader in) {
    int count = in.getInt();
    if (count != versions.length) {
      throw new IllegalArgumentException(
          "the state tracks " + count + " origins, this run " + versions.length);
    }
    long saved = in.getLong();
    long savedFormer = in.getLong();
    ownLost = in.getLong();
    if (Version.incarnation(saved) > Version.incarnation(own)) {
      throw new IllegalArgumentException(
          "the state is of incarnation "
              + Version.incarnation(saved)
              + ", above this learner's "
              + Version.incarnation(own));
    }
    boolean isNewest = Version.incarnation(saved) == Version.incarnation(own);
    formerOwn = isNewest ? savedFormer : saved;
    isCatchingUp = !isNewest;
    for (int i = 0; i < versions.length; i++) {
      versions[i] = in.getLong();
    }
    setOwn(isNewest ? saved : own);
    countUnheard();
  }

  int ownColumn() {
    return ownColumn;
  }

  private boolean isOfOneIncarnation(long[] received) {
    long different = 0;
    for (int i = 0; i < versions.length; i++) {
      different |= received[i] ^ versions[i];
    }
    return Version.incarnation(different) == 0;
  }

  private void raiseOneByOne(long[] received) {
    advances = 0;
    for (int i = 0; i < versions.length; i++) {
      long known = versions[i];
      if (i == ownColumn) {
        noteLost(received[i]);
      } else if (received[i] > known) {
        advances += known == Version.NONE ? 0 : Version.behind(known, received[i]);
        newlyHeard += known == Version.NONE ? 1 : 0;
        versions[i] = received[i];
      }
    }
    unheard -= newlyHeard;
  }

  /** The owner is not among them: it is never news. */
  private void countUnheard() {
    unheard = 0;
    for (int i = 0; i < versions.length; i++) {
      unheard += versions[i] == Version.NONE && i != ownColumn ? 1 : 0;
    }
  }

  private void noteLost(long heard) {
    if (Version.incarnation(heard) < Version.incarnation(own)) {
      ownLost = Math.max(ownLost, Version.behind(formerOwn, heard));
    }
  }

  private void setOwn(long version) {
    own = version;
    if (ownColumn >= 0) {
      versions[ownColumn] = version;
    }
  }
}
