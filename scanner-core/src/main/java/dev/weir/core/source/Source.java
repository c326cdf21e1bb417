package dev.weir.core.source;

import java.util.function.Supplier;

/** Something that text can be read from, a fragment at a time. */
public interface Source {
  /**
   * Pushes every fragment to {@code sink}, in the same order on every run, from the calling thread.
   *
   * <p>One file or blob that cannot be read goes to {@link Sink#unread} and the walk goes on.
   *
   * @throws SourceException if nothing can be read, such as a path that is not a repository
   * @throws InterruptedException if the thread was interrupted, as a time limit does
   */
  void forEachFragment(Sink sink) throws InterruptedException;

  /** Kinds of things that are counted when they were read to their end. */
  enum Unit {
    /** A commit, with or without text. */
    COMMIT,
    /** A version of a file in a repository. */
    BLOB,
    /** A file of a folder, or standard input. */
    FILE,
    /** The message of a commit or a tag, or a note. */
    MESSAGE
  }

  /**
   * Takes what a source reads. What it reports follows the order of the calls, on whatever thread a
   * part is read.
   */
  interface Sink {
    /** Takes the next fragment. May wait until there is room for it. */
    void fragment(Fragment fragment) throws InterruptedException;

    /**
     * Takes a binary file, which no rule reads but a search for known values does. The source
     * passes it to {@link #skipped} too.
     *
     * @param whole makes the fragment of the whole file; called only if something reads it
     */
    void binary(Supplier<Fragment> whole) throws InterruptedException;

    /** Takes something that was asked for and could not be read: the scan is not complete. */
    void unread(Unread unread);

    /** Takes something that was left out on purpose, such as a file over the size limit. */
    void skipped(Skip skip);

    /** Counts something that was read to its end, whether it had text or not. */
    void read(Unit unit);

    /** Takes a part, which may be read later and on another thread. */
    void part(Part part) throws InterruptedException;
  }
}
