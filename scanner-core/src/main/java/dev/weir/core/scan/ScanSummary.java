package dev.weir.core.scan;

/**
 * What a scan amounted to.
 *
 * @param commits commits that had text to look at
 * @param bytes bytes of text that were looked at
 * @param findings findings that were reported
 * @param unreadable things that were asked for and could not be read
 * @param timedOut true if the time limit ended the scan
 */
public record ScanSummary(
    long commits, long bytes, long findings, long unreadable, boolean timedOut) {
  /** Returns true if everything that was asked for was read. */
  public boolean isComplete() {
    return unreadable == 0 && !timedOut;
  }
}
