package dev.weir.cli.report;

import dev.weir.git.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Details of the scan itself, for reports.
 *
 * @param program the name that weir was started under
 * @param exitCode the exit code of the process
 * @param complete true if everything requested was read
 * @param notRead the things that could not be read, only the first if there are many
 * @param notReadCount the number of things that could not be read
 * @param provenance the repository, or null if plain files were scanned
 * @param masked true if secrets in the findings are redacted
 * @param inNewestCommit {@link dev.weir.core.finding.Finding#secretDigest} of the secrets in the
 *     newest commit; null if it was not scanned
 * @param fingerprintKey the user's key for fingerprints, or empty to use weir's public key
 * @param paths converts paths for reports that are for platforms
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
    String fingerprintKey,
    ReportPaths paths) {

  /** A requested thing that could not be read. */
  public record NotRead(String path, String reason) {}

  public ScanDetails {
    notRead = List.copyOf(notRead);
  }

  /** Omits the key, which may be a secret. */
  @Override
  public String toString() {
    return program + " " + version + " " + start;
  }
}
