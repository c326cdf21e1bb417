package dev.weir.core.regex;

/** The bytes that a pattern matched, from {@code start} to before {@code end}. */
public record MatchSpan(int start, int end) {}
