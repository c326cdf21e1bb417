package dev.weir.core.finding;

/**
 * Names a finding in an ignore file: {@code commit:file:rule:line}, or without the commit.
 *
 * @param sha the commit's full id, or empty
 * @param startLine one-based, or 0 for a finding about a path
 */
public record Fingerprint(String sha, String path, String ruleId, int startLine) {
  /** Returns the form without the commit, which ignores the finding in every commit. */
  public String global() {
    return path + ":" + ruleId + ":" + startLine;
  }

  @Override
  public String toString() {
    return sha.isEmpty() ? global() : sha + ":" + global();
  }
}
