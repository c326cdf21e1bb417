package dev.weir.core.scan;

import dev.weir.core.source.Source;
import java.util.Map;

/**
 * What a scan amounted to.
 *
 * @param commits commits that had text to look at
 * @param bytes bytes of text that were looked at
 * @param findings findings that were reported
 * @param unreadable things that were asked for and could not be read
 * @param timedOut true if the time limit ended the scan
 * @param units how much was read to its end, of each kind that there was
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

  /** Returns how many of a kind were read to their end. */
  public long read(Source.Unit unit) {
    return units.getOrDefault(unit, 0L);
  }

  /** Returns true if everything that was asked for was read. */
  public boolean isComplete() {
    return unreadable == 0 && !timedOut;
  }
}
