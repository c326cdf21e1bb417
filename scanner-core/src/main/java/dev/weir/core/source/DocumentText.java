package dev.weir.core.source;

import dev.weir.core.archive.ArchiveLimitException;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import java.io.EOFException;

/**
 * Receives the text of one document, and limits how much it may be. The lines of findings are those
 * of the text at a place, not those of the file.
 */
public final class DocumentText {
  /** The least text that any document may have, in bytes, however small it is. */
  private static final long LEAST = 100_000_000L;

  /** The most text, in bytes, of a byte of a document. */
  private static final long RATIO = 100;

  /** The most text that any document may have, in bytes. */
  private static final long MOST = 1_000_000_000L;

  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private final String path;
  private final DocumentFragments target;
  private final long most;
  private long bytes;

  /**
   * @param size the size of the document in bytes
   */
  DocumentText(String path, DocumentFragments target, long size) {
    this.path = path;
    this.target = target;
    this.most = Math.min(MOST, Math.max(LEAST, size * RATIO));
  }

  /**
   * Adds a text.
   *
   * @param place where the text is in the document, as a person would say it, in the document's own
   *     words: {@code cell 3}, {@code table users row 7}, {@code page 2}
   * @throws DocumentException if there is more text than the limit allows
   */
  public void add(String place, String text) throws DocumentException, InterruptedException {
    add(place, Utf8.encode(text));
  }

  /**
   * Adds a text.
   *
   * @param text UTF-8, or any bytes; not changed afterwards
   * @throws DocumentException if there is more text than the limit allows
   */
  public void add(String place, byte[] text) throws DocumentException, InterruptedException {
    count(text.length);
    if (text.length > 0) {
      Pieces pieces =
          new Pieces(
              at(place),
              target.symlinkPath(),
              target.commit(),
              target.reading().overlap(),
              /* again= */ true,
              target.sink());
      pieces.setDocument(path);
      pieces.add(Content.ofOwned(text));
      pieces.end();
    }
  }

  private String at(String place) {
    return path.isEmpty() ? place : path + FileFragments.INNER_PATH + place;
  }

  /**
   * Counts text that a reader holds in memory or throws away, in bytes, as if it were added.
   * Readers call it for what they decompress and for each step that costs about as much as a byte.
   *
   * @throws DocumentException if there is more than the limit allows
   * @throws InterruptedException if the thread was interrupted
   */
  public void count(long more) throws DocumentException, InterruptedException {
    bytes += more;
    if (bytes > most || bytes < 0) {
      throw DocumentException.limit(
          "it has more than " + most / BYTES_PER_MEGABYTE + " MB of text");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * Names a part of the document that cannot be read, while other parts can.
   *
   * @param place the place, as in {@link #add}
   */
  public void unread(String place, DocumentException why) {
    target.sink().unread(new Unread(at(place), why.kind(), String.valueOf(why.getMessage())));
  }

  /**
   * Returns why a document, or a part of it, cannot be read, given what a library threw. The
   * message of the library may quote the document, so only the kind of failure is kept.
   */
  public static DocumentException reason(Throwable thrown) {
    if (thrown instanceof DocumentException known) {
      return known;
    }
    if (thrown instanceof ArchiveLimitException limit) {
      return DocumentException.limit(String.valueOf(limit.getMessage()));
    }
    if (thrown instanceof EOFException) {
      return DocumentException.cutOff();
    }
    if (thrown instanceof OutOfMemoryError) {
      return DocumentException.limit("it needs more memory than there is");
    }
    return thrown instanceof StackOverflowError
        ? DocumentException.limit("it is nested too deeply")
        : DocumentException.damaged(thrown.getClass().getSimpleName());
  }
}
