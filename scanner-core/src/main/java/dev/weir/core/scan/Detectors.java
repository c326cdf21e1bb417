package dev.weir.core.scan;

import dev.weir.core.detect.Detection;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import org.jspecify.annotations.Nullable;

/** What one worker looks for: secrets by rules, and perhaps something else. Not thread-safe. */
record Detectors(Detector rules, @Nullable FragmentDetector also, boolean tellsSuppressed) {
  void detect(Fragment fragment, Detection out) {
    rules.detect(fragment, out);
    if (also != null) {
      also.detect(fragment, out);
    }
  }

  /** Returns a finding of a rule as it may be shown. */
  Finding masked(Finding finding) {
    return also == null ? finding : also.masked(finding);
  }
}
