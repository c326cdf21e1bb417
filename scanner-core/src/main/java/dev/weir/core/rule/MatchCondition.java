package dev.weir.core.rule;

/** Decides how the criteria of an allowlist are combined. */
public enum MatchCondition {
  /** One criterion is enough; written {@code OR}. */
  ANY,
  /** All criteria that are given must hold; written {@code AND}. */
  ALL
}
