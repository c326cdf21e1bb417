/**
 * Turns fragments into findings, and reasons for what is not reported. A hot package: arrays before
 * lists, no streams.
 *
 * <p>The path of a fragment through a {@link dev.weir.core.detect.Detector}:
 *
 * <pre>{@code
 * Fragment
 *   |  path or commit in a global allowlist, or one of weir's own files? ----> skipped
 *   v
 * text, as written <-------------------------------------------------------------+
 *   |  CandidateRules: one search for all keywords and anchors (Occurrences)     |
 *   |  gives the rules that can match, and the Windows where they can             |
 *   v                                                                            |
 * matches of each candidate rule                                                 |
 *   |  Positions: bytes to lines and columns                                     |
 *   |  secret: the group that the rule names                                     |
 *   |  entropy, gitleaks:allow, AllowlistCheck, value check ----> Suppression    |
 *   |  required rules within their lines and columns -----------> Suppression    |
 *   v                                                                            |
 * findings --- decode the text and try again, up to the maximum depth -----------+
 *   |  GenericRuleFilter, OneSecretFilter, RepeatFilter --------> Suppression
 *   |  by line, column and rule; Selection --------------------> Suppression
 *   v
 * DetectionListener
 * }</pre>
 *
 * <p>{@code NearRules} runs the first half of this path for {@code weir explain}: which rules look
 * at a text, where, and what they match.
 *
 * <p>May see {@code core.check}, {@code core.check.value}, {@code core.decode}, {@code
 * core.finding}, {@code core.redact}, {@code core.regex}, {@code core.regex.engine}, {@code
 * core.rule}, {@code core.source}, {@code core.text}.
 */
@NullMarked
package dev.weir.core.detect;

import org.jspecify.annotations.NullMarked;
