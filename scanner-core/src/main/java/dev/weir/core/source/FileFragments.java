package dev.weir.core.source;

import dev.weir.core.archive.ArchiveException;
import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimitException;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.SpilledBytes;
import dev.weir.core.archive.UnpackBudget;
import dev.weir.core.file.FileSignature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the fragments of a file and, if it is an archive, of the files in it. Their paths consist
 * of the archive's path, {@code !} and the name in the archive.
 *
 * <p>Archives are recognised by their first bytes. A compressed container such as a {@code .tar.gz}
 * counts as one level; a file that is only compressed keeps its path. Names in archives are never
 * used to write anything.
 */
public final class FileFragments {
  /** Separates the path of an archive from the path of a file in it. */
  public static final char INNER_PATH = '!';

  private final FileReading reading;
  private final String symlinkPath;
  private final @Nullable CommitInfo commit;
  private final Source.Sink sink;
  private final ArchiveReader reader;

  private FileFragments(
      FileReading reading,
      String symlinkPath,
      @Nullable CommitInfo commit,
      Source.Sink sink,
      ArchiveReader reader) {
    this.reading = reading;
    this.symlinkPath = symlinkPath;
    this.commit = commit;
    this.sink = sink;
    this.reader = reader;
  }

  /**
   * Pushes the fragments of a file.
   *
   * @param file the content, from its beginning; not closed
   * @param path the path to show
   * @param symlinkPath the link through which the file was reached, or empty
   * @param commit the commit of the fragments
   * @param reading how the file is read; paths to skip apply to the outermost archive
   * @throws IOException if the file itself cannot be read; errors inside an archive are reported to
   *     the sink
   */
  public static void push(
      SeekableByteChannel file,
      String path,
      String symlinkPath,
      @Nullable CommitInfo commit,
      FileReading reading,
      Source.Sink sink)
      throws IOException, InterruptedException {
    ArchiveReader reader = new ArchiveReader(new UnpackBudget(reading.archives(), file.size()));
    new FileFragments(reading, symlinkPath, commit, sink, reader)
        .file(Channels.newInputStream(file), file, path, 0);
  }

  /**
   * Pushes the fragments of a file that was unpacked from something larger, such as a layer of an
   * image.
   *
   * @param file the content, from its beginning; not closed
   * @param path the path to show
   * @param commit what is known of the origin of the file, or null
   * @param reader the reader of the larger file, whose budget counts for archives in this one
   * @throws IOException if the file itself cannot be read
   */
  public static void pushUnpacked(
      InputStream file,
      String path,
      @Nullable CommitInfo commit,
      FileReading reading,
      ArchiveReader reader,
      Source.Sink sink)
      throws IOException, InterruptedException {
    FileFragments fragments = new FileFragments(reading, "", commit, sink, reader);
    if (reading.archives().opensArchives()) {
      fragments.file(file, null, path, 0);
    } else {
      pushClosed(file, path, commit, reading, sink);
    }
  }

  /**
   * Pushes the fragments of a file whose archives are not opened.
   *
   * @throws IOException if the file itself cannot be read
   */
  static void pushClosed(
      SeekableByteChannel file,
      String path,
      String symlinkPath,
      FileReading reading,
      Source.Sink sink)
      throws IOException, InterruptedException {
    pushClosed(file, path, symlinkPath, null, reading, sink);
  }

  private static void pushClosed(
      SeekableByteChannel file,
      String path,
      String symlinkPath,
      @Nullable CommitInfo commit,
      FileReading reading,
      Source.Sink sink)
      throws IOException, InterruptedException {
    InputStream in = Channels.newInputStream(file);
    FragmentSplitter text = new FragmentSplitter(in, path, symlinkPath, commit, reading);
    DocumentFragments.Match document = text.split(sink);
    if (document != null) {
      new DocumentFragments(symlinkPath, commit, reading, sink)
          .push(document, file, path, text.hasText());
    }
  }

  /**
   * Pushes the fragments of a stream. Archives are not opened.
   *
   * @throws IOException if the stream cannot be read
   */
  static void push(InputStream bytes, String path, FileReading reading, Source.Sink sink)
      throws IOException, InterruptedException {
    pushClosed(bytes, path, null, reading, sink);
  }

  private static void pushClosed(
      InputStream bytes,
      String path,
      @Nullable CommitInfo commit,
      FileReading reading,
      Source.Sink sink)
      throws IOException, InterruptedException {
    if (reading.documents().isEmpty()) {
      new FragmentSplitter(bytes, path, "", commit, reading).split(sink);
      return;
    }
    InputStream in = new BufferedInputStream(bytes, 2 * DocumentReader.HEAD);
    if (document(in, path, reading) == null) {
      new FragmentSplitter(in, path, "", commit, reading).split(sink);
    } else {
      try (SpilledBytes spilled = SpilledBytes.of(in)) {
        pushClosed(spilled.channel(), path, "", commit, reading, sink);
      }
    }
  }

  private static DocumentFragments.@Nullable Match document(
      InputStream in, String path, FileReading reading) throws IOException {
    if (reading.documents().isEmpty()) {
      return null;
    }
    in.mark(DocumentReader.HEAD);
    byte[] head = in.readNBytes(DocumentReader.HEAD);
    in.reset();
    return DocumentFragments.match(reading, head, head.length, path);
  }

