package dev.weir.core.finding;

import dev.weir.core.text.Content;

/** A match of a required rule near a finding, which the console shows with it. */
public record RequiredFinding(String ruleId, int startLine, Content secret) {
  @Override
  public String toString() {
    return ruleId + ":" + startLine;
  }
}
