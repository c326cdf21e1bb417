package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.text.Content;
import dev.weir.core.text.LiteralSearch;
import java.util.ArrayList;
import java.util.List;

/** One search for all literals finds what a search for each literal finds. */
final class LiteralSearchFuzz implements FuzzTarget {
  private static final int LITERALS = 6;

  @Override
  public List<byte[]> seeds() {
    return List.of(
        Parts.of("a", "ab", "abc", "key", "secret", "mk_", "The Secret KEY abc mk_ MK_"),
        Parts.of("é", "€", "\0", "--", "==", "xx", "é€xXx==\0--"),
        Parts.of("aaaa", "aaa", "aa", "a", "b", "ba", "aAaAaAaBa"));
  }

  @Override
  public void run(byte[] input) {
    List<byte[]> parts = Parts.split(input, LITERALS + 1);
    List<Content> literals = new ArrayList<>();
    for (byte[] part : parts.subList(0, LITERALS)) {
      if (part.length > 0) {
        literals.add(Content.ofOwned(lower(part)));
      }
    }
    byte[] text = parts.get(LITERALS);
    Content folded = Content.ofOwned(lower(text));
    List<String> wanted = new ArrayList<>();
    for (int id = 0; id < literals.size(); id++) {
      Content literal = literals.get(id);
      for (int i = folded.indexOf(literal, 0); i >= 0; i = folded.indexOf(literal, i + 1)) {
        wanted.add(id + "@" + i);
      }
    }
    List<String> found = new ArrayList<>();
    LiteralSearch.of(literals)
        .scan(text, 0, text.length, (id, start) -> found.add(id + "@" + start));
    assertThat(found).doesNotHaveDuplicates();
    wanted.sort(null);
    found.sort(null);
    assertThat(found).isEqualTo(wanted);
  }

  private static byte[] lower(byte[] bytes) {
    byte[] lower = bytes.clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = (byte) (lower[i] >= 'A' && lower[i] <= 'Z' ? lower[i] + 32 : lower[i]);
    }
    return lower;
  }
}
