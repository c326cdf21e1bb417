package dev.weir.core.git;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The commits that some revisions lead to and that are not known elsewhere: what a push brings.
 *
 * @param tips revisions, none of which may be unknown
 * @param without revisions whose commits are left out, none of which may be unknown
 * @param withoutIfHere object ids whose commits are left out, if they are in the repository at all
 * @param withoutRefs beginnings of full ref names, as {@code refs/remotes/origin/}; the commits of
 *     all such refs are left out
 */
public record NewCommits(
    List<String> tips, List<String> without, List<String> withoutIfHere, List<String> withoutRefs)
    implements CommitSelection {
  public NewCommits {
    tips = List.copyOf(tips);
    without = List.copyOf(without);
    withoutIfHere = List.copyOf(withoutIfHere);
    withoutRefs = List.copyOf(withoutRefs);
  }

  @Override
  public boolean start(GitRepository opened, RevWalk walk, Source.Sink sink) throws IOException {
    Repository repository = opened.jgit();
    boolean any = false;
    for (String tip : tips) {
      any |= markStart(repository, walk, tip, sink);
    }
    for (String revision : without) {
      leaveOut(walk, known(repository, revision));
    }
    for (String id : withoutIfHere) {
      leaveOut(walk, ObjectId.isId(id) ? ObjectId.fromString(id) : null);
    }
    for (String prefix : withoutRefs) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
        leaveOut(walk, ref.getObjectId());
      }
    }
    return any;
  }

  private static boolean markStart(
      Repository repository, RevWalk walk, String tip, Source.Sink sink) throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(known(repository, tip)));
      if (object instanceof RevCommit commit) {
        walk.markStart(commit);
        return true;
      }
      sink.unreadable(tip, "it leads to a file or a tree, which have no history");
      return false;
    } catch (MissingObjectException e) {
      throw new SourceException(
          "revision '" + tip + "': " + AddedLines.reason(e) + ", so nothing was scanned", e);
    }
  }

  private static void leaveOut(RevWalk walk, @Nullable ObjectId id) throws IOException {
    if (id == null) {
      return;
    }
    try {
      walk.markUninteresting(walk.parseCommit(id));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      // What is not here, or has no history, leaves nothing out.
    }
  }

  private static ObjectId known(Repository repository, String revision) throws IOException {
    ObjectId id;
    try {
      id = repository.resolve(revision);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          "revision '" + revision + "' is not understood, so nothing was scanned", e);
    }
    if (id == null) {
      throw new SourceException(
          "unknown revision '"
              + revision
              + "', so nothing was scanned; a shallow clone may lack it: fetch it, or clone whole");
    }
    return id;
  }
}
