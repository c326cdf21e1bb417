package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;

/** Receives what a {@link Detector} finds in a fragment, and what it drops. */
public interface DetectionListener {
  /** Receives a finding, masked if the options require it. */
  void found(Finding finding);

  /** Receives a candidate that was dropped, with the reason. Its texts are not masked. */
  default void suppressed(Finding candidate, Suppression why) {}

  /** Receives a fragment that was skipped, or of which only the path was tested. */
  default void skipped(Fragment fragment, SkipReason reason, String detail) {}

  /** Receives a rule that could not be judged, because a rule that it requires is not applied. */
  default void requiredRuleMissing(String path, String ruleId) {}
}
