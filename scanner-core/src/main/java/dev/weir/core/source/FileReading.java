package dev.weir.core.source;

import dev.weir.core.archive.ArchiveLimits;
import java.util.function.Predicate;

/**
 * The options for reading the content of files.
 *
 * @param archives how far archives are opened
 * @param skipPath tests which paths are skipped: of files, of folders with everything below them,
 *     and of files in an archive
 * @param allText true to read text that git treats as binary, such as UTF-16 and UTF-32
 */
public record FileReading(ArchiveLimits archives, Predicate<String> skipPath, boolean allText) {
  /** Returns a reading that opens no archive and skips no path. */
  public static FileReading withoutArchives(boolean allText) {
    return new FileReading(ArchiveLimits.NONE, path -> false, allText);
  }
}
