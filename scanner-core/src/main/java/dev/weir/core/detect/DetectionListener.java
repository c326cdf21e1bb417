package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.SkipReason;
import dev.weir.core.text.Content;

/** Receives what a {@link Detector} finds in a fragment, and what it drops. */
public interface DetectionListener {
  /** Receives a finding. Its texts are not masked. */
  void found(Finding finding);

  /** Returns true if this listener wants the secrets of the findings. */
  default boolean wantsSecrets() {
    return false;
  }

  /** Receives something that must be hidden because of the next finding. */
  default void secret(Content secret) {}

  /** Receives a dropped finding of a weaker rule that the next finding stands for. */
  default void standsFor(Finding weaker) {}

  /** Receives a candidate that was dropped, with the reason. Its texts are not masked. */
  default void suppressed(Finding candidate, Suppression why) {}

  /** Receives a fragment that was skipped, or of which only the path was tested. */
  default void skipped(Fragment fragment, SkipReason reason, String detail) {}

  /** Receives a rule that could not be judged, because a rule that it requires is not applied. */
  default void requiredRuleMissing(String path, String ruleId) {}
}
