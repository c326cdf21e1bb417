package dev.weir.core.rule;

/** How rarely a finding of a rule is a false positive. */
public enum Confidence {
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  /** The rule does not say, as those of gitleaks. */
  UNKNOWN("");

  private static final Confidence[] ALL = values();

  private final String word;

  Confidence(String word) {
    this.word = word;
  }

  /** Returns the confidence of this word, or {@link #UNKNOWN} if it is of none. */
  public static Confidence of(String word) {
    for (Confidence confidence : ALL) {
      if (confidence.word.equals(word)) {
        return confidence;
      }
    }
    return UNKNOWN;
  }

  /** Returns the word for it in configurations and reports; empty if unknown. */
  public String word() {
    return word;
  }

  /** Returns true if findings with this confidence replace those with {@link #LOW}. */
  public boolean isAboveLow() {
    return this == HIGH || this == MEDIUM;
  }

  /** Returns what reports use that have no word for unknown: {@link #MEDIUM} in its place. */
  public Confidence orMedium() {
    return this == UNKNOWN ? MEDIUM : this;
  }
}
