package dev.weir.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class LiteralSearchProperties {
  @Property(tries = 500)
  void findsWhatNaiveSearchFinds(Draw draw) {
    List<String> literals = draw.list(1, 6, () -> draw.text(1, 4, 'a', 'c'));
    check(literals, draw.oneIn(2) ? draw.text(0, 60, 'A', 'c') : draw.text(0, 60, "abcABC"));
  }

  @Property(tries = 500)
  void findsLongerOnesOfAnyBytes(Draw draw) {
    List<String> literals = draw.list(1, 40, () -> draw.text(1, 9, '!', '@'));
    String between = draw.text(0, 20, ' ', 'é');
    check(literals, between + String.join(between, literals) + String.join("", literals));
  }

  @Property(tries = 200)
  void aCapitalLetterStandsOnlyForItself(Draw draw) {
    String literal = draw.text(1, 6, "aAbB");
    byte[] bytes = Content.of(draw.text(0, 60, "aAbB")).bytes();
    List<String> wanted = new ArrayList<>();
    for (int start = 0; start + literal.length() <= bytes.length; start++) {
      boolean occurs = true;
      for (int i = 0; i < literal.length(); i++) {
        char letter = literal.charAt(i);
        byte b = bytes[start + i];
        occurs &= b == letter || Ascii.toLower(b) == letter;
      }
      if (occurs) {
        wanted.add("0@" + start);
      }
    }
    LiteralSearch made = LiteralSearch.of(List.of(Content.of(literal)));
    assertThat(found(made, bytes)).isEqualTo(wanted);
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
