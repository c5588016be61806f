package dev.starling.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
  private static final long SEED = 7;
  private static final String NAME = "small";

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeFourFiles() throws IOException {
    folder = Files.createDirectory(temp.resolve(NAME));
    write(
        IdxFolder.TRAIN_IMAGES,
        new IdxArray(new int[] {4, 1, 2}, bytes(0, 51, 102, 255, 1, 2, 3, 4)));
    write(IdxFolder.TRAIN_LABELS, new IdxArray(new int[] {4}, bytes(0, 1, 2, 1)));
    write(IdxFolder.TEST_IMAGES, new IdxArray(new int[] {2, 1, 2}, bytes(255, 0, 51, 51)));
    write(IdxFolder.TEST_LABELS, new IdxArray(new int[] {2}, bytes(2, 0)));
  }

  @Test
  void shouldScaleBrightnessToOneAndHoldOutATenth() {
    DataSplit split = open();

    assertThat(split.train().size()).isEqualTo(3);
    assertThat(split.validation().size()).isEqualTo(1);
    assertThat(split.test().featureArray()).containsExactly(1, 0, 0.2f, 0.2f);
    assertThat(split.test().target(0)).isEqualTo(2);
    assertThat(split.train().classes()).isEqualTo(3);
    assertThat(split.train().name()).isEqualTo("small train");
  }

  @Test
  void shouldReadGzippedFilesAndTheNamesWithADot() throws IOException {
    float[] plain = open().train().featureArray();
    byte[] labels = Files.readAllBytes(folder.resolve(IdxFolder.TRAIN_LABELS));
    Files.delete(folder.resolve(IdxFolder.TRAIN_LABELS));
    Path dotted = folder.resolve("train-labels.idx1-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dotted))) {
      out.write(labels);
    }

    assertThat(open().train().featureArray()).isEqualTo(plain);
  }

  @Test
  void shouldNameTheFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve(IdxFolder.TEST_LABELS));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage(folder + " lacks t10k-labels-idx1-ubyte (or t10k-labels-idx1-ubyte.gz)");
  }

  @Test
  void shouldRefuseATruncatedFile() throws IOException {
    truncate(IdxFolder.TRAIN_IMAGES, 1);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "small/train-images-idx3-ubyte is truncated: its header announces 8 bytes, and 7"
                + " follow");

    truncate(IdxFolder.TRAIN_IMAGES, 10);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("small/train-images-idx3-ubyte is truncated");
  }

  @Test
  void shouldRefuseATruncatedGzipFile() throws IOException {
    Path zipped = folder.resolve(IdxFolder.TRAIN_IMAGES);
    byte[] content = Files.readAllBytes(zipped);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(content);
    }
    truncate(IdxFolder.TRAIN_IMAGES, 12);

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("small/train-images-idx3-ubyte is truncated");
  }

  @Test
  void shouldRefuseAWrongMagicNumber() throws IOException {
    byte[] labels = Files.readAllBytes(folder.resolve(IdxFolder.TRAIN_LABELS));
    Files.write(folder.resolve(IdxFolder.TEST_IMAGES), labels);

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "small/t10k-images-idx3-ubyte has the wrong magic number 0x00000801; IDX files of"
                + " images begin with 0x00000803");
  }

  @Test
  void shouldRefuseAFileThatIsLongerThanAnnounced() throws IOException {
    byte[] labels = Files.readAllBytes(folder.resolve(IdxFolder.TRAIN_LABELS));
    Files.write(folder.resolve(IdxFolder.TRAIN_LABELS), Arrays.copyOf(labels, labels.length + 1));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is longer than the 4 bytes that its header announces");
  }

  @Test
  void shouldRefuseSizesThatNoMemoryHolds() throws IOException {
    int huge = Integer.MAX_VALUE;
    write(IdxFolder.TRAIN_IMAGES, new IdxArray(new int[] {huge, huge, huge}, bytes(1)));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("announces more than 2 GiB");
  }

  @Test
  void shouldRefuseATestLabelThatTrainingDoesNotKnow() throws IOException {
    write(IdxFolder.TEST_LABELS, new IdxArray(new int[] {2}, bytes(2, 3)));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage("small/t10k-labels-idx1-ubyte has the label 3 in row 2; labels go from 0 to 2");
  }

  @Test
  void shouldRefuseALabelThatLeavesAGap() throws IOException {
    write(IdxFolder.TRAIN_LABELS, new IdxArray(new int[] {4}, bytes(0, 1, 77, 2)));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "small/train-labels-idx1-ubyte has the label 77 in row 3 but no label 3; if that is"
                + " meant, say so with ?classes=78");
  }

  @Test
  void shouldTakeLabelsWithAGapWhenTheClassesAreGiven() throws IOException {
    write(IdxFolder.TRAIN_LABELS, new IdxArray(new int[] {4}, bytes(0, 2, 7, 2)));

    DataSplit split = DataSources.open("idx:" + folder + "?classes=10", SEED);

    assertThat(split.train().classes()).isEqualTo(10);
    assertThatThrownBy(() -> DataSources.open("idx:" + folder + "?classes=7", SEED))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "small/train-labels-idx1-ubyte has the label 7 in row 3; labels go from 0 to 6");
  }

  @Test
  void shouldRefuseLabelsThatAreNotAsManyAsTheImages() throws IOException {
    write(IdxFolder.TEST_LABELS, new IdxArray(new int[] {1}, bytes(2)));

    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessage("small/t10k-labels-idx1-ubyte has 1 labels for 2 images");
  }

  private DataSplit open() {
    return DataSources.open("idx:" + folder, SEED);
  }

  private void write(String fileName, IdxArray array) throws IOException {
    Files.write(folder.resolve(fileName), array.toBytes());
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private void truncate(String fileName, int bytes) throws IOException {
    Path file = folder.resolve(fileName);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length - bytes));
  }
}
