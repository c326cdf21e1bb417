package dev.weir.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds out whether a remote has a commit, by the remote-tracking branches. */
public final class PushedCommits {
  private final GitRepository repository;
  private final Map<String, Boolean> known = new HashMap<>();

  public PushedCommits(GitRepository repository) {
    this.repository = repository;
  }

  /**
   * Returns true if a remote-tracking branch leads to the commit. This depends on the last fetch: a
   * later push from another clone is not known.
   *
   * @param sha the full id
   * @throws IOException if the history cannot be read
   */
  public boolean contains(String sha) throws IOException {
    Boolean pushed = known.get(sha);
    if (pushed == null) {
      pushed = find(sha);
      known.put(sha, pushed);
    }
    return pushed;
  }

  /**
   * Returns true if the commit has no parent.
   *
   * @param sha the full id
   * @throws IOException if the commit cannot be read
   */
  public boolean isRoot(String sha) throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      return walk.parseCommit(repository.id(sha)).getParentCount() == 0;
    }
  }

  private boolean find(String sha) throws IOException {
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      RevCommit commit = walk.parseCommit(repository.id(sha));
      List<Ref> tips = new ArrayList<>();
      for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_REMOTES)) {
        if (ref.getObjectId() != null) {
          tips.add(ref);
        }
      }
      return walk.isMergedIntoAny(commit, tips);
    }
  }
}
