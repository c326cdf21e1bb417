package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.security.MessageDigest;
import java.util.Arrays;

/** The sum of an index is that of Java's own SHA-1. */
class IndexSumProperties {
  @Property(tries = 500)
  void isSha1(Draw draw) throws Exception {
    byte[] bytes = draw.bytes(300);
    for (int end = Math.max(0, bytes.length - 70); end <= bytes.length; end++) {
      byte[] expected = MessageDigest.getInstance("SHA-1").digest(Arrays.copyOf(bytes, end));
      assertThat(IndexSum.of(bytes, end).get()).isEqualTo(expected);
    }
  }

  @Property(tries = 3)
  void isSha1OfALargeIndex(Draw draw) throws Exception {
    byte[] bytes = new byte[1 << 17];
    Arrays.fill(bytes, (byte) draw.number(0, 255));
    assertThat(IndexSum.of(bytes, bytes.length).get())
        .isEqualTo(MessageDigest.getInstance("SHA-1").digest(bytes));
  }
}
