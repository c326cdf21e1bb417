package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The sum of an index is that of Java's own SHA-1. */
class IndexSumProperties {
  @Property(tries = 500, seed = "20261121")
  void isSha1(@ForAll @Size(max = 300) byte[] bytes) throws Exception {
    for (int end = Math.max(0, bytes.length - 70); end <= bytes.length; end++) {
      byte[] expected = MessageDigest.getInstance("SHA-1").digest(Arrays.copyOf(bytes, end));
      assertThat(IndexSum.of(bytes, end).get()).isEqualTo(expected);
    }
  }

  @Property(tries = 3, seed = "20261121")
  void isSha1OfALargeIndex(@ForAll byte first) throws Exception {
    byte[] bytes = new byte[1 << 17];
    Arrays.fill(bytes, first);
    assertThat(IndexSum.of(bytes, bytes.length).get())
        .isEqualTo(MessageDigest.getInstance("SHA-1").digest(bytes));
  }
}
