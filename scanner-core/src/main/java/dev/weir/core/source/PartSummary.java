package dev.weir.core.source;

import java.util.List;
import java.util.Map;

/**
 * The result of a part of a source in which nothing was found and nothing was unreadable.
 *
 * @param commits how many commits had text
 * @param bytes how many bytes of text there were
 * @param units how many units of each kind were read
 * @param skips what was skipped, in order
 */
public record PartSummary(
    long commits, long bytes, Map<Source.Unit, Long> units, List<Skip> skips) {
  public PartSummary {
    units = Map.copyOf(units);
    skips = List.copyOf(skips);
  }
}
