package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import java.io.IOException;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Selects the commits of a history to read, and their paths. Starting a selection does not change
 * it.
 */
public interface CommitSelection {
  /** Returns a selection of all commits that a ref leads to, the default of gitleaks. */
  static CommitSelection all() {
    return new AllCommits(false);
  }

  /** Returns a selection of all commits, files and folders that any kind of reference names. */
  static CommitSelection everything() {
    return new AllCommits(true);
  }

  /**
   * Configures a walk with starting points, order and filters.
   *
   * @return null if there is nothing to walk
   * @throws dev.weir.core.source.SourceException if a revision is unknown
   */
  @Nullable StartedWalk start(GitRepository repository, RevWalk walk, Source.Sink sink)
      throws IOException;

  /** Returns the annotated tags whose messages must be read too, and named files and folders. */
  default NamedObjects named(GitRepository repository) throws IOException {
    return NamedObjects.NONE;
  }

  /** Returns true if references count that only git's other commands use. */
  default boolean isEverything() {
    return false;
  }

  /** Returns true if all commits are selected, so that the result can be stored in a ledger. */
  default boolean isWholeHistory() {
    return false;
  }

  /** Returns true if the commits of notes are walked too. */
  default boolean walksNotes() {
    return false;
  }

  /**
   * Returns true if the selection has a range, a number or a time, of which a shallow clone may
   * only have a part.
   */
  default boolean isBounded() {
    return true;
  }

  /** Returns the maximum number of commits, or -1 for no limit. */
  default int maxCount() {
    return -1;
  }

  /** Returns the number of commits to skip first. */
  default int skip() {
    return 0;
  }

  /** Returns true if merges are compared with their first parent. */
  default boolean showsMerges() {
    return false;
  }

  /** Returns true if a file whose type changed, for example to a link, is read as a new file. */
  default boolean showsOtherTypes() {
    return false;
  }
}
