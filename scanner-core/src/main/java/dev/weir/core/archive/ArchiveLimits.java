package dev.weir.core.archive;

/**
 * How far archives are opened. The numbers hold for one file as it lies in the folder or in the
 * history, with all that is in it.
 *
 * @param maxDepth archives within archives that are opened; 0 opens none
 * @param maxBytes how much a file may unpack to, in bytes, or 0 for {@link #DEFAULT_RATIO} times
 *     its own size, but at least {@link #DEFAULT_LEAST} and at most {@link #DEFAULT_MOST}
 * @param maxEntries how many entries it may have
 */
public record ArchiveLimits(int maxDepth, long maxBytes, int maxEntries) {
  /** Text that is worth reading seldom shrinks to less than a hundredth; bombs do. */
  public static final long DEFAULT_RATIO = 100;

  /** What any file may unpack to, in bytes. */
  public static final long DEFAULT_LEAST = 100_000_000L;

  /** What no file may unpack to unless the user says so, in bytes. */
  public static final long DEFAULT_MOST = 1_000_000_000L;

  /** The default for {@link #maxEntries}. */
  public static final int DEFAULT_ENTRIES = 200_000;

  /** Opens nothing. */
  public static final ArchiveLimits NONE = new ArchiveLimits(0, 0, 0);

  /** Returns true if archives are opened at all. */
  public boolean opensArchives() {
    return maxDepth > 0;
  }

  /** Returns how many bytes a file of {@code size} bytes may unpack to. */
  long bytesFor(long size) {
    if (maxBytes > 0) {
      return maxBytes;
    }
    long byRatio =
        size > DEFAULT_MOST / DEFAULT_RATIO ? DEFAULT_MOST : Math.max(0, size) * DEFAULT_RATIO;
    return Math.min(DEFAULT_MOST, Math.max(DEFAULT_LEAST, byRatio));
  }
}
