package dev.weir.core.scan;

import dev.weir.core.detect.DetectionListener;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.FragmentDetector;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.Fragment;
import org.jspecify.annotations.Nullable;

/**
 * The detectors of one worker. Not thread-safe.
 *
 * @param rules finds secrets by rules
 * @param other finds something else, such as known values, in text and in binary files; or null
 * @param reportsSuppressed true if the listener wants candidates that the rules drop
 * @param reportsSecrets true if the listener wants the secrets of all findings
 */
record WorkerDetectors(
    Detector rules,
    @Nullable FragmentDetector other,
    boolean reportsSuppressed,
    boolean reportsSecrets) {
  void detect(Fragment fragment, DetectionListener out) {
    rules.detect(fragment, out);
    if (other != null) {
      other.detect(fragment, out);
    }
  }

  /** Returns a rule's finding as it may be shown: without known values in its line. */
  Finding masked(Finding finding) {
    return other == null ? finding : other.masked(finding);
  }
}
