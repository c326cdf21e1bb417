package dev.weir.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/** Finds the objects that revisions name, as git does. JGit knows most ways to name one. */
public final class Revisions {
  private static final String OPERATORS = "~^:@";

  private Revisions() {}

  /**
   * Returns the object that a revision names, or null if there is none.
   *
   * @param revision a name without a range, perhaps with an ending such as {@code ~2} or {@code
   *     ^{commit}}
   * @throws IllegalArgumentException if git would not accept the revision
   */
  public static @Nullable ObjectId resolve(GitRepository repository, String revision)
      throws IOException {
    String known = withHead(revision);
    IllegalArgumentException invalid = null;
    try {
      ObjectId found = repository.jgit().resolve(known);
      if (found == null) {
        String remote = withRemoteHead(repository, known);
        found = remote == null ? null : repository.jgit().resolve(remote);
      }
      if (found != null) {
        return found;
      }
    } catch (IllegalArgumentException e) {
      invalid = e;
    } catch (IOException e) {
      // Perhaps the name is ambiguous for JGit only.
      ObjectId found = byProgram(repository, revision);
      if (found == null) {
        throw e;
      }
      return found;
    }
    ObjectId found = byProgram(repository, revision);
    if (found == null && invalid != null) {
      throw invalid;
    }
    return found;
  }

  /** Returns the revision with HEAD in place of a single {@code @}. */
  private static String withHead(String revision) {
    boolean isHead =
        revision.startsWith("@")
            && (revision.length() == 1 || "~^:".indexOf(revision.charAt(1)) >= 0);
    return isHead ? Constants.HEAD + revision.substring(1) : revision;
  }

  /** Returns the revision for the newest commit of a remote, which its name alone stands for. */
  private static @Nullable String withRemoteHead(GitRepository repository, String revision)
      throws IOException {
    int end = 0;
    while (end < revision.length() && OPERATORS.indexOf(revision.charAt(end)) < 0) {
      end++;
    }
    String head = Constants.R_REMOTES + revision.substring(0, end) + "/" + Constants.HEAD;
    Ref ref = repository.jgit().exactRef(head);
    return ref == null ? null : head + revision.substring(end);
  }

  private static @Nullable ObjectId byProgram(GitRepository repository, String revision) {
    if (revision.isEmpty() || revision.startsWith("-")) {
      return null;
    }
    try {
      List<String> found =
          repository
              .commands()
              .lines("rev-parse", "--quiet", "--verify", "--end-of-options", revision);
      return found.isEmpty() ? null : repository.id(found.get(0).strip());
    } catch (IOException e) {
      // git does not know the revision either, or there is no git; then JGit's answer counts.
      return null;
    }
  }
}
