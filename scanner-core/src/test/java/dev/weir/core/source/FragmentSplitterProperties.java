package dev.weir.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

class FragmentSplitterProperties {
  private static final FileReading READING = FileReading.withoutArchives(false);

  private static List<Fragment> split(byte[] bytes) throws Exception {
    RecordingSink sink = new RecordingSink();
    new FragmentSplitter(new ByteArrayInputStream(bytes), "f", "", null, READING).split(sink);
    assertThat(sink.recorded()).hasOnlyElementsOfType(Fragment.class);
    return sink.recorded(Fragment.class);
  }

  @Property(tries = 60)
  void fragmentsAreTheInput(Draw draw) throws Exception {
    int size = draw.number(0, 400_000);
    Random random = new Random(draw.seed());
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (random.nextInt(30) == 0 ? '\n' : random.nextInt(60) == 0 ? ' ' : 'a');
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    int line = 1;
    for (Fragment fragment : split(bytes)) {
      assertThat(fragment.firstLine()).isEqualTo(line);
      assertThat(fragment.content().length()).isBetween(1, 125_000);
      joined.writeBytes(fragment.content().bytes());
      for (byte b : fragment.content().bytes()) {
        line += b == '\n' ? 1 : 0;
      }
    }
    assertThat(joined.toByteArray()).isEqualTo(bytes);
  }
}
