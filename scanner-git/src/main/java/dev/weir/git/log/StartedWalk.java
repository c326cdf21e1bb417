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
 * A walk through commits that were selected.
 *
 * @param commits the commits
 * @param paths which paths of theirs are read; always changed ones only
 * @param starts where the walk starts, or null if not everything that these lead to is walked, or
 *     not in the order of time
 */
public record StartedWalk(Commits commits, TreeFilter paths, @Nullable Set<ObjectId> starts) {
  /** Commits one after another. */
  @FunctionalInterface
  public interface Commits {
    /** Returns the next commit with its body, or null after the last. */
    @Nullable RevCommit next() throws IOException;
  }

  /** Returns the commits that a walk comes to, with all paths. */
  static StartedWalk through(RevWalk walk) {
    return new StartedWalk(walk::next, TreeFilter.ANY_DIFF, null);
  }

  /** Returns commits that are given by their ids. */
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
