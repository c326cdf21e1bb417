package dev.weir.git.ledger;

import dev.weir.git.GitRepository;
import dev.weir.git.RepositoryReferences;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Finds the commits that a ledger does not have, without walking those that it has. This only works
 * if a full walk would return all new commits first, and then the ledger's in the ledger's order.
 */
public final class NewCommitsOnly {
  private static final int MOST = 10_000;

  private final Ledger ledger;
  private final boolean everything;
  private final Set<ObjectId> starts = new LinkedHashSet<>();
  private final Set<ObjectId> border = new HashSet<>();
  private final Set<ObjectId> awaited = new HashSet<>();
  private final List<RevCommit> commits = new ArrayList<>();

  private NewCommitsOnly(Ledger ledger, boolean everything) {
    this.everything = everything;
    this.ledger = ledger;
  }

  /** Returns the new commits, or null if a full walk is needed to know the order. */
  public static @Nullable NewCommitsOnly of(
      GitRepository repository, Ledger ledger, boolean everything) {
    if (ledger.entries().isEmpty()) {
      return null;
    }
    NewCommitsOnly found = new NewCommitsOnly(ledger, everything);
    try (RevWalk walk = new RevWalk(repository.jgit())) {
      return GitFailure.guard(() -> found.walk(repository, walk)) ? found : null;
    } catch (IOException e) {
      // The full walk reports the error.
      return null;
    }
  }

  public List<RevCommit> commits() {
    return commits;
  }

  public Set<ObjectId> starts() {
    return starts;
  }

  private boolean walk(GitRepository repository, RevWalk walk) throws IOException {
    RepositoryReferences references = RepositoryReferences.of(repository, everything);
    if (!references.unread().isEmpty()) {
      return false;
    }
    for (ObjectId tip : references.tips().keySet()) {
      start(tip, walk);
    }
    if (!awaited.isEmpty() && !follow(walk)) {
      return false;
    }
    return awaited.isEmpty() && ledger.startsFrom(border) && areNewer();
  }

  private void start(@Nullable ObjectId id, RevWalk walk) throws IOException {
    if (id == null) {
      return;
    }
    if (ledger.find(id) != null) {
      starts.add(id.copy());
      border.add(id.copy());
      return;
    }
    RevObject object = walk.peel(walk.parseAny(id));
    if (object instanceof RevCommit commit) {
      starts.add(commit.copy());
      expect(commit);
      if (ledger.find(commit) == null) {
        walk.markStart(commit);
      }
    }
  }

  private void expect(ObjectId id) {
    (ledger.find(id) == null ? awaited : border).add(id.copy());
  }

  private boolean follow(RevWalk walk) throws IOException {
    Set<ObjectId> met = new HashSet<>();
    for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
      if (ledger.find(commit) != null) {
        return true;
      }
      if (commits.size() == MOST) {
        return false;
      }
      commits.add(commit);
      met.add(commit.copy());
      awaited.remove(commit);
      for (RevCommit parent : commit.getParents()) {
        if (!met.contains(parent)) {
          expect(parent);
        }
      }
    }
    return true;
  }

  private boolean areNewer() {
    int newest = Integer.MIN_VALUE;
    for (ObjectId id : border) {
      Ledger.Entry entry = ledger.find(id);
      newest = Math.max(newest, entry == null ? Integer.MAX_VALUE : entry.time);
    }
    for (RevCommit commit : commits) {
      if (commit.getCommitTime() <= newest) {
        return false;
      }
    }
    return true;
  }
}
