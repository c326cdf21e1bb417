package dev.weir.core.decode;

import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text in all the ways in which a known value may be in it: as written, after each round of
 * decoding, and each of these without escapes.
 */
public final class Readings {
  // JSON in a string in JSON, then the characters that it escapes.
  private static final int MOST_UNESCAPED = 3;

  private static final Decoder DECODER = new Decoder();

  private Readings() {}

  /** Receives the readings of a text. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Called for each reading, the text itself first.
     *
     * @param decoded says where the text came from, or null for the original
     */
    void reading(Content text, @Nullable DecodedText decoded);
  }

  /**
   * Passes all readings of a text to a visitor, one at a time.
   *
   * @param rounds the rounds of decoding, 0 for none
   */
  public static void of(Content text, int rounds, Visitor visitor) {
    Content current = text;
    DecodedText decoded = null;
    for (int depth = 0; ; depth++) {
      visitor.reading(current, decoded);
      unescaped(current, decoded, visitor);
      decoded = depth < rounds ? DECODER.decode(current, decoded) : null;
      if (decoded == null) {
        return;
      }
      current = decoded.content();
    }
  }

  private static void unescaped(Content text, @Nullable DecodedText decoded, Visitor visitor) {
    Content current = text;
    DecodedText last = decoded;
    for (int i = 0; i < MOST_UNESCAPED; i++) {
      last = Unescaper.unescape(current, last);
      if (last == null) {
        return;
      }
      current = last.content();
      visitor.reading(current, last);
    }
  }
}
