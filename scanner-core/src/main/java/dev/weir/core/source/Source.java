package dev.weir.core.source;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that text can be read from, a fragment at a time. */
public interface Source {
  /**
   * Pushes every fragment to {@code sink}, in the same order on every run, from the calling thread.
   *
   * <p>One file or blob that cannot be read goes to {@link Sink#unreadable} and the walk goes on.
   *
   * @throws SourceException if nothing can be read, such as a path that is no repository
   * @throws InterruptedException if the thread was interrupted, as a time limit does
   */
  void forEachFragment(Sink sink) throws InterruptedException;

  /** What is counted of what was read. */
  enum Unit {
    /** A commit, with or without text. */
    COMMIT,
    /** A version of a file in a repository. */
    BLOB,
    /** A file of a folder, or standard input. */
    FILE,
    /** What a commit, a tag or a note says. */
    MESSAGE
  }

  /** Takes what a source reads. */
  interface Sink {
    /** Takes the next fragment. May wait until there is room for it. */
    void fragment(Fragment fragment) throws InterruptedException;

    /**
     * Takes a fragment that gitleaks does not look at. What is found in it is named as not read.
     */
    default void fragmentAside(Fragment fragment) throws InterruptedException {
      fragment(fragment);
    }

    /**
     * Takes a file that is binary and that no rule looks at. It is told to {@link #skipped}, too.
     *
     * @param fragment makes the fragment of the whole file
     */
    default void binary(Supplier<Fragment> fragment) throws InterruptedException {}

    /**
     * Takes note of something that was asked for and could not be read: the scan is not complete.
     *
     * @param path the file, object or commit
     * @param reason a lower-case clause for the user
     */
    void unreadable(String path, String reason);

    /** Takes note of the same, with what kind of reason it is. */
    default void unreadable(String path, UnreadReason kind, String reason) {
      unreadable(path, reason);
    }

    /** Takes note of something that was left out on purpose, such as a file over the size limit. */
    void skipped(String path, SkipReason reason, String detail);

    /** Takes note that something was read to its end, whether it had text or not. */
    default void read(Unit unit) {}

    /**
     * Takes a part whose fragments may be made later and on another thread, while the order of what
     * is reported stays that of the calls.
     */
    default void part(Source part) throws InterruptedException {
      part.forEachFragment(this);
    }

    /**
     * Takes a part, and tells what it came to when it is its turn: null if it has to be read again
     * to be told again.
     */
    default void part(Source part, Consumer<@Nullable PartSummary> keeper)
        throws InterruptedException {
      part(part);
    }

    /** Takes what an earlier scan made of a part. */
    default void known(PartSummary summary) throws InterruptedException {}
  }
}
