package dev.weir.core.rule;

/** What an allowlist's regexes are tried on. */
public enum RegexTarget {
  SECRET,
  MATCH,
  LINE
}
