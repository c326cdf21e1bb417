package dev.weir.core.detect;

import dev.weir.core.source.Fragment;

/** Looks for something in fragments. Not thread-safe: each worker has its own. */
@FunctionalInterface
public interface FragmentDetector {
  /** Tells {@code out} what is in the fragment, by line and column. */
  void detect(Fragment fragment, Detection out);
}
