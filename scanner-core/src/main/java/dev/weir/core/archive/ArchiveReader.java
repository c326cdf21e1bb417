package dev.weir.core.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Enumeration;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMAInputStream;

/** Reads the entries of containers and the content of compressed files, within a budget. */
public final class ArchiveReader {
  /** The most bytes that a zip's directory may have: it is kept in memory. */
  private static final long MOST_DIRECTORY = 16L << 20;

  private static final int MOST_7Z_KIBIBYTES = 128 * 1024;
  private static final int LZMA = ZipMethod.LZMA.getCode();
  private static final int LZMA_HEADER = 9;
  private static final int LZMA_END_MARKER = 2;
  private static final int DIRECTORY_END = 22;
  private static final int MOST_COMMENT = 0xFFFF;

  private final UnpackBudget budget;

  public ArchiveReader(UnpackBudget budget) {
    this.budget = budget;
  }

  /** Returns a channel over bytes in memory, which must not be changed. */
  public static SeekableByteChannel channel(byte[] bytes) {
    return new SeekableInMemoryByteChannel(bytes);
  }

  /** Receives the files of a container. */
  public interface Visitor {
    /**
     * Receives a file.
     *
     * @param name the name as the archive has it
     * @param in the content; a failure to read it ends the entry, or the container if the entries
     *     after it cannot be reached any more
     */
    void file(String name, InputStream in) throws IOException, InterruptedException;

    /** Receives the name of a file that cannot be read while others can, and why. */
    void unreadable(String name, IOException reason);
  }

  /** Receives everything that a tar archive lists. */
  public interface TarVisitor {
    /**
     * Receives an entry, in the order of the archive.
     *
     * @param content the bytes of a file; empty for other entries
     */
    void entry(TarEntry entry, InputStream content) throws IOException, InterruptedException;
  }

