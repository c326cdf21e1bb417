package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Walks all ancestors of some commits. JGit's walk ends at the first commit that cannot be read;
 * this one then returns the commits that can still be reached, and fails after them.
 */
final class SteadyWalk implements StartedWalk.Commits {
  private final RevWalk walk;
  private final Collection<ObjectId> starts;
  private final Source.Sink sink;
  private final RevFlag returned;
  private final RevFlag met;
  private @Nullable Queue<RevCommit> left;
  // Why JGit's walk ended, and the first commit that cannot be read, which is usually the reason.
  private @Nullable IOException ended;
  private @Nullable IOException failure;

  /**
   * @param walk a walk that starts from the same commits
   * @param sink receives the second and all other commits that cannot be read
   */
  SteadyWalk(RevWalk walk, Collection<ObjectId> starts, Source.Sink sink) {
    this.walk = walk;
    this.starts = starts;
    this.sink = sink;
    this.returned = walk.newFlag("returned");
    this.met = walk.newFlag("met");
  }

  @Override
  public @Nullable RevCommit next() throws IOException {
    if (left == null) {
      try {
        RevCommit commit = GitFailure.guard(() -> Optional.ofNullable(walk.next())).orElse(null);
        if (commit != null) {
          commit.add(returned);
        }
        return commit;
      } catch (IOException e) {
        left = new PriorityQueue<>(Comparator.comparingInt(RevCommit::getCommitTime).reversed());
        for (ObjectId start : starts) {
          add(walk.lookupCommit(start), left);
        }
        ended = e;
      }
    }
    return nextLeft(left);
  }

  private @Nullable RevCommit nextLeft(Queue<RevCommit> queue) throws IOException {
    for (RevCommit commit = queue.poll(); commit != null; commit = queue.poll()) {
      for (RevCommit parent : commit.getParents()) {
        add(parent, queue);
      }
      if (!commit.has(returned)) {
        RevCommit found = commit;
        GitFailure.guard(
            () -> {
              walk.parseBody(found);
              return found;
            });
        return found;
      }
    }
    IOException end = ended;
    ended = null;
    if (end != null) {
      throw failure == null ? end : failure;
    }
    return null;
  }

  private void add(RevCommit commit, Queue<RevCommit> queue) {
    if (commit.has(met)) {
      return;
    }
    commit.add(met);
    try {
      GitFailure.guard(
          () -> {
            walk.parseHeaders(commit);
            return commit;
          });
      queue.add(commit);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      } else {
        String where = "commit " + commit.name();
        sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
      }
    }
  }
}
