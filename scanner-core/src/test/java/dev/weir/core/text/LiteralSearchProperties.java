package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LiteralSearchProperties {
  @Property(tries = 500, seed = "20261121")
  void findsWhatNaiveSearchFinds(
      @ForAll @Size(min = 1, max = 6)
          List<@StringLength(min = 1, max = 4) @CharRange(from = 'a', to = 'c') String> literals,
      @ForAll @StringLength(max = 60) @CharRange(from = 'A', to = 'c') String text) {
    check(literals, text);
  }

  @Property(tries = 500, seed = "20261121")
  void findsLongerOnesOfAnyBytes(
      @ForAll @Size(min = 1, max = 40)
          List<@StringLength(min = 1, max = 9) @CharRange(from = '!', to = '@') String> literals,
      @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = 'é') String between) {
    check(literals, between + String.join(between, literals) + String.join("", literals));
  }

  private static void check(List<String> literals, String text) {
    List<String> wanted = new ArrayList<>();
    byte[] bytes = Content.of(text).bytes();
    byte[] lower = bytes.clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = (byte) (lower[i] >= 'A' && lower[i] <= 'Z' ? lower[i] + 32 : lower[i]);
    }
    Content folded = Content.ofOwned(lower);
    for (int id = 0; id < literals.size(); id++) {
      Content literal = Content.of(literals.get(id));
      for (int i = folded.indexOf(literal, 0); i >= 0; i = folded.indexOf(literal, i + 1)) {
        wanted.add(id + "@" + i);
      }
    }
    LiteralSearch made = LiteralSearch.of(literals.stream().map(Content::of).toList());
    assertThat(found(made, bytes)).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(found(writtenAndRead(made), bytes)).isEqualTo(found(made, bytes));
  }

  private static List<String> found(LiteralSearch search, byte[] bytes) {
    List<String> found = new ArrayList<>();
    search.scan(bytes, 0, bytes.length, (id, start) -> found.add(id + "@" + start));
    return found;
  }

  private static LiteralSearch writtenAndRead(LiteralSearch search) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      search.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return LiteralSearch.read(ByteBuffer.wrap(bytes.toByteArray()));
  }
}
