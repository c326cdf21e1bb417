package dev.weir.core.regex;

import dev.weir.core.regex.syntax.RegexAnchors;

/**
 * Facts about a parsed pattern, which are stored so that the next start does not have to parse it
 * again.
 *
 * @param forRe2j the pattern in RE2/J's syntax
 * @param groupCount the number of capture groups
 * @param anchors what each match must contain
 */
public record RegexFacts(String forRe2j, int groupCount, RegexAnchors anchors) {}
