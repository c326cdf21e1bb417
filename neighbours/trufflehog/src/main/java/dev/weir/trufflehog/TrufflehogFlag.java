package dev.weir.trufflehog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The flags of truffleHog that have an effect in weir. */
public enum TrufflehogFlag {
  JSON('j'),
  HELP('h'),
  VERSION,
  FAIL,
  FAIL_ON_SCAN_ERRORS,
  ONLY_VERIFIED,
  NO_VERIFICATION,
  VERIFY,
  BARE,
  NO_COLOR,
  NO_COLOUR,
  FORCE_SKIP_BINARIES,
  TRUST_LOCAL_GIT_CONFIG,
  LOG_LEVEL(true),
  RESULTS(true),
  CONCURRENCY(true),
  INCLUDE_DETECTORS(true),
  EXCLUDE_DETECTORS(true),
  FILTER_ENTROPY(true),
  INCLUDE_PATHS(true, 'i'),
  EXCLUDE_PATHS(true, 'x'),
  EXCLUDE_GLOBS(true),
  SINCE_COMMIT(true),
  BRANCH(true),
  MAX_DEPTH(true),
  ARCHIVE_MAX_DEPTH(true),
  MAX_SYMLINK_DEPTH(true, 's'),
  MAX_DECODE_DEPTH(true),
  VERIFY_CONFIG(true),
  DIRECTORY(true);

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final boolean takesValue;
  private final char letter;

  TrufflehogFlag() {
    this(false, '\0');
  }

  TrufflehogFlag(char letter) {
    this(false, letter);
  }

  TrufflehogFlag(boolean takesValue) {
    this(takesValue, '\0');
  }

  TrufflehogFlag(boolean takesValue, char letter) {
    this.takesValue = takesValue;
    this.letter = letter;
  }

  /** Returns the flag's name without dashes. */
  String word() {
    return word;
  }

  /** Returns true if the flag has a value, false if it is a switch. */
  boolean takesValue() {
    return takesValue;
  }

  static @Nullable TrufflehogFlag named(String word) {
    for (TrufflehogFlag flag : values()) {
      if (flag.word.equals(word)) {
        return flag;
      }
    }
    return null;
  }

  static @Nullable TrufflehogFlag shortened(char letter) {
    for (TrufflehogFlag flag : values()) {
      if (flag.letter == letter) {
        return flag;
      }
    }
    return null;
  }
}
