package dev.weir.image;

import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.TarEntry;
import dev.weir.core.archive.UnpackBudget;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the files of layers, within limits, and checks that the layers are what they should be.
 */
final class Layers {
  /** A layer holds the files of a whole system, so it may be larger than other archives. */
  private static final long MOST_BYTES = 10_000_000_000L;

  private static final long LEAST_BYTES = 1_000_000_000L;
  private static final int MOST_ENTRIES = 1_000_000;

  private final BlobStore store;
  private final FileReading reading;
  private final Source.Sink sink;
  private final List<FileStates> states;
  private final Origin origin;

  Layers(
      BlobStore store,
      FileReading reading,
      Source.Sink sink,
      List<FileStates> states,
      Origin origin) {
    this.store = store;
    this.reading = reading;
    this.sink = sink;
    this.states = states;
    this.origin = origin;
  }

  /** Returns the limits of an image that the limits of other archives allow. */
  static ArchiveLimits limits(ArchiveLimits of) {
    return new ArchiveLimits(of.maxDepth(), of.maxBytes(), MOST_ENTRIES);
  }

  /** Returns the budget of a layer, or of an image, that takes {@code size} bytes. */
  static UnpackBudget budget(ArchiveLimits of, long size) {
    long asked = of.maxBytes();
    long byRatio =
        Math.min(MOST_BYTES / ArchiveLimits.DEFAULT_RATIO, size) * ArchiveLimits.DEFAULT_RATIO;
    long most = asked > 0 ? asked : Math.max(LEAST_BYTES, byRatio);
    return new UnpackBudget(new ArchiveLimits(of.maxDepth(), most, MOST_ENTRIES), size);
  }

  /** Reads a layer of images. */
  void read(LayerOrder.Shared shared) throws InterruptedException {
    Image.Layer layer = shared.layer();
    if (layer.blob().stored().isEmpty()) {
      sink.unread(new Unread(layer.title(), UnreadReason.MISSING, "it is not there"));
      return;
    }
    read(shared, layer.title());
    for (LayerOrder.Use use : shared.uses()) {
      state(use).endLayer();
    }
  }

  /** Reads a file that belongs to no image. It may be a layer all the same. */
  void readLoose(String stored) throws InterruptedException {
    Image.Blob blob = new Image.Blob(stored, null, stored);
    read(new LayerOrder.Shared(new Image.Layer(blob, null, "", ""), List.of()), stored);
  }

  private void read(LayerOrder.Shared shared, String title) throws InterruptedException {
    Image.Layer layer = shared.layer();
    Image.Blob blob = layer.blob();
    try (Digest.Checked stored = new Digest.Checked(store.open(blob.stored()), blob.digest())) {
      ArchiveReader reader =
          new ArchiveReader(budget(reading.archives(), store.size(blob.stored())));
      Digest.Checked plain = new Digest.Checked(plain(stored, reader), layer.content());
      if (contents(new BufferedInputStream(plain), shared, title, reader)
          || blob.form() == Image.Form.ANY) {
        problem(title, plain.problem());
      } else {
        noArchive(title, blob.form());
      }
      problem(title, stored.problem());
    } catch (IOException e) {
      sink.unread(FileFragments.unread(title, e));
    }
  }

  private void noArchive(String title, Image.Form form) {
    boolean isEncrypted = form == Image.Form.ENCRYPTED;
    UnreadReason reason = isEncrypted ? UnreadReason.ENCRYPTED : UnreadReason.UNREADABLE;
    String why = isEncrypted ? "it is encrypted" : "it is no tar archive, as a layer should be";
    sink.unread(new Unread(title, reason, why));
  }

  private void problem(String title, String problem) {
    if (!problem.isEmpty()) {
      sink.unread(new Unread(title, problem));
    }
  }

  private static InputStream plain(InputStream stored, ArchiveReader reader) throws IOException {
    InputStream in = new BufferedInputStream(stored);
    ArchiveFormat format = format(in);
    if (format == null || format.isContainer() || !format.isReadable()) {
      return in;
    }
    return reader.decompressed(format, in);
  }

  private static @Nullable ArchiveFormat format(InputStream in) throws IOException {
    in.mark(ArchiveFormat.HEAD);
    byte[] head = in.readNBytes(ArchiveFormat.HEAD);
    in.reset();
    return ArchiveFormat.of(head, head.length, "");
  }

  /** Pushes the files of a layer; returns false if it is no archive and was pushed as a file. */
  private boolean contents(
      InputStream in, LayerOrder.Shared shared, String title, ArchiveReader reader)
      throws IOException, InterruptedException {
    if (format(in) == ArchiveFormat.TAR) {
      String prefix = title + FileFragments.INNER_PATH + "/";
      reader.readTar(in, (entry, content) -> entry(entry, content, shared, prefix, reader));
    } else if (!isEmptyTar(in)) {
      push(in, title, origin.of(shared, ""), reader);
      return false;
    }
    return true;
  }

  /** Returns true for an archive without entries, which begins with a block of zeros. */
  private static boolean isEmptyTar(InputStream in) throws IOException {
    in.mark(ArchiveFormat.HEAD);
    byte[] head = in.readNBytes(ArchiveFormat.HEAD);
    in.reset();
    for (byte b : head) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void entry(
      TarEntry entry,
      InputStream content,
      LayerOrder.Shared shared,
      String prefix,
      ArchiveReader reader)
      throws IOException, InterruptedException {
    String name = EntryNames.clean(entry.name());
    for (LayerOrder.Use use : shared.uses()) {
      // Nothing lies below the lowest layer.
      if (use.number() > 0) {
        boolean isFolder = entry.kind() == TarEntry.Kind.FOLDER;
        state(use).add(name, isFolder, use.number());
      }
    }
    if (entry.kind() == TarEntry.Kind.FILE) {
      if (reading.skipped().skipsEntry(name)) {
        String why = "a global allowlist names it";
        sink.skipped(new Skip(prefix + name, SkipReason.ALLOWLISTED_PATH, why));
      } else {
        push(content, prefix + name, origin.of(shared, name), reader);
      }
    }
  }

  private void push(InputStream in, String path, CommitInfo of, ArchiveReader reader)
      throws IOException, InterruptedException {
    FileFragments.pushUnpacked(in, path, of, reading, reader, sink);
    sink.read(Source.Unit.FILE);
  }

  private FileStates state(LayerOrder.Use use) {
    return states.get(use.image());
  }
}
