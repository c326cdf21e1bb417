package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Which commits of a history are read, and which of their paths. */
public interface CommitSelection {
  /** Returns all commits that some ref leads to, as gitleaks asks for without log options. */
  static CommitSelection all() {
    return new AllCommits();
  }

  /**
   * Sets the walk to its starting points, order and filters.
   *
   * @return false if there is nothing to walk
   * @throws dev.weir.core.source.SourceException if a revision is not known
   */
  boolean start(GitRepository repository, RevWalk walk, Source.Sink sink) throws IOException;

  /** Returns the commits in their order, once the walk is set. */
  default Commits commits(RevWalk walk) {
    return walk::next;
  }

  /**
   * Returns where the walk starts, once it is set, or null if not all of what these lead to is
   * walked, or not in the order of time.
   */
  default @Nullable Set<ObjectId> starts() {
    return null;
  }

  /** Returns annotated tags whose messages belong to what is read. */
  default List<ObjectId> tags(GitRepository repository) throws IOException {
    return List.of();
  }

  /** Returns true if the histories of notes are walked like all others. */
  default boolean walksNotes() {
    return false;
  }

  /** Commits one after another. */
  @FunctionalInterface
  interface Commits {
    /** Returns the next commit with its body, or null after the last. */
    @Nullable RevCommit next() throws IOException;
  }

  /**
   * Returns true if a range, a number or a time was asked for, of which a shallow clone may have a
   * part only.
   */
  default boolean isBounded() {
    return true;
  }

  /** Returns how many commits to read at most, -1 for no limit. */
  default int maxCount() {
    return -1;
  }

  /** Returns how many commits to leave out first. */
  default int skip() {
    return 0;
  }

  /** Returns true if a merge shows what it adds to its first parent. */
  default boolean showsMerges() {
    return false;
  }

  /** Returns true if a file that became a link, or the like, is read as a new one. */
  default boolean showsOtherTypes() {
    return false;
  }

  /** Returns which paths are read; always of changed ones only. */
  default TreeFilter pathFilter() {
    return TreeFilter.ANY_DIFF;
  }
}
