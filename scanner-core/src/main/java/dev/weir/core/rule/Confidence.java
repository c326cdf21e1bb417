package dev.weir.core.rule;

/** Rates how rarely a finding, or the findings of a rule, are false positives. */
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

  /** Returns true if this is not below another confidence. Unknown is below none. */
  public boolean isAtLeast(Confidence least) {
    return this == UNKNOWN || compareTo(least) <= 0;
  }

  /** Returns the next lower confidence; low and unknown have none. */
  public Confidence lower() {
    return switch (this) {
      case HIGH -> MEDIUM;
      case MEDIUM, LOW -> LOW;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /**
   * Returns the confidence for reports that have no word for unknown: {@link #MEDIUM} replaces it.
   */
  public Confidence orMedium() {
    return this == UNKNOWN ? MEDIUM : this;
  }
}
