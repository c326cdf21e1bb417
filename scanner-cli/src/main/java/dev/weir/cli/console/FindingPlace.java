package dev.weir.cli.console;

import dev.weir.core.finding.Finding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a finding as users write it: {@code file}, {@code file:line}, or a fingerprint
 * {@code file:rule:line} or {@code commit:file:rule:line}.
 *
 * @param sha the commit's full id, or empty
 * @param line one-based, or -1 for any
 * @param rule a rule's id, or empty for any
 */
public record FindingPlace(String sha, String file, String rule, int line) {
  private static final Pattern FINGERPRINT =
      Pattern.compile(
          "(?:(?<sha>[0-9a-f]{40}|[0-9a-f]{64}):)?(?<file>.+?)"
              + "(?:(?::(?<rule>[^:/\\\\]+))?:(?<line>\\d+))?");

  public static FindingPlace of(String written) {
    Matcher matcher = FINGERPRINT.matcher(written);
    if (!matcher.matches()) {
      return new FindingPlace("", written, "", -1);
    }
    String sha = matcher.group("sha");
    String rule = matcher.group("rule");
    String line = matcher.group("line");
    return new FindingPlace(
        sha == null ? "" : sha,
        matcher.group("file"),
        rule == null ? "" : rule,
        line == null || line.length() > 9 ? -1 : Integer.parseInt(line));
  }

  /** Returns the same place in another file. */
  public FindingPlace in(String other) {
    return new FindingPlace(sha, other, rule, line);
  }

  /** Returns true if the finding has this rule and line. The caller compares file and commit. */
  public boolean matches(Finding finding) {
    return (rule.isEmpty() || rule.equals(finding.ruleId()))
        && (line < 0
            || (finding.location().startLine() <= line && line <= finding.location().endLine()));
  }
}
