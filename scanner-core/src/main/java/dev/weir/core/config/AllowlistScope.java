package dev.weir.core.config;

import org.jspecify.annotations.Nullable;

/** The rules that a global allowlist exempts from. */
public enum AllowlistScope {
  /** Every rule. */
  ALL(""),
  /** Rules that go by names and words: generic ones, and those with low confidence. */
  GENERIC("generic"),
  /** The rules of a configuration that extends this one, but not the rules of this one. */
  EXTENDING("extending");

  private static final AllowlistScope[] VALUES = values();

  private final String word;

  AllowlistScope(String word) {
    this.word = word;
  }

  /** Returns the scope with this word, or null for any other word. */
  static @Nullable AllowlistScope of(String word) {
    for (AllowlistScope scope : VALUES) {
      if (scope.word.equals(word)) {
        return scope;
      }
    }
    return null;
  }

  /** Returns the word in configurations. */
  String word() {
    return word;
  }
}
