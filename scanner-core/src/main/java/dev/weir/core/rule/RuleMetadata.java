package dev.weir.core.rule;

/**
 * Information about the credentials that a rule finds. Each part may be empty or unknown.
 *
 * @param provider who issues the credentials
 * @param revoke the page or the command that revokes one
 * @param docs the address of the provider's document about them
 * @param check the check that a value must pass
 * @param identifier true if the values only name something, such as a client or a project, and open
 *     nothing; such a rule finds something only if it is asked for
 */
public record RuleMetadata(
    String provider,
    Severity severity,
    Confidence confidence,
    String revoke,
    String docs,
    CheckRef check,
    boolean identifier) {
  /** No information. */
  public static final RuleMetadata NONE =
      new RuleMetadata("", Severity.UNKNOWN, Confidence.UNKNOWN, "", "", CheckRef.NONE, false);

  /** Returns true if there is no information. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
