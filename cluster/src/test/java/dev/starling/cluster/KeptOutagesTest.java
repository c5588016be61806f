package dev.starling.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class KeptOutagesTest {
  private static final RunClock CLOCK = new RunClock(() -> 0);

  private final AttendanceBook book = new AttendanceBook(Attendance.NONE);

  @Test
  void shouldKeepTheLatestOfEachNodeThatHadAny() {
    book.outages().hear(new NodeOutages("a", 0, 0));
    book.outages().hear(new NodeOutages("b", 1, 0.4));
    book.outages().hear(new NodeOutages("b", 2, 1.2));
    assertThat(book.list().outages()).containsExactly(new NodeOutages("b", 2, 1.2));
    assertThat(book.list().outages().get(0).text())
        .isEqualTo("node b: 2 of its media driver, 1.2 s in all");
  }

  @Test
  void shouldCountANodeAnewThatComesBackUnderItsName() {
    book.outages().hear(new NodeOutages("a", 2, 3));
    book.addDeparture("a", Membership.Absence.UNSEEN, CLOCK, 5, new BitSet());
    book.outages().hear(new NodeOutages("a", 1, 0.5));
    assertThat(book.list().outages())
        .containsExactly(new NodeOutages("a", 2, 3), new NodeOutages("a", 1, 0.5));
  }

  @Test
  void shouldGoOnWithWhatTheKeeperBeforeHadHeard() {
    book.outages().hear(new NodeOutages("a", 1, 0.4));
    AttendanceBook next = new AttendanceBook(book.list());
    next.outages().hear(new NodeOutages("a", 1, 0.9));
    assertThat(next.list().outages()).containsExactly(new NodeOutages("a", 1, 0.9));
  }

  @Test
  void shouldCountANodeAnewThatComesBackToTheNextKeeper() {
    book.outages().hear(new NodeOutages("a", 2, 3));
    book.addDeparture("a", Membership.Absence.UNSEEN, CLOCK, 5, new BitSet());
    AttendanceBook next = new AttendanceBook(book.list());
    next.outages().hear(new NodeOutages("a", 1, 0.5));
    assertThat(next.list().outages())
        .containsExactly(new NodeOutages("a", 2, 3), new NodeOutages("a", 1, 0.5));
  }

  @Test
  void shouldCountTheNodesThatAMessageDoesNotHold() {
    for (int i = 0; i <= KeptOutages.MAX_KEPT; i++) {
      book.outages().hear(new NodeOutages("a" + i, 1, 0.1));
    }
    book.outages().hear(new NodeOutages("a" + KeptOutages.MAX_KEPT, 2, 0.3));
    AttendanceBook next = new AttendanceBook(book.list());
    assertThat(next.list().outages()).hasSize(KeptOutages.MAX_KEPT);
    assertThat(next.list().outagesNotKept()).as("one node, told of twice").isEqualTo(1);
  }
}
