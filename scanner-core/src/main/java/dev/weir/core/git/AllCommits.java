package dev.weir.core.git;

import dev.weir.core.source.Source;
import java.io.IOException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** All commits that some ref, the HEAD or the HEAD of a linked work tree leads to. */
final class AllCommits implements CommitSelection {
  @Override
  public @Nullable Commits start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException {
    return markAll(repository, walk, sink) ? walk::next : null;
  }

  static boolean markAll(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException {
    boolean any = false;
    for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
      any |= mark(ref.getName(), ref.getObjectId(), walk, sink);
    }
    Ref head = repository.jgit().exactRef(Constants.HEAD);
    if (head != null) {
      any |= mark(Constants.HEAD, head.getObjectId(), walk, sink);
    }
    any |= markLinkedWorkTrees(repository, walk, sink);
    return any;
  }

  static boolean mark(
      String name, @Nullable ObjectId id, RevWalk walk, Source.Sink sink)
      throws IOException {
    if (id == null) {
      return false;
    }
    try {
      walk.markStart(walk.parseCommit(id));
      return true;
    } catch (IncorrectObjectTypeException e) {
      // A tag of a tree or a blob has no history.
      return false;
    } catch (MissingObjectException e) {
      sink.unreadable(name, AddedLines.reason(e));
      return false;
    }
  }

  private static boolean markLinkedWorkTrees(
      GitRepository repository, RevWalk walk, Source.Sink sink) throws IOException {
    boolean any = false;
    for (ObjectId head : repository.linkedHeads()) {
      any |= mark("HEAD of a linked work tree", head, walk, sink);
    }
    return any;
  }
}
