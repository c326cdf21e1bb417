package dev.weir.core.rule;

/**
 * What a rule knows of the credentials that it finds, for people. Any part may be empty.
 *
 * @param provider who issues them
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param confidence {@code high}, {@code medium} or {@code low}: how seldom a finding is none
 * @param revoke the page or the command that makes one useless
 * @param docs the address of the provider's document on them
 * @param check the name of the check that a value has to pass, of {@link
 *     dev.weir.core.check.ValueChecks}; with {@code ?} before it only if checks are strict
 */
public record RuleMetadata(
    String provider, String severity, String confidence, String revoke, String docs, String check) {
  /** Nothing is known. */
  public static final RuleMetadata NONE = new RuleMetadata("", "", "", "", "", "");

  /** Returns true if nothing is known. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Returns the check's name alone. */
  public String checkName() {
    return check.startsWith("?") ? check.substring(1) : check;
  }

  /** Returns true if a value that fails the check is no finding. */
  public boolean isCheckStrict() {
    return !check.startsWith("?");
  }
}
