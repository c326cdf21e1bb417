package dev.weir.core.rule;

/**
 * Names the check that a rule's values must pass. A configuration writes the name, preceded by
 * {@code ?} if the check is not strict.
 *
 * @param name one of {@link dev.weir.core.check.ValueChecks}, or empty for no check
 * @param strict true if a value that fails the check is never a finding; false if it is dropped
 *     only in scans with strict checks
 */
public record CheckRef(String name, boolean strict) {
  /** No check. */
  public static final CheckRef NONE = new CheckRef("", true);

  private static final String UNSURE = "?";

  /** Reads the form that a configuration writes. */
  public static CheckRef of(String written) {
    if (written.isEmpty()) {
      return NONE;
    }
    return written.startsWith(UNSURE)
        ? new CheckRef(written.substring(UNSURE.length()), false)
        : new CheckRef(written, true);
  }

  /** Returns the form that a configuration writes. */
  public String written() {
    return strict ? name : UNSURE + name;
  }

  /** Returns true if there is no check. */
  public boolean isEmpty() {
    return name.isEmpty();
  }
}
