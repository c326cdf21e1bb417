package dev.weir.git;

import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The origin of a scanned repository, for reports.
 *
 * @param remoteUrl the address of the default remote, without user name and password, or empty
 * @param revision the id of the newest commit, or empty
 * @param branch the checked-out branch, or empty
 */
public record Provenance(String remoteUrl, String revision, String branch) {
  /** Returns the origin of a repository; values that cannot be read are empty. */
  public static Provenance of(GitRepository repository) {
    String revision = "";
    String branch = "";
    try {
      ObjectId head = GitFailure.guard(() -> repository.jgit().resolve(Constants.HEAD));
      revision = head == null ? "" : repository.name(head);
      String full = repository.jgit().getFullBranch();
      boolean named = full != null && full.startsWith(Constants.R_HEADS);
      branch = named ? String.valueOf(full).substring(Constants.R_HEADS.length()) : "";
    } catch (IOException e) {
      // These values are optional in a report.
    }
    return new Provenance(RemoteLinks.webAddress(repository), revision, branch);
  }
}
