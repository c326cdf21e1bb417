package dev.weir.image;

import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.archive.SpilledBytes;
import dev.weir.core.file.FailureWords;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads container images: archives of {@code docker save}, old and new, and OCI layouts as folders
 * or archives, compressed or not.
 */
public final class ImageSource implements Source {
  private static final String NO_IMAGE =
      " is no image: it has neither an index.json nor a manifest.json; weir dir reads other files";

  private static final String HOW =
      "make a file of an image with: docker save IMAGE -o FILE, and read it with: weir image FILE";

  private final Opening opening;
  private final String shown;
  private final FileReading reading;

  /** Opens the image when the scan begins. */
  @FunctionalInterface
  private interface Opening {
    BlobStore open() throws IOException;
  }

  private ImageSource(Opening opening, String shown, FileReading reading) {
    this.opening = opening;
    this.shown = shown;
    this.reading = reading;
  }

  /**
   * Creates the source of a file or a folder.
   *
   * @param shown how to name it in messages
   * @param reading how the files of the image are read; archives in it as far as it says
   */
  public static ImageSource of(Path image, String shown, FileReading reading) {
    ArchiveLimits limits = Layers.limits(reading.archives());
    return new ImageSource(
        () -> {
          if (Files.isDirectory(image)) {
            return new FolderStore(image.toRealPath(), limits.maxEntries());
          }
          if (Files.exists(image) && !Files.isRegularFile(image)) {
            // A pipe, which can be read only once.
            try (InputStream in = Files.newInputStream(image)) {
              return archive(SpilledBytes.of(in).channel(), limits);
            }
          }
          return archive(Files.newByteChannel(image), limits);
        },
        shown,
        reading);
  }

  /**
   * Creates the source of an archive that is read from a stream.
   *
   * @param in read to its end when the scan begins, not closed
   */
  public static ImageSource of(InputStream in, FileReading reading) {
    ArchiveLimits limits = Layers.limits(reading.archives());
    return new ImageSource(
        () -> archive(SpilledBytes.of(in).channel(), limits), "standard input", reading);
  }

  private static BlobStore archive(SeekableByteChannel channel, ArchiveLimits limits)
      throws IOException {
    try {
      ArchiveFormat format = format(channel);
      if (format == ArchiveFormat.TAR) {
        return new TarStore(channel, channel, limits);
      }
      if (format == null || format.isContainer() || !format.isReadable()) {
        throw new IOException("it is no tar archive");
      }
      channel.position(0);
      ArchiveReader reader = new ArchiveReader(Layers.budget(limits, channel.size()));
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
      SpilledBytes plain = SpilledBytes.of(reader.decompressed(format, in));
      channel.close();
      return new TarStore(plain.channel(), plain, limits);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable ArchiveFormat format(SeekableByteChannel channel) throws IOException {
    channel.position(0);
    byte[] head = Channels.newInputStream(channel).readNBytes(ArchiveFormat.HEAD);
    return ArchiveFormat.of(head, head.length, "");
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    try (BlobStore store = opening.open()) {
      read(store, sink);
    } catch (NoSuchFileException e) {
      throw new SourceException(shown + ": no such file; " + HOW);
    } catch (IOException e) {
      throw new SourceException(
          shown + " cannot be read as an image: " + FailureWords.of(e) + "; " + HOW);
    }
  }

  private void read(BlobStore store, Sink sink) throws InterruptedException {
    if (store instanceof FolderStore folder) {
      for (String link : folder.links()) {
        String why = "it is a link or no plain file, and may lead out of the layout";
        sink.unread(new Unread(link, UnreadReason.UNSUPPORTED, why));
      }
    }
    if (store instanceof TarStore tar) {
      for (String name : tar.replaced()) {
        String why = "the archive has a later file of the same name; only that one was read";
        sink.unread(new Unread(name, UnreadReason.UNSUPPORTED, why));
      }
    }
    if (!new ImageReader(store, reading, sink).read()) {
      throw new SourceException(shown + NO_IMAGE);
    }
  }
}
