package dev.weir.core.rule;

/** Rates how rarely a finding of a rule is a false positive. */
public enum Confidence {
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  /** The rule has no confidence, like the rules of gitleaks. */
  UNKNOWN("");

  private static final Confidence[] ALL = values();

  private final String word;

  Confidence(String word) {
    this.word = word;
  }

  /** Returns the confidence with this word, or {@link #UNKNOWN} for any other word. */
  public static Confidence of(String word) {
    for (Confidence confidence : ALL) {
      if (confidence.word.equals(word)) {
        return confidence;
      }
    }
    return UNKNOWN;
  }

  /** Returns the word in configurations and reports; empty if unknown. */
  public String word() {
    return word;
  }

  /** Returns true if findings with this confidence replace those with {@link #LOW}. */
  public boolean isAboveLow() {
    return this == HIGH || this == MEDIUM;
  }

  /**
   * Returns the confidence for reports that have no word for unknown: {@link #MEDIUM} replaces it.
   */
  public Confidence orMedium() {
    return this == UNKNOWN ? MEDIUM : this;
  }
}
