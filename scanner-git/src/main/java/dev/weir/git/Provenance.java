package dev.weir.git;

import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Where a scanned repository comes from.
 *
 * @param remoteUrl the address of its default remote without user names and passwords, or empty
 * @param revision the newest commit's id, or empty
 * @param branch the branch that is checked out, or empty
 */
public record Provenance(String remoteUrl, String revision, String branch) {
  /** Returns what a report says of the repository; what cannot be read is empty. */
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
      // A report can do without.
    }
    return new Provenance(RemoteLinks.webAddress(repository), revision, branch);
  }
}
