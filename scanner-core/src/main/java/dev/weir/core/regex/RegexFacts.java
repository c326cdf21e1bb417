package dev.weir.core.regex;

import dev.weir.core.regex.syntax.RegexAnchors;

/**
 * What is known of a pattern once it was read, so that the next start need not read it again.
 *
 * @param forRe2j the pattern as RE2/J takes it
 * @param groupCount the number of capture groups
 * @param anchors what each match must contain
 */
public record RegexFacts(String forRe2j, int groupCount, RegexAnchors anchors) {}
