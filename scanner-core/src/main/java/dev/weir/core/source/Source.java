package dev.weir.core.source;

import java.util.function.Supplier;

/** Delivers text, one fragment at a time. */
public interface Source {
  /**
   * Pushes every fragment to {@code sink}, in the same order on every run, from the calling thread.
   *
   * <p>If one file or blob cannot be read, it is passed to {@link Sink#unread}, and the walk
   * continues.
   *
   * @throws SourceException if nothing can be read, such as a path that is not a repository
   * @throws InterruptedException if the thread was interrupted, for example by a time limit
   */
  void forEachFragment(Sink sink) throws InterruptedException;

  /** The units that are counted when they have been read completely. */
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
   * Receives what a source reads. Reports follow the order of these calls, regardless of the thread
   * that reads a part.
   */
  interface Sink {
    /** Receives the next fragment. May wait until there is room for it. */
    void fragment(Fragment fragment) throws InterruptedException;

    /**
     * Receives a binary file, which rules do not read but a search for known values does. The
     * source also passes the file to {@link #skipped}.
     *
     * @param whole creates the fragment of the whole file; called only if something reads it
     */
    void binary(Supplier<Fragment> whole) throws InterruptedException;

    /** Receives something that was requested but could not be read, so the scan is incomplete. */
    void unread(Unread unread);

    /** Receives something that was skipped on purpose, such as a file over the size limit. */
    void skipped(Skip skip);

    /** Counts something that was read completely, whether it had text or not. */
    void read(Unit unit);

    /** Receives a part, which may be read later and on another thread. */
    void part(Part part) throws InterruptedException;
  }
}
