package dev.weir.core.scan;

import dev.weir.core.source.Source;
import java.util.Map;

/**
 * The totals of a scan.
 *
 * @param commits commits that had text to scan
 * @param bytes bytes of text that were scanned
 * @param findings findings that were reported
 * @param unreadable things that were requested but could not be read
 * @param timedOut true if the time limit ended the scan
 * @param units how many units of each kind were read completely
 */
public record ScanSummary(
    long commits,
    long bytes,
    long findings,
    long unreadable,
    boolean timedOut,
    Map<Source.Unit, Long> units) {
  public ScanSummary {
    units = Map.copyOf(units);
  }

  /** Returns how many units of a kind were read completely. */
  public long read(Source.Unit unit) {
    return units.getOrDefault(unit, 0L);
  }

  /** Returns true if everything that was requested was read. */
  public boolean isComplete() {
    return unreadable == 0 && !timedOut;
  }
}
