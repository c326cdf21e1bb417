package dev.weir.ci;

/**
 * The variables of weir itself. They say what a CI system does not say in variables of its own, and
 * count more than those.
 */
final class OwnVariable {
  /** The name of the system, for one that sets no variables. */
  static final String SYSTEM = "WEIR_CI";

  /** {@code push}, {@code pull_request}, {@code tag}, {@code schedule} or {@code manual}. */
  static final String EVENT = "WEIR_CI_EVENT";

  /** The branch or tag that was pushed, or the source of a pull request. */
  static final String BRANCH = "WEIR_CI_BRANCH";

  /** The branch that others start from. */
  static final String DEFAULT_BRANCH = "WEIR_CI_DEFAULT_BRANCH";

  /** The branch that a pull request goes to. */
  static final String TARGET = "WEIR_CI_TARGET";

  /** The commit that a push replaces. */
  static final String BEFORE = "WEIR_CI_BEFORE";

  /** The newest commit of a push or a pull request. */
  static final String HEAD = "WEIR_CI_HEAD";

  private OwnVariable() {}
}
