package dev.weir.remedy.trace;

import dev.weir.core.source.CommitInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a repository that holds a secret: an object, or a file of git's own.
 *
 * @param secret the number of the secret
 * @param forms the numbers of the forms in which it is there
 * @param object the object's full id, or empty for a file of git's own
 * @param binary true if there is a zero in its first 8 KB, so that tools take it for binary
 * @param paths under which paths commits have it, a few of them if they are many; for a file of
 *     git's own its path below git's folder
 * @param refs the references that lead to it
 * @param logs the reference logs and pseudo references, such as {@code ORIG_HEAD}, that do
 * @param first the oldest commit with it, or null if none has it
 * @param last the newest commit with it
 * @param inNewest true if the commit that is checked out has it
 * @param inIndex true if it is staged, or tracked as it is
 * @param pushed true if a remote is known to have it
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
   * A commit that has it.
   *
   * @param time when it was made, in seconds since 1970
   * @param generation how many commits at most stand before it: of two of the same second the
   *     higher one is newer
   */
  public record Seen(CommitInfo commit, long time, int generation) implements Comparable<Seen> {
    private static final Comparator<Seen> OLDEST_FIRST =
        Comparator.comparingLong(Seen::time).thenComparingInt(Seen::generation);

    @Override
    public int compareTo(Seen other) {
      return OLDEST_FIRST.compare(this, other);
    }
  }

  /** What holds a secret. */
  public enum Kind {
    /** The content of a file. */
    FILE("file"),
    /** What a note says. */
    NOTE("note"),
    /** The name of a file or folder. */
    FILE_NAME("file name"),
    /** What a commit says. */
    COMMIT_MESSAGE("commit message"),
    /** Who made a commit, or another line above its message. */
    COMMIT_HEADER("commit header"),
    /** An annotated tag. */
    TAG("tag"),
    /** The name of a branch, a tag or another reference. */
    REFERENCE_NAME("name of a reference"),
    /** The name of a file in the index. */
    INDEX_NAME("file name in the index"),
    /** A log of where a reference was. */
    REFLOG("reference log"),
    /** Another file in git's folder, such as its configuration. */
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

  /** No names: a secret may stand in them. */
  @Override
  public String toString() {
    return kind.shown() + " " + object + " with secret " + secret;
  }

  /** Returns true if no reference, log or index leads to it. */
  public boolean isUnreachable() {
    return !object.isEmpty() && refs.isEmpty() && logs.isEmpty() && !inIndex;
  }
}