  /** Returns the format of a file that begins with these bytes, or null if it is not an archive. */
  public static @Nullable ArchiveFormat archiveFormat(byte[] head, String path) {
    return ArchiveFormat.of(head, Math.min(head.length, ArchiveFormat.HEAD), path);
  }

  /**
   * Returns what kind of program, archive or document a file is, by its first bytes, or null for
   * one that is read like text, such as text that only begins like them.
   */
  public static @Nullable String application(byte[] content) {
    return FragmentSplitter.isText(content, content.length)
        ? null
        : FileSignature.application(content, content.length);
  }

  private void file(
      InputStream bytes, @Nullable SeekableByteChannel channel, String path, int depth)
      throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(bytes);
    ArchiveFormat format = format(in, path);
    DocumentFragments.Match document = document(in, path, reading);
    if (document == null) {
      if (format == null) {
        text(in, path);
      } else {
        archive(format, in, channel, path, depth, null);
      }
    } else if (channel != null) {
      document(document, format, channel, path, depth);
    } else {
      try (SpilledBytes spilled = SpilledBytes.of(in)) {
        document(document, format, spilled.channel(), path, depth);
      }
    }
  }

  /** Pushes the bytes of a document, or the files in it if it is an archive, and then its text. */
  private void document(
      DocumentFragments.Match document,
      @Nullable ArchiveFormat format,
      SeekableByteChannel channel,
      String path,
      int depth)
      throws IOException, InterruptedException {
    channel.position(0);
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
    FragmentSplitter text = new FragmentSplitter(in, path, symlinkPath, commit, reading);
    if (format != null && depth < reading.archives().maxDepth()) {
      archive(format, in, channel, path, depth, document.reader());
    } else {
      text.split(sink);
    }
    new DocumentFragments(symlinkPath, commit, reading, sink)
        .push(document, channel, path, text.hasText());
  }

  private static @Nullable ArchiveFormat format(InputStream in, String path) throws IOException {
    in.mark(ArchiveFormat.HEAD);
    byte[] head = in.readNBytes(ArchiveFormat.HEAD);
    in.reset();
    return archiveFormat(head, path);
  }

  private void text(InputStream in, String path) throws IOException, InterruptedException {
    new FragmentSplitter(in, path, symlinkPath, commit, reading).split(sink);
  }

  /**
   * @param document the reader that reads some of the files in the archive, or null
   */
  private void archive(
      ArchiveFormat format,
      InputStream in,
      @Nullable SeekableByteChannel channel,
      String path,
      int depth,
      @Nullable DocumentReader document)
      throws InterruptedException {
    int deepest = reading.archives().maxDepth();
    if (depth + 1 > deepest) {
      String why = "it is " + format.shown() + " deeper than level " + deepest;
      sink.unread(new Unread(path, UnreadReason.UNPACK_DEPTH, why));
      return;
    }
    if (!format.isReadable()) {
      sink.unread(unread(path, ArchiveException.format(format)));
      return;
    }
    try {
      if (format.isContainer()) {
        container(format, in, channel, path, depth, document);
      } else {
        compressed(format, in, path, depth);
      }
    } catch (IOException e) {
      sink.unread(unread(path, e));
    }
  }

  private void compressed(ArchiveFormat format, InputStream in, String path, int depth)
      throws IOException, InterruptedException {
    InputStream out = new BufferedInputStream(reader.decompressed(format, in));
    ArchiveFormat inner = format(out, path);
    boolean isDeeper = inner != null && !inner.isContainer();
    file(out, null, path, isDeeper ? depth + 1 : depth);
  }

  private void container(
      ArchiveFormat format,
      InputStream in,
      @Nullable SeekableByteChannel channel,
      String path,
      int depth,
      @Nullable DocumentReader document)
      throws IOException, InterruptedException {
    reader.read(
        format,
        in,
        channel,
        new ArchiveReader.Visitor() {
          @Override
          public void file(String name, InputStream content)
              throws IOException, InterruptedException {
            String inner = clean(name);
            if (depth == 0 && reading.skipped().skipsEntry(inner)) {
              String why = "a global allowlist names it";
              sink.skipped(new Skip(path + INNER_PATH + inner, SkipReason.ALLOWLISTED_PATH, why));
            } else if (document == null || !document.readsEntry(inner)) {
              FileFragments.this.file(content, null, path + INNER_PATH + inner, depth + 1);
            }
          }

          @Override
          public void unreadable(String name, IOException reason) {
            sink.unread(FileFragments.unread(path + INNER_PATH + clean(name), reason));
          }
        });
  }

  /** Returns why a file could not be unpacked. */
  public static Unread unread(String path, IOException e) {
    UnreadReason kind = UnreadReason.UNREADABLE;
    if (e instanceof ArchiveLimitException limit) {
      kind = limit.isOfBytes() ? UnreadReason.UNPACK_SIZE : UnreadReason.UNPACK_LIMIT;
    } else if (e instanceof ArchiveException failure) {
      kind = failure.isEncrypted() ? UnreadReason.ENCRYPTED : UnreadReason.UNSUPPORTED;
    }
    return new Unread(path, kind, ArchiveReader.reason(e));
  }

  private static String clean(String name) {
    String text = name.replace('\0', '\uFFFD');
    String cleaned = Path.of(text).normalize().toString();
    return cleaned.isEmpty() ? "." : cleaned;
  }
}
