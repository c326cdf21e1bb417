package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;

/** Looks for something in fragments. Not thread-safe: each worker has its own. */
@FunctionalInterface
public interface FragmentDetector {
  /** Tells {@code out} what is in the fragment, by line and column. */
  void detect(Fragment fragment, DetectionListener out);

  /** Returns a finding of a rule without what this detector would never show. */
  default Finding masked(Finding finding) {
    return finding;
  }
}
