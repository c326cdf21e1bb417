package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.core.archive.ArchiveLimits;

/**
 * Limits on time and memory.
 *
 * @param threads the number of scanning threads, 1 or more
 * @param timeoutSeconds the time limit, 0 for none
 * @param maxDecodeDepth rounds of decoding, 0 for none
 * @param maxTargetMegabytes the largest file to scan, in million bytes; 0 for no limit
 * @param archives limits on opening archives
 */
public record LimitSettings(
    int threads,
    long timeoutSeconds,
    int maxDecodeDepth,
    int maxTargetMegabytes,
    ArchiveLimits archives) {
  private static final int MOST_THREADS = 16;
  private static final long BYTES_PER_MEGABYTE = 1_000_000;

  /** Returns these limits without those on time, which never change what a finished scan finds. */
  public LimitSettings withoutEffort() {
    return new LimitSettings(1, 0, maxDecodeDepth, maxTargetMegabytes, archives);
  }

  static LimitSettings from(CommandLine line) {
    ArchiveLimits archives =
        new ArchiveLimits(
            (int) Math.max(0, line.get(Flag.MAX_ARCHIVE_DEPTH)),
            Math.max(0, line.get(Flag.MAX_ARCHIVE_MEGABYTES)) * BYTES_PER_MEGABYTE,
            ArchiveLimits.DEFAULT_ENTRIES);
    return new LimitSettings(
        threads(line.get(Flag.THREADS)),
        line.get(Flag.TIMEOUT),
        (int) Math.max(0, line.get(Flag.MAX_DECODE_DEPTH)),
        line.get(Flag.MAX_TARGET_MEGABYTES).intValue(),
        archives);
  }

  /** Returns the number of threads to use for a requested number; 0 requests one per processor. */
  public static int threads(long wanted) {
    long count = wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
    return (int) Math.min(MOST_THREADS, count);
  }
}
