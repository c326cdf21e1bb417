package dev.weir.core.finding;

/** The findings of a scan, in order, as reports read them. */
public interface StoredFindings extends Iterable<FindingStore.Stored> {
  /** Returns the number of findings. */
  long size();

  /**
   * Returns the finding at this index, zero-based.
   *
   * @throws IndexOutOfBoundsException if there are fewer findings
   */
  FindingStore.Stored get(long index);
}
