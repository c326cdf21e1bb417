package dev.weir.core.scan;

import dev.weir.core.finding.Finding;
import java.util.HashSet;
import java.util.Set;

/** The secrets that were found last in one file. */
final class LastSecrets {
  private final Set<String> digests = new HashSet<>();
  private String path = "";

  /** Adds the secret of a finding; those of other files are forgotten. */
  void add(Finding finding) {
    if (!finding.path().equals(path)) {
      path = finding.path();
      digests.clear();
    }
    digests.add(finding.secretDigest());
  }

  /** Returns true if the secret of the finding was found in this file. */
  boolean contains(String file, Finding finding) {
    return file.equals(path) && digests.contains(finding.secretDigest());
  }
}
