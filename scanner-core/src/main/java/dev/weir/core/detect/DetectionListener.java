package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;

/** Takes what a {@link Detector} finds in a fragment, and what it drops. */
public interface DetectionListener {
  /** Takes a finding, masked if that was asked for. */
  void found(Finding finding);

  /** Takes a candidate that was dropped, with the reason. Its texts are not masked. */
  default void suppressed(Finding candidate, Suppression why) {}

  /** Takes note that a fragment, or all of it but its path, was not looked at. */
  default void leftOut(Fragment fragment, SkipReason reason, String detail) {}

  /** Takes note that a rule could not be judged: a rule that it requires is not applied. */
  default void requiredRuleMissing(String path, String ruleId) {}
}
