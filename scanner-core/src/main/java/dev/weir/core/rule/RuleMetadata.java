package dev.weir.core.rule;

/**
 * What a rule knows about the credentials that it finds. Any part may be empty or unknown.
 *
 * @param provider who issues them
 * @param revoke the page or the command that makes one useless
 * @param docs the address of the provider's document on them
 * @param check the check that a value has to pass
 */
public record RuleMetadata(
    String provider,
    Severity severity,
    Confidence confidence,
    String revoke,
    String docs,
    CheckRef check) {
  /** Nothing is known. */
  public static final RuleMetadata NONE =
      new RuleMetadata("", Severity.UNKNOWN, Confidence.UNKNOWN, "", "", CheckRef.NONE);

  /** Returns true if nothing is known. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
