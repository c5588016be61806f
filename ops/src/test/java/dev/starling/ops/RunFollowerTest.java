package dev.starling.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.cluster.NodeArrival;
import dev.starling.cluster.RunEvent;
import dev.starling.cluster.RunProgress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFollowerTest {

  @Test
  void shouldGiveUpARunThatFallsSilent() {
    assertThatThrownBy(() -> RunFollower.impatient().follow(progress -> {}, news -> {}))
        .isInstanceOf(RunFailedException.class)
        .isNotInstanceOf(LostSightException.class)
        .hasMessageContaining("nothing was heard of the run");
  }

  @Test
  void shouldPassProgressOnUntilTheRunBreaksOff() {
    RunFollower follower = RunFollower.patient(0.25);
    RunProgress progress = LiveLineTest.progress(1, 10, 0);
    follower.onEvent(new RunEvent.Begun(1, 16));
    follower.onEvent(new RunEvent.Progressed(progress));
    RunEvent.Arrived arrived = new RunEvent.Arrived(new NodeArrival("d", 20, 21.5, 0, Double.NaN));
    follower.onEvent(arrived);
    follower.onEvent(new RunEvent.Failed("learner 3 failed: no memory"));
    List<RunProgress> heard = new ArrayList<>();
    List<RunEvent.Attended> news = new ArrayList<>();
    assertThatThrownBy(() -> follower.follow(heard::add, news::add))
        .isInstanceOf(RunFailedException.class)
        .hasMessage("the run broke off: learner 3 failed: no memory");
    assertThat(heard).containsExactly(progress);
    assertThat(news).containsExactly(arrived);
  }

  @Test
  void shouldEndWhenTheNodeBreaksDownAndKeepTheCause() {
    RunFollower follower = RunFollower.patient(0.25);
    IllegalStateException fault = new IllegalStateException("driver gone");
    follower.onFault(fault);
    assertThatThrownBy(() -> follower.follow(progress -> {}, news -> {}))
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("driver gone")
        .hasCause(fault);
  }

  @Test
  void shouldSayWhenItHasLostSightOfARunThatMayGoOn() {
    RunFollower superseded = RunFollower.patient(0.25);
    superseded.onEvent(new RunEvent.Begun(1, 16));
    superseded.onEvent(new RunEvent.Superseded("x"));
    assertThatThrownBy(() -> superseded.follow(progress -> {}, news -> {}))
        .isInstanceOf(LostSightException.class)
        .hasMessageContaining("another process follows the run");

    RunFollower silent = RunFollower.impatient();
    silent.onEvent(new RunEvent.Begun(1, 16));
    assertThatThrownBy(() -> silent.follow(progress -> {}, news -> {}))
        .isInstanceOf(LostSightException.class)
        .hasMessageContaining("nothing was heard of the run");
  }

  @Test
  void shouldSayWhyARunCannotStart() {
    RunFollower follower = RunFollower.patient(0.25);
    follower.onEvent(new RunEvent.Refused("run x is under way"));
    assertThatThrownBy(() -> follower.follow(progress -> {}, news -> {}))
        .hasMessage("the run cannot start: run x is under way");
  }
}
