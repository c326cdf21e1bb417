package dev.weir.core.detect;

import dev.weir.core.finding.Finding;

/** Takes what a {@link Detector} makes of a fragment. */
public interface Detection {
  /** Takes a finding, masked if that was asked for. */
  void found(Finding finding);

  /** Takes a candidate that was dropped, with the reason. Its texts are not masked. */
  default void suppressed(Finding candidate, Suppression why) {}

  /** Takes note that a rule could not be judged: a rule that it requires is not applied. */
  default void requiredRuleMissing(String path, String ruleId) {}
}
