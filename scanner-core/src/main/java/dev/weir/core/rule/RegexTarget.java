package dev.weir.core.rule;

/** The text that an allowlist's regexes are matched against. */
public enum RegexTarget {
  SECRET,
  MATCH,
  LINE
}
