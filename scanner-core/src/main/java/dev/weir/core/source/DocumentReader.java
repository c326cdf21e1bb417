package dev.weir.core.source;

import dev.weir.core.file.FileHead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text in files of one kind that are no plain text, such as databases, or whose text is
 * not written as it is meant, such as notebooks. The text comes with places that a person can
 * follow: {@code table users row 7}.
 *
 * <p>If a file's bytes are not those of a program, archive or document (see {@link
 * dev.weir.core.file.FileSignature}), they are searched first, as without a reader; a secret that
 * was found there is not reported again for the text of the reader.
 *
 * <p>Readers are shared by threads and have no state.
 */
public interface DocumentReader {
  /** The most first bytes of a file that {@link #kind} sees. */
  int HEAD = 4_096;

  /**
   * Returns what a file is, for messages: {@code a PDF document}; or null if this reader does not
   * read it. Called for every file, so it must be fast and must not load a library.
   *
   * @param head the first bytes, at least {@link #HEAD} of them if the file has that many
   * @param name the path of the file, or its name in an archive; empty for standard input
   */
  @Nullable String kind(FileHead head, String name);

  /**
   * Returns true if this reader adds the text of a file of an archive that it knows, so that the
   * file is not read again when archives are opened.
   *
   * @param name the name in the archive
   */
  default boolean readsEntry(String name) {
    return false;
  }

  /**
   * Returns true if the bytes of the files show their text, so that a file that this reader cannot
   * read is not unread once its bytes were searched: a notebook, for instance, but no PDF document,
   * whose text is compressed even if its bytes are printable.
   */
  default boolean showsText() {
    return true;
  }

  /**
   * Adds the text of a file.
   *
   * @throws DocumentException if the file is damaged, encrypted, too large or of an unknown
   *     version; what was added before remains valid. Other exceptions, also unchecked ones, count
   *     as damage
   * @throws InterruptedException if the thread was interrupted
   */
  void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException;
}
