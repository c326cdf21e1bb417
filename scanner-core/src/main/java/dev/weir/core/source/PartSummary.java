package dev.weir.core.source;

import java.util.List;
import java.util.Map;

/**
 * What a part of a source came to in which nothing was found and nothing was unreadable.
 *
 * @param commits how many commits had text
 * @param bytes how many bytes of text there were
 * @param units how much was read of what
 * @param skips what was left out, in order
 */
public record PartSummary(
    long commits, long bytes, Map<Source.Unit, Long> units, List<Skip> skips) {

  /** Something that was left out on purpose. */
  public record Skip(String path, SkipReason reason, String detail) {}

  public PartSummary {
    units = Map.copyOf(units);
    skips = List.copyOf(skips);
  }
}
