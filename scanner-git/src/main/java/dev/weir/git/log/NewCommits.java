package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.Revisions;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Selects the commits that some revisions lead to and others do not, such as the commits of a push.
 *
 * @param tips the revisions to start from, which must exist
 * @param without revisions whose commits are excluded, which must exist
 * @param withoutIfHere object ids whose commits are excluded if the repository has them
 * @param withoutRefs prefixes of full ref names, such as {@code refs/remotes/origin/}; the commits
 *     of all these refs are excluded
 */
public record NewCommits(
    List<String> tips, List<String> without, List<String> withoutIfHere, List<String> withoutRefs)
    implements CommitSelection {
  private static final Pattern FULL_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public NewCommits {
    tips = List.copyOf(tips);
    without = List.copyOf(without);
    withoutIfHere = List.copyOf(withoutIfHere);
    withoutRefs = List.copyOf(withoutRefs);
  }

  @Override
  public @Nullable StartedWalk start(GitRepository opened, RevWalk walk, Source.Sink sink)
      throws IOException {
    boolean any = false;
    for (String tip : tips) {
      any |= markStart(opened, walk, tip);
    }
    for (String revision : without) {
      ObjectId id = known(opened, revision);
      try {
        walk.parseAny(id);
      } catch (MissingObjectException e) {
        throw notThere(revision, e);
      }
      exclude(walk, id);
    }
    for (String id : withoutIfHere) {
      exclude(walk, FULL_ID.matcher(id).matches() ? opened.id(id) : null);
    }
    for (String prefix : withoutRefs) {
      for (Ref ref : opened.jgit().getRefDatabase().getRefsByPrefix(prefix)) {
        exclude(walk, ref.getObjectId());
      }
    }
    return any ? StartedWalk.through(walk) : null;
  }

  private static boolean markStart(GitRepository repository, RevWalk walk, String tip)
      throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(known(repository, tip)));
      if (object instanceof RevCommit commit) {
        walk.markStart(commit);
        return true;
      }
      // A file or a folder has no history; it is read by itself.
      return false;
    } catch (MissingObjectException e) {
      throw notThere(tip, e);
    }
  }

  private static SourceException notThere(String revision, MissingObjectException e) {
    return new SourceException(
        "revision '" + revision + "': " + GitFailure.reason(e) + ", so nothing was scanned", e);
  }

  private static void exclude(RevWalk walk, @Nullable ObjectId id) throws IOException {
    if (id == null) {
      return;
    }
    try {
      walk.markUninteresting(walk.parseCommit(id));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      // A missing object, or one without history, excludes nothing.
    }
  }

  /** Returns the tips that are annotated tags, files or folders. */
  @Override
  public NamedObjects named(GitRepository repository) throws IOException {
    Map<ObjectId, String> objects = new LinkedHashMap<>();
    for (String tip : tips) {
      objects.putIfAbsent(known(repository, tip), tip);
    }
    return NamedObjects.of(repository, objects);
  }

  private static ObjectId known(GitRepository repository, String revision) throws IOException {
    ObjectId id;
    try {
      id =
          FULL_ID.matcher(revision).matches()
              ? repository.id(revision)
              : Revisions.resolve(repository, revision);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          "revision '" + revision + "' is not valid, so nothing was scanned", e);
    }
    if (id == null) {
      throw new SourceException(
          "unknown revision '"
              + revision
              + "', so nothing was scanned; a shallow clone may lack it: fetch it, or make a full clone");
    }
    return id;
  }
}
