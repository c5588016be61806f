package dev.starling.cluster.aeron;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.ExecutorServiceConfigurator;
import akka.dispatch.ExecutorServiceFactory;
import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;

/**
 * What {@code executor} of the learners' dispatcher names in the configuration. Akka makes it by
 * reflection and hands it configuration alone, so it finds the node's lanes by the key that the
 * node wrote there.
 */
public final class LaneDispatcher extends ExecutorServiceConfigurator {
  /** Where the node writes the key of its {@link LaneGroup}. */
  public static final String LANES_KEY = "starling.lanes-key";

  private final LaneExecutor executor;

  /** Called by Akka. */
  public LaneDispatcher(Config config, DispatcherPrerequisites prerequisites) {
    super(config, prerequisites);
    executor =
        new LaneExecutor(LaneGroup.byKey(prerequisites.settings().config().getString(LANES_KEY)));
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory factory) {
    return () -> executor;
  }
}
