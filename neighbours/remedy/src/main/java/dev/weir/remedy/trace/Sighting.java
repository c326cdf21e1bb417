package dev.weir.remedy.trace;

import dev.weir.core.source.CommitInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place in a repository that contains a secret: an object, or one of git's own files.
 *
 * @param secret the number of the secret
 * @param forms the numbers of the forms in which the place contains the secret
 * @param object the object's full id, or empty for git's own files
 * @param binary true if its first 8 KB contain a zero byte, so that tools treat it as binary
 * @param paths the paths of the object in commits, at most a few; for one of git's own files, its
 *     path relative to the git folder
 * @param refs the references that lead to the object
 * @param logs the reference logs and pseudo references, such as {@code ORIG_HEAD}, that lead to it
 * @param first the oldest commit with the object, or null if no commit has it
 * @param last the newest commit with the object
 * @param inNewest true if the checked-out commit contains the object
 * @param inIndex true if the index contains the object
 * @param pushed true if a remote is known to have the object
 */
public record Sighting(
    int secret,
    Set<Integer> forms,
    Kind kind,
    String object,
    boolean binary,
    List<String> paths,
    List<String> refs,
    List<String> logs,
    @Nullable Seen first,
    @Nullable Seen last,
    boolean inNewest,
    boolean inIndex,
    boolean pushed) {

  /**
   * A commit that contains the object.
   *
   * @param time the commit time, in seconds since 1970
   * @param generation the length of the longest path to a root commit; of two commits in the same
   *     second the one with the higher number is newer
   */
  public record Seen(CommitInfo commit, long time, int generation) implements Comparable<Seen> {
    private static final Comparator<Seen> OLDEST_FIRST =
        Comparator.comparingLong(Seen::time).thenComparingInt(Seen::generation);

    @Override
    public int compareTo(Seen other) {
      return OLDEST_FIRST.compare(this, other);
    }
  }

  /** The kinds of places. */
  public enum Kind {
    /** The content of a file. */
    FILE("file"),
    /** The text of a note. */
    NOTE("note"),
    /** The name of a file or folder. */
    FILE_NAME("file name"),
    /** The message of a commit. */
    COMMIT_MESSAGE("commit message"),
    /** The author, or another line above the message of a commit. */
    COMMIT_HEADER("commit header"),
    /** An annotated tag. */
    TAG("tag"),
    /** The name of a branch, a tag or another reference. */
    REFERENCE_NAME("name of a reference"),
    /** The name of a file in the index. */
    INDEX_NAME("file name in the index"),
    /** A log of the former values of a reference. */
    REFLOG("reference log"),
    /** Another file in the git folder, such as the configuration. */
    GIT_FILE("file of git's own");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** Returns the kind in words. */
    public String shown() {
      return shown;
    }
  }

  /** Leaves out names, which may contain a secret. */
  @Override
  public String toString() {
    return kind.shown() + " " + object + " with secret " + secret;
  }

  /** Returns true if no reference, log or index leads to the object. */
  public boolean isUnreachable() {
    return !object.isEmpty() && refs.isEmpty() && logs.isEmpty() && !inIndex;
  }
}
