package dev.weir.gotemplate.value;

import org.jspecify.annotations.Nullable;

/** A Go value with methods, among them {@code String}. */
public interface GoObject {
  /** Returns its type in Go. */
  String typeName();

  /** Returns the kind of its type. */
  Kind kind();

  /** Returns the result of its {@code String} method. */
  String text();

  /**
   * Returns the string that stands for the value in JSON, or null if JSON shows it according to its
   * kind.
   */
  default @Nullable String jsonText() {
    return null;
  }

  /** Returns the method with this name, bound to this value, or null if there is none. */
  @Nullable Function method(String name);
}
