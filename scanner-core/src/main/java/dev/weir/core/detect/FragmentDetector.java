package dev.weir.core.detect;

import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;

/** Searches fragments for something. Not thread-safe: each worker has its own detector. */
@FunctionalInterface
public interface FragmentDetector {
  /** Reports what is in the fragment to {@code out}, sorted by line and column. */
  void detect(Fragment fragment, DetectionListener out);

  /** Returns a rule's finding without the texts that this detector never shows. */
  default Finding masked(Finding finding) {
    return finding;
  }
}
