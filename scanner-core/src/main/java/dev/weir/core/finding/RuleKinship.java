package dev.weir.core.finding;

/**
 * Decides whether two rules are about the same kind of secret. gitleaks' reports and ignore files
 * name gitleaks' rules; the built-in rules of weir have other patterns and descriptions, and report
 * some secrets under another id. The rules of a user's own configuration are only themselves.
 */
public interface RuleKinship {
  /** Returns true if the rule is one of weir's. */
  boolean isOurs(String ruleId);

  /**
   * Returns true if both rules may report one secret: they have the same provider, or one of them
   * is for any.
   *
   * @param listed the rule of an earlier report
   * @param ruleId one of weir's rules
   */
  boolean areRelated(String listed, String ruleId);

  /**
   * Returns true if a rule of weir may report what gitleaks reports by another rule at the same
   * line. A rule that gitleaks has, too, stands for no other one: gitleaks reports its findings by
   * its own id.
   *
   * @param listed the rule of an ignore file's line
   * @param ruleId one of weir's rules
   */
  boolean standsFor(String listed, String ruleId);
}
