package dev.weir.core.finding;

import dev.weir.core.text.Content;

/** A match of a required rule near a finding, shown with it on the console. */
public record RequiredFinding(String ruleId, int startLine, Content secret) {
  @Override
  public String toString() {
    return ruleId + ":" + startLine;
  }
}
