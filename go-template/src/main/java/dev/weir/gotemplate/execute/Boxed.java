package dev.weir.gotemplate.execute;

import org.jspecify.annotations.Nullable;

/**
 * A value that Go holds in an {@code interface{}}, as elements of lists and maps of any type are.
 * Known to the executor only, whose messages speak of it; pipelines and arguments take it out.
 */
record Boxed(@Nullable Object value) {
  static @Nullable Object open(@Nullable Object value) {
    return value instanceof Boxed boxed ? boxed.value : value;
  }
}
