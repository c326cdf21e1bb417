package dev.weir.core.rule;

/** How much harm somebody can do with what a rule finds. */
public enum Severity {
  CRITICAL("critical"),
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  /** The rule does not say, as those of gitleaks. */
  UNKNOWN("");

  private static final Severity[] ALL = values();

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** Returns the severity of this word, or {@link #UNKNOWN} if it is of none. */
  public static Severity of(String word) {
    for (Severity severity : ALL) {
      if (severity.word.equals(word)) {
        return severity;
      }
    }
    return UNKNOWN;
  }

  /** Returns the word for it in configurations and reports; empty if unknown. */
  public String word() {
    return word;
  }

  /** Returns what reports use that have no word for unknown: {@link #HIGH} in its place. */
  public Severity orHigh() {
    return this == UNKNOWN ? HIGH : this;
  }
}
