package dev.weir.core.regex;

import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexRun;

/**
 * Facts about a parsed pattern, which are stored so that the next start does not have to parse it
 * again.
 *
 * @param groupCount the number of capture groups
 * @param anchors what each match must contain
 * @param run which characters in a row each match must contain
 */
public record RegexFacts(int groupCount, RegexAnchors anchors, RegexRun run) {}