  /**
   * Pushes all entries of a tar archive, also links and folders. The budget counts what sparse
   * files expand to, and the entries; {@link #decompressed} counts the rest.
   *
   * @throws ArchiveLimitException if the budget is used up
   * @throws IOException if the archive is damaged so that the rest cannot be reached
   */
  public void readTar(InputStream in, TarVisitor visitor) throws IOException, InterruptedException {
    HeaderLimit limit = new HeaderLimit(in);
    TarArchiveInputStream entries = new TarArchiveInputStream(limit);
    while (true) {
      limit.start();
      TarArchiveEntry entry = Damage.guard(entries::getNextEntry);
      limit.end();
      if (entry == null) {
        return;
      }
      budget.entry();
      InputStream content = entry.isSparse() ? budget.counted(entries) : budget.guarded(entries);
      visitor.entry(TarEntry.of(entry), content);
      content.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Returns the content of a compressed file.
   *
   * @throws IOException if the file does not have this format, or is damaged
   */
  public InputStream decompressed(ArchiveFormat format, InputStream in) throws IOException {
    return budget.counted(Decompression.open(format, in));
  }

  /**
   * Pushes the files of a container, in the order of the container.
   *
   * @param channel the same bytes as {@code in} for reading in any order, not closed; or null if
   *     there is only {@code in}
   * @throws ArchiveLimitException if the budget is used up
   * @throws IOException if the container is damaged so that the rest cannot be reached
   */
  public void read(
      ArchiveFormat format, InputStream in, @Nullable SeekableByteChannel channel, Visitor visitor)
      throws IOException, InterruptedException {
    switch (format) {
      case TAR -> {
        HeaderLimit limit = new HeaderLimit(in);
        stream(new TarArchiveInputStream(limit), limit, visitor);
      }
      case AR -> {
        HeaderLimit limit = new HeaderLimit(in);
        stream(new ArArchiveInputStream(limit), limit, visitor);
      }
      case ZIP, SEVEN_ZIP -> {
        if (channel != null) {
          channel.position(0);
          random(format, new KeptChannel(channel), visitor);
        } else {
          try (SpilledBytes bytes = SpilledBytes.of(in)) {
            random(format, bytes.channel(), visitor);
          }
        }
      }
      default -> throw ArchiveException.format(format);
    }
  }

  private void stream(ArchiveInputStream<?> entries, HeaderLimit limit, Visitor visitor)
      throws IOException, InterruptedException {
    while (true) {
      limit.start();
      ArchiveEntry entry = Damage.guard(entries::getNextEntry);
      limit.end();
      if (entry == null) {
        return;
      }
      budget.entry();
      InputStream content = budget.counted(entries);
      if (!entries.canReadEntryData(entry)) {
        visitor.unreadable(entry.getName(), ArchiveException.compression());
        continue;
      }
      if (!entry.isDirectory() && !(entry instanceof TarArchiveEntry tar && !isFile(tar))) {
        visitor.file(entry.getName(), content);
      }
      // Reads what the visitor left unread, so that the next step reads only headers.
      content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static boolean isFile(TarArchiveEntry entry) {
    return TarEntry.of(entry).kind() == TarEntry.Kind.FILE;
  }

  private void random(ArchiveFormat format, SeekableByteChannel channel, Visitor visitor)
      throws IOException, InterruptedException {
    if (format == ArchiveFormat.ZIP) {
      zip(channel, visitor);
    } else {
      sevenZip(channel, visitor);
    }
  }

  private void zip(SeekableByteChannel channel, Visitor visitor)
      throws IOException, InterruptedException {
    int declared = checkDirectory(channel);
    int seen = 0;
    try (ZipFile zip =
        Damage.guard(
            () ->
                ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get())) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        seen++;
        budget.entry();
        if (entry.isDirectory()) {
          continue;
        }
        String name = entry.getName();
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          visitor.unreadable(name, ArchiveException.encrypted());
        } else if (!zip.canReadEntryData(entry) && entry.getMethod() != LZMA) {
          visitor.unreadable(name, ArchiveException.compression());
        } else {
          zipEntry(zip, entry, visitor);
        }
      }
      checkCount(declared, seen);
    }
  }

  // The entry count of a zip without 64-bit sizes has 16 bits.
  private static void checkCount(int declared, int seen) throws IOException {
    boolean isWide = declared == MOST_COMMENT;
    if (seen < declared && !isWide && (seen & MOST_COMMENT) != declared) {
      throw new IOException(
          "it is damaged: its directory lists "
              + declared
              + " files, but only "
              + seen
              + " can be read");
    }
  }

  private void zipEntry(ZipFile zip, ZipArchiveEntry entry, Visitor visitor)
      throws IOException, InterruptedException {
    try (InputStream in = budget.counted(Damage.guard(() -> content(zip, entry)))) {
      visitor.file(entry.getName(), in);
    } catch (ArchiveLimitException e) {
      throw e;
    } catch (IOException e) {
      visitor.unreadable(entry.getName(), e);
    }
  }

  private static InputStream content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    if (entry.getMethod() != LZMA) {
      return zip.getInputStream(entry);
    }
    // APPNOTE.TXT 5.8.8: version, length of the properties, the properties, the stream
    InputStream raw = zip.getRawInputStream(entry);
    byte[] header = raw.readNBytes(LZMA_HEADER);
    if (header.length < LZMA_HEADER) {
      throw new IOException("it is cut off");
    }
    int dictionary =
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LZMA_HEADER - Integer.BYTES);
    if (dictionary < 0 || dictionary > MOST_7Z_KIBIBYTES * 1024) {
      throw new IOException("its dictionary is too large");
    }
    boolean marked = (entry.getRawFlag() & LZMA_END_MARKER) != 0;
    return new LZMAInputStream(raw, marked ? -1 : entry.getSize(), header[4], dictionary);
  }

  /**
   * Returns the number of entries that the directory declares, modulo 65536. Refuses a directory
   * that is too large, because millions of entries would fill the memory before the first one is
   * read.
   */
  private static int checkDirectory(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    int tail = (int) Math.min(size, DIRECTORY_END + MOST_COMMENT);
    ByteBuffer end = ByteBuffer.allocate(tail).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(size - tail);
    while (end.hasRemaining() && channel.read(end) > 0) {
      // until it is full
    }
    channel.position(0);
    for (int at = tail - DIRECTORY_END; at >= 0; at--) {
      if (end.getInt(at) == 0x06054b50) {
        long offset = Integer.toUnsignedLong(end.getInt(at + 16));
        long length = Integer.toUnsignedLong(end.getInt(at + 12));
        boolean wide = offset == 0xFFFFFFFFL || length == 0xFFFFFFFFL;
        long room = wide ? directoryRoom(channel, size - tail + at) : size - tail + at - offset;
        if (Math.max(room, wide ? 0 : length) > MOST_DIRECTORY) {
          throw ArchiveLimitException.other(
              "its directory is larger than " + MOST_DIRECTORY + " bytes");
        }
        return Short.toUnsignedInt(end.getShort(at + 10));
      }
    }
    throw new IOException("it is cut off: its directory is missing");
  }

  /**
   * Returns the length that a zip64 archive declares for its directory, in the record before the
   * end of the directory.
   */
  private static long directoryRoom(SeekableByteChannel channel, long end) throws IOException {
    int record = 56;
    int locator = 20;
    ByteBuffer bytes = ByteBuffer.allocate(record).order(ByteOrder.LITTLE_ENDIAN);
    if (end < record + locator) {
      throw new IOException("it is damaged: its directory is missing");
    }
    channel.position(end - locator - record);
    while (bytes.hasRemaining() && channel.read(bytes) > 0) {
      // until it is full
    }
    channel.position(0);
    if (bytes.getInt(0) != 0x06064b50) {
      throw new IOException("it is damaged: its directory is missing");
    }
    return end - bytes.getLong(48);
  }

  private void sevenZip(SeekableByteChannel channel, Visitor visitor)
      throws IOException, InterruptedException {
    try (SevenZFile file =
        Damage.guard(
            () ->
                SevenZFile.builder()
                    .setSeekableByteChannel(channel)
                    .setMaxMemoryLimitKiB(MOST_7Z_KIBIBYTES)
                    .setUseDefaultNameForUnnamedEntries(true)
                    .get())) {
      while (true) {
        SevenZArchiveEntry entry = Damage.guard(file::getNextEntry);
        if (entry == null) {
          return;
        }
        budget.entry();
        if (entry.isDirectory() || !entry.hasStream()) {
          continue;
        }
        try {
          visitor.file(
              String.valueOf(entry.getName()),
              budget.counted(
                  new InputStream() {
                    @Override
                    public int read() throws IOException {
                      return file.read();
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                      return file.read(buffer, offset, length);
                    }
                  }));
        } catch (PasswordRequiredException e) {
          visitor.unreadable(String.valueOf(entry.getName()), ArchiveException.encrypted());
        }
      }
    } catch (PasswordRequiredException e) {
      ArchiveException encrypted = ArchiveException.encrypted();
      encrypted.initCause(e);
      throw encrypted;
    }
  }

  /** Describes a failure in words for a message. */
  public static String reason(IOException e) {
    String message = e.getMessage();
    if (e instanceof EOFException) {
      return "it is cut off";
    }
    boolean own =
        e instanceof ArchiveLimitException
            || e instanceof ArchiveException
            || (message != null && message.startsWith("it"));
    return own ? String.valueOf(message) : "it is damaged or cut off: " + message;
  }
}
