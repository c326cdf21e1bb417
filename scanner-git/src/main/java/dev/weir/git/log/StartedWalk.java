package dev.weir.git.log;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A walk through selected commits.
 *
 * @param commits the commits
 * @param paths a filter for the changed paths to read
 * @param starts the commits that the walk starts from, or null if the walk does not return all
 *     their ancestors in time order
 */
public record StartedWalk(Commits commits, TreeFilter paths, @Nullable Set<ObjectId> starts) {
  /** A sequence of commits. */
  @FunctionalInterface
  public interface Commits {
    /** Returns the next commit, with its body, or null at the end. */
    @Nullable RevCommit next() throws IOException;
  }

  /** Returns the commits of a walk, with all changed paths. */
  static StartedWalk through(RevWalk walk) {
    return new StartedWalk(walk::next, TreeFilter.ANY_DIFF, null);
  }

  /** Returns the commits with the given ids. */
  public static StartedWalk of(List<ObjectId> ids, RevWalk walk, TreeFilter paths) {
    Iterator<ObjectId> left = ids.iterator();
    Commits commits =
        () -> {
          if (!left.hasNext()) {
            return null;
          }
          RevCommit commit = walk.lookupCommit(left.next());
          walk.parseBody(commit);
          return commit;
        };
    return new StartedWalk(commits, paths, null);
  }
}
