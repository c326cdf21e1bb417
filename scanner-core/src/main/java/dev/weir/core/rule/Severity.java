package dev.weir.core.rule;

/** Rates how much harm an attacker can do with the credentials that a rule finds. */
public enum Severity {
  CRITICAL("critical"),
  HIGH("high"),
  MEDIUM("medium"),
  LOW("low"),
  /** The rule has no severity, like the rules of gitleaks. */
  UNKNOWN("");

  private static final Severity[] ALL = values();

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** Returns the severity with this word, or {@link #UNKNOWN} for any other word. */
  public static Severity of(String word) {
    for (Severity severity : ALL) {
      if (severity.word.equals(word)) {
        return severity;
      }
    }
    return UNKNOWN;
  }

  /** Returns the word in configurations and reports; empty if unknown. */
  public String word() {
    return word;
  }

  /** Returns the severity for reports that have no word for unknown: {@link #HIGH} replaces it. */
  public Severity orHigh() {
    return this == UNKNOWN ? HIGH : this;
  }
}
