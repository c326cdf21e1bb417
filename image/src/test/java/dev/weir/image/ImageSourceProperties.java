package dev.weir.image;

import static dev.weir.image.ImageBuilder.gzip;
import static dev.weir.image.ImageBuilder.layer;
import static dev.weir.image.ImageBuilder.zstandard;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.SourceException;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A damaged image is never read as if it were whole. */
class ImageSourceProperties {
  private static final String TEXT = "what the layer holds";
  private static final byte[] LOWER = layer().file("etc/app.conf", TEXT).bytes();
  private static final byte[] UPPER = layer().file("etc/.wh.app.conf", "").bytes();
  private static final List<byte[]> ARCHIVES = List.of(docker(), layout());

  private static byte[] docker() {
    return ImageBuilder.tar(
        ImageBuilder.docker(List.of(LOWER, UPPER), ",\"config\":{\"Env\":[\"A=b\"]}"));
  }

  private static byte[] layout() {
    ImageBuilder.Layout layout = new ImageBuilder.Layout();
    String image =
        layout.image(List.of(LOWER, UPPER), List.of(gzip(LOWER), zstandard(UPPER)), "linux/amd64");
    Map<String, byte[]> files = layout.with(layout.nested(List.of(image))).files();
    return ImageBuilder.tar(files);
  }

  @Property(tries = 400)
  void changedBytesAreNamedOrHaveNoEffect(Draw draw) {
    byte[] archive = draw.of(ARCHIVES).clone();
    int changes = draw.number(1, 3);
    for (int i = 0; i < changes; i++) {
      archive[draw.number(0, archive.length - 1)] = (byte) draw.number(0, 255);
    }
    isWholeOrNamed(archive);
  }

  @Property(tries = 200)
  void archivesThatAreCutOffAreNamed(Draw draw) {
    byte[] archive = draw.of(ARCHIVES);
    isWholeOrNamed(Arrays.copyOf(archive, draw.number(0, archive.length)));
  }

  private static void isWholeOrNamed(byte[] archive) {
    ReadImage read;
    try {
      read = ReadImage.of(archive);
    } catch (SourceException e) {
      return;
    }
    if (read.unread.isEmpty()) {
      assertThat(read.texts).anyMatch(text -> text.endsWith(": " + TEXT));
    }
  }
}
