package dev.weir.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a new commit is compared with, by their full ids.
 *
 * @param head the newest commit, or null before the first one
 * @param merged the commits that are being merged into it
 * @param remote the commits of the remote-tracking branches
 * @param hasRemotes true if the repository knows a remote, even one that was never fetched
 */
public record RepositoryTips(
    @Nullable String head, List<String> merged, List<String> remote, boolean hasRemotes) {
  /** git names the merged commits in variables before it writes them to a file. */
  private static final String HEAD_VARIABLE = "GITHEAD_";

  private static final String FILE = "MERGE_HEAD";

  public RepositoryTips {
    merged = List.copyOf(merged);
    remote = List.copyOf(remote);
  }

  /** Returns true if a merge may be going on. Cheap, and does not open the repository. */
  public static boolean isMerging(GitRepository repository, Map<String, String> variables) {
    // Java's own archive of classes has those of the entries, not those of the keys.
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(HEAD_VARIABLE)) {
        return true;
      }
    }
    return Files.exists(repository.gitFolder().resolve(FILE));
  }

  /**
   * Returns the commits.
   *
   * @param variables the environment's variables
   * @throws IOException if a reference cannot be read
   */
  public static RepositoryTips of(GitRepository repository, Map<String, String> variables)
      throws IOException {
    Set<String> remote = new LinkedHashSet<>();
    for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_REMOTES)) {
      if (ref.getObjectId() != null) {
        remote.add(repository.name(ref.getObjectId()));
      }
    }
    ObjectId head = repository.jgit().resolve(Constants.HEAD);
    return new RepositoryTips(
        head == null ? null : repository.name(head),
        merged(repository, variables),
        List.copyOf(remote),
        !repository.config().getSubsections("remote").isEmpty());
  }

  private static List<String> merged(GitRepository repository, Map<String, String> variables)
      throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String name : variables.keySet()) {
      if (name.startsWith(HEAD_VARIABLE)) {
        names.add(name.substring(HEAD_VARIABLE.length()));
      }
    }
    Path file = repository.gitFolder().resolve(FILE);
    if (Files.isRegularFile(file)) {
      names.addAll(Files.readString(file).lines().toList());
    }
    names.removeIf(name -> !name.matches("[0-9a-f]{40}|[0-9a-f]{64}"));
    return List.copyOf(names);
  }
}
