package dev.weir.cli.report;

import dev.weir.git.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells of the scan itself.
 *
 * @param program the name it was started by
 * @param exitCode what the process ends with
 * @param complete true if all that was asked for was read
 * @param notRead what could not be read, the first of it if it is much
 * @param notReadCount how much could not be read
 * @param provenance the repository, or null for files that are scanned as they lie
 * @param masked true if secrets were masked before they came here
 * @param inNewestCommit {@link dev.weir.core.finding.Finding#secretDigest} of the secrets that the
 *     newest commit, or the scanned folder, holds; null if nobody looked
 * @param fingerprintKey what fingerprints are keyed with; empty for the same everywhere
 */
public record ScanDetails(
    String program,
    String version,
    Instant start,
    Instant end,
    int exitCode,
    boolean complete,
    List<NotRead> notRead,
    long notReadCount,
    @Nullable Provenance provenance,
    boolean masked,
    @Nullable Set<String> inNewestCommit,
    String fingerprintKey) {

  /** Something that was asked for and could not be read. */
  public record NotRead(String path, String reason) {}

  public ScanDetails {
    notRead = List.copyOf(notRead);
  }

  /** Holds no key: it may be a secret. */
  @Override
  public String toString() {
    return program + " " + version + " " + start;
  }
}
