package dev.weir.gotemplate.value;

import org.jspecify.annotations.Nullable;

/** A value of Go that has methods, among them {@code String}. */
public interface GoObject {
  /** Returns its type in Go. */
  String typeName();

  Kind kind();

  /** Returns what Go's {@code String} gives. */
  String text();

  /**
   * Returns the string that the value's {@code MarshalJSON} gives, or null if it has none and JSON
   * shows it as its kind.
   */
  default @Nullable String jsonText() {
    return null;
  }

  /** Returns the method of that name, bound to this value, or null if there is none. */
  @Nullable Function method(String name);
}
