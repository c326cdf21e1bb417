package dev.weir.core.source;

import dev.weir.core.file.FileHead;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the text of documents.
 *
 * @param symlinkPath the link through which the file was reached, or empty
 */
record DocumentFragments(
    String symlinkPath, @Nullable CommitInfo commit, FileReading reading, Source.Sink sink) {

  /** A reader for a file, and what the file is for it. */
  record Match(DocumentReader reader, String kind) {}

  /** Returns the reader for a file that begins with these bytes, or null. */
  static @Nullable Match match(FileReading reading, byte[] head, int length, String name) {
    if (reading.documents().isEmpty()) {
      return null;
    }
    FileHead first = new FileHead(head, length);
    for (DocumentReader reader : reading.documents()) {
      String kind = reader.kind(first, name);
      if (kind != null) {
        return new Match(reader, kind);
      }
    }
    return null;
  }

  /**
   * Pushes the text that the reader finds. What cannot be read is passed to the sink.
   *
   * @param searched true if the bytes of the file were pushed, so that a file that the reader
   *     cannot read is not unread if its bytes show its text
   */
  void push(Match match, SeekableByteChannel channel, String path, boolean searched)
      throws IOException, InterruptedException {
    DocumentText text = new DocumentText(path, this, channel.size());
    try {
      match.reader.read(new DocumentFile(path, channel), text);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      DocumentException why = DocumentText.reason(e);
      // The bytes of an encrypted file say nothing, whether they were searched or not.
      if (searched && match.reader.showsText() && why.kind() != UnreadReason.ENCRYPTED) {
        String detail = "its bytes were searched, but not as " + match.kind + ": ";
        sink.skipped(new Skip(path, SkipReason.DOCUMENT, detail + why.getMessage()));
      } else {
        sink.unread(new Unread(path, why.kind(), match.kind + ": " + why.getMessage()));
      }
    }
  }
}
