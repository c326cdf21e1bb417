package dev.weir.core.source;

import dev.weir.core.archive.ArchiveLimits;

/**
 * The options for reading the content of files.
 *
 * @param archives how far archives are opened
 * @param skipped which files, files in archives and folders are left out
 * @param allText true to read text that git treats as binary, such as UTF-16 and UTF-32
 */
public record FileReading(ArchiveLimits archives, SkippedPaths skipped, boolean allText) {
  /** Returns a reading that opens no archive and skips no path. */
  public static FileReading withoutArchives(boolean allText) {
    return new FileReading(ArchiveLimits.NONE, SkippedPaths.NONE, allText);
  }
}
