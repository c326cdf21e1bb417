package dev.weir.core.scan;

import dev.weir.core.detect.DetectOptions;
import dev.weir.core.finding.Baseline;
import dev.weir.core.finding.IgnoreEntries;
import dev.weir.core.finding.IgnoreFile;
import dev.weir.core.rule.TargetPaths;

/**
 * The options of a scan.
 *
 * @param detect how each text is scanned
 * @param threads worker threads, 1 or more
 * @param timeoutSeconds the time limit, 0 for none
 * @param targets the folders that are scanned; empty for sources outside of the file system
 * @param ignore fingerprints that are not reported
 * @param entries secrets that are not reported
 * @param baseline findings of an earlier report, which are not reported
 * @param keepsHeapSmall true if the process does nothing else, so that the scan may ask for
 *     collections of the whole heap
 */
public record ScanOptions(
    DetectOptions detect,
    int threads,
    long timeoutSeconds,
    TargetPaths targets,
    IgnoreFile ignore,
    IgnoreEntries entries,
    Baseline baseline,
    boolean keepsHeapSmall) {

  /** Returns options that detect as gitleaks does by default, on one thread, and ignore nothing. */
  public static ScanOptions defaults() {
    return new ScanOptions(
        DetectOptions.defaults(),
        1,
        0,
        TargetPaths.none(),
        IgnoreFile.NONE,
        IgnoreEntries.NONE,
        Baseline.NONE,
        true);
  }

  /** Returns these options with other options for detection. */
  public ScanOptions withDetect(DetectOptions other) {
    return new ScanOptions(
        other, threads, timeoutSeconds, targets, ignore, entries, baseline, keepsHeapSmall);
  }

  /** Returns these options with another number of worker threads, 1 or more. */
  public ScanOptions withThreads(int count) {
    return new ScanOptions(
        detect, count, timeoutSeconds, targets, ignore, entries, baseline, keepsHeapSmall);
  }

  /** Returns these options with a time limit, 0 for none. */
  public ScanOptions withTimeoutSeconds(long seconds) {
    return new ScanOptions(
        detect, threads, seconds, targets, ignore, entries, baseline, keepsHeapSmall);
  }

  /** Returns these options for a scan of these folders. */
  public ScanOptions withTargets(TargetPaths folders) {
    return new ScanOptions(
        detect, threads, timeoutSeconds, folders, ignore, entries, baseline, keepsHeapSmall);
  }

  /** Returns these options with fingerprints and secrets that are not reported. */
  public ScanOptions withIgnored(IgnoreFile fingerprints, IgnoreEntries secrets) {
    return new ScanOptions(
        detect, threads, timeoutSeconds, targets, fingerprints, secrets, baseline, keepsHeapSmall);
  }

  /** Returns these options with findings that are not reported. */
  public ScanOptions withBaseline(Baseline earlier) {
    return new ScanOptions(
        detect, threads, timeoutSeconds, targets, ignore, entries, earlier, keepsHeapSmall);
  }

  /** Returns these options for a process that does other things at the same time. */
  public ScanOptions besidesOthers() {
    return new ScanOptions(
        detect, threads, timeoutSeconds, targets, ignore, entries, baseline, false);
  }
}
