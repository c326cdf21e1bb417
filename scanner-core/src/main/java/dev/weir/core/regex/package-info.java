/**
 * Patterns in Go's syntax. {@link dev.weir.core.regex.Regex} parses a pattern with {@code
 * regex.syntax} and chooses one of the machines of {@code regex.engine} for each text:
 *
 * <pre>
 * pattern - RegexSyntax - RegexNode (a tree)
 *                           |- AnchorAnalysis    literals that each match contains
 *                           |- MatchFilter       rules out windows without a match
 *                           |- Backtracker       matches the rest
 *                           |- LockstepSearch    matches what is too large for that
 * </pre>
 *
 * <p>May see {@code core.regex.engine}, {@code core.regex.syntax}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.regex;

import org.jspecify.annotations.NullMarked;
