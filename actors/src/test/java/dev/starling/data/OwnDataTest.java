package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node may train on of its own, held against the held-out data of the run. */
class OwnDataTest {
  private static final String HELD_OUT = "1,2,cat\n2,1,dog\n3,5,cat\n5,3,dog\n8,1,emu\n1,8,emu\n";

  @TempDir Path place;
  private Path own;

  @BeforeEach
  void makeFolder() throws IOException {
    own = Files.createDirectory(place.resolve("own"));
  }

  @Test
  void shouldNumberClassesAsTheRunDoesAlthoughSomeAreMissingHere() throws IOException {
    write(own, "mine.csv", "4,4,emu\n7,7,cat\n");

    DataSet read = OwnData.read(own, heldOut("csv"));

    assertThat(read.classes()).isEqualTo(3);
    assertThat(read.target(0)).isEqualTo(2);
    assertThat(read.target(1)).isEqualTo(0);
  }

  @Test
  void shouldTakeTheScaleFromTheHeldOutDataAndNotFromItsOwn() throws IOException {
    Path common = write(place, "held-out.csv", "0,0.1\n2,0.3\n0,0.5\n2,0.7\n");
    write(own, "mine.csv", "1,0.4\n101,0.4\n");
    HeldOutData run = HeldOutData.open("csv:" + common, 7, null);

    DataSet read = OwnData.read(own, run);

    // Mean 1 and deviation 1 of the held-out feature, stretched to a deviation of 1/4.
    assertThat(read.featureArray()[0]).isEqualTo(0, within(1e-6f));
    assertThat(read.featureArray()[1]).isEqualTo(25, within(1e-4f));
    assertThat(read.classes()).isZero();
  }

  @Test
  void shouldPadLibsvmSamplesToTheFeaturesOfTheRun() throws IOException {
    Path common = write(place, "held-out.svm", "1 1:1 4:2\n2 2:1\n1 3:1\n2 4:1\n");
    write(own, "mine.svm", "2 1:5\n");

    DataSet read = OwnData.read(own, HeldOutData.open("libsvm:" + common, 7, null));

    assertThat(read.features()).isEqualTo(4);
    assertThat(read.target(0)).isEqualTo(1);
  }

  @Test
  void shouldFindTheHeldOutDataBesideItsOwnWhenTheyAreNotWhereTheRunSays() throws IOException {
    write(own, "held-out.csv", HELD_OUT);
    write(own, "mine.csv", "4,4,dog\n");

    HeldOutData run = HeldOutData.open("csv:/nowhere/held-out.csv", 7, own);

    assertThat(run.validation().size() + run.test().size()).isEqualTo(6);
    assertThat(OwnData.read(own, run).size()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAClassThatTheRunDoesNotKnowWithBothValues() throws IOException {
    write(own, "mine.csv", "4,4,emu\n7,7,bird\n");

    assertThatThrownBy(() -> OwnData.read(own, heldOut("csv")))
        .hasMessageEndingWith(
            "mine.csv: row 2 has the label 'bird'; the run's classes are cat, dog, emu");
  }

  @Test
  void shouldRefuseAnotherNumberOfFeaturesWithBothValues() throws IOException {
    write(own, "mine.csv", "4,4,4,emu\n");

    assertThatThrownBy(() -> OwnData.read(own, heldOut("csv")))
        .hasMessageContaining("mine.csv has 3 features, and the run's data (csv:")
        .hasMessageEndingWith("held-out.csv) have 2");
  }

  @Test
  void shouldRefuseALabelBeyondTheClassesOfARunThatCountsThem() throws IOException {
    write(own, "mine.csv", "0".repeat(1) + ",0".repeat(63) + ",12\n");
    HeldOutData digits = HeldOutData.open("digits", 7, null);

    assertThatThrownBy(() -> OwnData.read(own, digits))
        .hasMessageEndingWith("row 1 has the label 12; labels go from 0 to 9");
  }

  @Test
  void shouldRefuseAFolderWithoutDataOrWithTooMany() throws IOException {
    assertThatThrownBy(() -> OwnData.read(own, heldOut("csv")))
        .hasMessageContaining("own holds no data; it has to hold one labelled set: train-images");
    write(own, "b.csv", "1,1,cat\n");
    write(own, "a.svm", "1 1:1\n");
    assertThatThrownBy(() -> OwnData.read(own, heldOut("csv")))
        .hasMessageContaining("own holds more than one set (a.svm, b.csv); it has to hold one");
    assertThatThrownBy(() -> OwnData.read(own.resolve("none"), heldOut("csv")))
        .hasMessageContaining("none is not a folder");
  }

  @Test
  void shouldRefuseDataThatAreMadeAsHeldOutData() {
    assertThatThrownBy(() -> HeldOutData.open("synthetic:sine", 7, null))
        .hasMessageContaining("nobody has own data like those that are made");
  }

  @Test
  void shouldNameBothPlacesWhereHeldOutDataAreNot() {
    assertThatThrownBy(() -> HeldOutData.open("csv:/nowhere/x.csv", 7, own))
        .hasMessage(
            "data 'csv:/nowhere/x.csv': neither /nowhere/x.csv nor "
                + own.resolve("x.csv")
                + " exists here");
  }

  private HeldOutData heldOut(String kind) throws IOException {
    return HeldOutData.open(kind + ":" + write(place, "held-out." + kind, HELD_OUT), 7, null);
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
