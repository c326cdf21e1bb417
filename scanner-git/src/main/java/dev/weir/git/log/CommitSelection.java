package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Which commits of a history are read, and which of their paths. Starting it does not change it.
 */
public interface CommitSelection {
  /** Returns all commits that some ref leads to, as gitleaks asks for without log options. */
  static CommitSelection all() {
    return new AllCommits();
  }

  /**
   * Sets a walk to its starting points, order and filters.
   *
   * @return null if there is nothing to walk
   * @throws dev.weir.core.source.SourceException if a revision is not known
   */
  @Nullable StartedWalk start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException;

  /** Returns annotated tags whose messages belong to what is read. */
  default List<ObjectId> tags(GitRepository repository) throws IOException {
    return List.of();
  }

  /** Returns true if all commits are selected, so that a ledger can be kept of them. */
  default boolean isWholeHistory() {
    return false;
  }

  /** Returns true if the histories of notes are walked like all others. */
  default boolean walksNotes() {
    return false;
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
}
