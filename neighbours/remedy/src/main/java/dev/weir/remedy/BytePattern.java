package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a file of expressions. git-filter-repo matches bytes, so a character beyond ASCII is
 * two or more of them; but who writes the pattern means the character. Both are searched for.
 *
 * @param pattern the pattern, one character for each byte
 * @param ofBytes matches texts of one character for each byte
 * @param ofText matches texts in UTF-8; null if the pattern is not in UTF-8
 */
record BytePattern(String pattern, Regex ofBytes, @Nullable Regex ofText) {
  /**
   * Compiles a pattern.
   *
   * @param pattern the pattern, one character for each byte
   * @throws IllegalArgumentException if the pattern is not supported
   */
  static BytePattern of(String pattern) {
    byte[] bytes = pattern.getBytes(ISO_8859_1);
    String text = new String(bytes, UTF_8);
    boolean isText = Arrays.equals(text.getBytes(UTF_8), bytes);
    return new BytePattern(pattern, Regex.of(pattern), isText ? Regex.of(text) : null);
  }

  /**
   * A text to search.
   *
   * @param raw the text
   * @param wide the text with each of its bytes as a character, in UTF-8; null if it is ASCII
   */
  record Text(Content raw, @Nullable Content wide) {}

  static Text text(byte[] bytes) {
    Content raw = Content.ofOwned(bytes);
    for (byte b : bytes) {
      if (b < 0) {
        return new Text(raw, Content.of(new String(bytes, ISO_8859_1)));
      }
    }
    return new Text(raw, null);
  }

  boolean isFoundIn(Text text) {
    Content wide = text.wide();
    if (wide == null) {
      return ofBytes.isFoundIn(text.raw());
    }
    Regex second = ofText;
    return ofBytes.isFoundIn(wide) || (second != null && second.isFoundIn(text.raw()));
  }

  @Override
  public String toString() {
    return "pattern";
  }
}
