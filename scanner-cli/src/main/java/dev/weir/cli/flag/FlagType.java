package dev.weir.cli.flag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a flag's value, and how the value is written.
 *
 * @param kind how the value is written
 * @param label what help calls the value, such as {@code FILE}
 * @param initial the value if the flag is not given
 * @param bare the value, as it would be written, if the flag is given without one; null if the flag
 *     needs a value
 * @param letter the short form, or 0
 */
public record FlagType<T>(Kind kind, String label, T initial, @Nullable String bare, char letter) {
  /** Returns a switch that is off by default. */
  static FlagType<Boolean> off() {
    return new FlagType<>(Kind.BOOL, "", false, "true", '\0');
  }

  /** Returns a switch that is on by default, except under the name gitleaks. */
  static FlagType<Boolean> on() {
    return new FlagType<>(Kind.BOOL, "", true, "true", '\0');
  }

  static FlagType<Long> number(String label, long initial) {
    return new FlagType<>(Kind.INT, label, initial, null, '\0');
  }

  /** Returns a percentage: 0 by default, and 100 if the flag is given without a number. */
  static FlagType<Long> percent() {
    return new FlagType<>(Kind.UINT, "PERCENT", 0L, "100", '\0');
  }

  static FlagType<String> text(String label) {
    return text(label, "");
  }

  static FlagType<String> text(String label, String initial) {
    return new FlagType<>(Kind.STRING, label, initial, null, '\0');
  }

  /** Returns a comma-separated list; a flag that is given again adds to it. */
  static FlagType<List<String>> list(String label) {
    return new FlagType<>(Kind.STRINGS, label, List.of(), null, '\0');
  }

  /** Returns this type with a value for the flag when it is given without one. */
  FlagType<T> orBare(String value) {
    return new FlagType<>(kind, label, initial, value, letter);
  }

  FlagType<T> letter(char shorthand) {
    return new FlagType<>(kind, label, initial, bare, shorthand);
  }

  /** The syntax of a value. */
  public enum Kind {
    BOOL("bool"),
    INT("int"),
    UINT("uint"),
    STRING("string"),
    STRINGS("strings");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** Returns the kind's name in gitleaks' help. */
    String shown() {
      return shown;
    }
  }
}
