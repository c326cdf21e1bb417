package dev.weir.core.rule;

/**
 * Names the check that a rule's values have to pass. A configuration writes it as the name, after a
 * {@code ?} if it is not strict.
 *
 * @param name one of {@link dev.weir.core.check.ValueChecks}, or empty for no check
 * @param strict true if a value that fails is never a finding; false if only when the scan asks for
 *     strict checks
 */
public record CheckRef(String name, boolean strict) {
  /** No check. */
  public static final CheckRef NONE = new CheckRef("", true);

  private static final String UNSURE = "?";

  /** Reads what a configuration says. */
  public static CheckRef of(String written) {
    if (written.isEmpty()) {
      return NONE;
    }
    return written.startsWith(UNSURE)
        ? new CheckRef(written.substring(UNSURE.length()), false)
        : new CheckRef(written, true);
  }

  /** Returns it as a configuration writes it. */
  public String written() {
    return strict ? name : UNSURE + name;
  }

  /** Returns true if there is no check. */
  public boolean isEmpty() {
    return name.isEmpty();
  }
}
