package dev.weir.core.archive;

/**
 * Limits how far archives are opened. The limits apply to one file of the folder or of the history,
 * together with everything inside it.
 *
 * @param maxDepth how many levels of nested archives are opened; 0 opens none
 * @param maxBytes how many bytes a file may unpack to, or 0 for {@link #DEFAULT_RATIO} times its
 *     own size, but at least {@link #DEFAULT_LEAST} and at most {@link #DEFAULT_MOST}
 * @param maxEntries how many entries a file may have
 */
public record ArchiveLimits(int maxDepth, long maxBytes, int maxEntries) {
  /** Text that is worth reading rarely shrinks to less than a hundredth; bombs do. */
  public static final long DEFAULT_RATIO = 100;

  /** The number of bytes that any file may unpack to, however small it is. */
  public static final long DEFAULT_LEAST = 100_000_000L;

  /** The number of bytes that no file may exceed unless the user allows it. */
  public static final long DEFAULT_MOST = 1_000_000_000L;

  /** The default for {@link #maxEntries}. */
  public static final int DEFAULT_ENTRIES = 200_000;

  /** Opens no archives. */
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
