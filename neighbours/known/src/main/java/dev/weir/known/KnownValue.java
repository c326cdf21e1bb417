package dev.weir.known;

import dev.weir.core.text.Content;

/**
 * A secret in clear. Lives in memory only, on the way to a {@link KnownSet}.
 *
 * @param source where it is kept, such as {@code vault:secret/app/db#password}
 * @param value its bytes, as a program would use them
 */
public record KnownValue(String source, Content value) {
  /** The source only: the value never reaches a log by accident. */
  @Override
  public String toString() {
    return source;
  }
}
