package dev.weir.gotemplate.execute;

import org.jspecify.annotations.Nullable;

/**
 * A value that Go holds in an {@code interface{}}, such as an element of a list of any type. Only
 * the executor knows it, because error messages name the interface; pipelines and arguments unwrap
 * it.
 */
record Boxed(@Nullable Object value) {
  static @Nullable Object open(@Nullable Object value) {
    return value instanceof Boxed boxed ? boxed.value : value;
  }
}
