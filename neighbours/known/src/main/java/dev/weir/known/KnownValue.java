package dev.weir.known;

import dev.weir.core.text.Content;

/**
 * A secret in plain text. It exists only in memory, until a {@link KnownSet} has its hash.
 *
 * @param source where the value is stored, such as {@code vault:secret/app/db#password}
 * @param value the bytes, as a program would use them
 */
public record KnownValue(String source, Content value) {
  /** Returns only the source, so that the value never reaches a log by accident. */
  @Override
  public String toString() {
    return source;
  }
}
