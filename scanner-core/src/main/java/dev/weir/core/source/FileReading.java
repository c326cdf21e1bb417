package dev.weir.core.source;

import dev.weir.core.archive.ArchiveLimits;
import java.util.List;

/**
 * The options for reading the content of files.
 *
 * @param archives how far archives are opened
 * @param skipped which files, files in archives and folders are left out
 * @param allText true to read text that git treats as binary, such as UTF-16 and UTF-32, and text
 *     that begins like another format
 * @param overlap how many bytes a match can reach from the place where a long file is cut; 0 to
 *     lose matches across it, as gitleaks does
 * @param documents the readers of files that are no plain text; the first that knows a file reads
 *     it
 */
public record FileReading(
    ArchiveLimits archives,
    SkippedPaths skipped,
    boolean allText,
    int overlap,
    List<DocumentReader> documents) {
  /** More bytes than the secret that is longest in practice, an armored key, has on one side. */
  public static final int MOST_OVERLAP = 25_000;

  public FileReading {
    documents = List.copyOf(documents);
  }

  /** Creates a reading that reads no documents and loses matches where a long file is cut. */
  public FileReading(ArchiveLimits archives, SkippedPaths skipped, boolean allText) {
    this(archives, skipped, allText, 0, List.of());
  }

  /** Creates a reading that reads no documents. */
  public FileReading(ArchiveLimits archives, SkippedPaths skipped, boolean allText, int overlap) {
    this(archives, skipped, allText, overlap, List.of());
  }

  /** Returns a reading that opens no archive and skips no path. */
  public static FileReading withoutArchives(boolean allText) {
    return new FileReading(ArchiveLimits.NONE, SkippedPaths.NONE, allText);
  }

  /** Returns this reading with other limits on archives. */
  public FileReading withArchives(ArchiveLimits limits) {
    return new FileReading(limits, skipped, allText, overlap, documents);
  }

  /** Returns this reading with another overlap, in bytes. */
  public FileReading withOverlap(int bytes) {
    return new FileReading(archives, skipped, allText, bytes, documents);
  }

  /** Returns this reading, with these readers of documents. */
  public FileReading withDocuments(List<DocumentReader> readers) {
    return new FileReading(archives, skipped, allText, overlap, readers);
  }
}
