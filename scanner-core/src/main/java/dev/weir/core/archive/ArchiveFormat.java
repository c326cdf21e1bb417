package dev.weir.core.archive;

import dev.weir.core.file.FileHead;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A kind of archive or compressed file. */
public enum ArchiveFormat {
  ZIP("a zip archive", true, true),
  TAR("a tar archive", true, true),
  SEVEN_ZIP("a 7z archive", true, true),
  AR("an ar archive", true, true),
  RAR("a rar archive", true, false),
  GZIP("gzip", false, true),
  BZIP2("bzip2", false, true),
  XZ("xz", false, true),
  LZMA("lzma", false, true),
  LZIP("lzip", false, true),
  ZSTANDARD("zstd", false, true),
  LZ4("lz4", false, true),
  SNAPPY("snappy", false, true),
  S2("s2", false, false),
  COMPRESS("compress", false, true),
  ZLIB("zlib", false, true),
  BROTLI("brotli", false, true);

  /** The most bytes that {@link #of} reads. */
  public static final int HEAD = 512;

  private static final int TAR_MAGIC = 257;
  private static final int TAR_CHECKSUM = 148;
  private static final int TAR_CHECKSUM_LENGTH = 8;

  private final String shown;
  private final boolean container;
  private final boolean readable;

  ArchiveFormat(String shown, boolean container, boolean readable) {
    this.shown = shown;
    this.container = container;
    this.readable = readable;
  }

  /** Returns the name of this format for messages, with an article where it needs one. */
  public String shown() {
    return shown;
  }

  /**
   * Returns true if files of this format hold named files, false if they are one compressed file.
   */
  public boolean isContainer() {
    return container;
  }

  /** Returns true if weir can open this format. */
  public boolean isReadable() {
    return readable;
  }

  /**
   * Recognises the format by the first bytes. For brotli, zlib and lzma, which have no signature,
   * the end of the file's name must match too.
   *
   * @param head the first bytes, {@link #HEAD} of them if the file has that many
   * @param length how many bytes of {@code head} are filled
   * @return null if the file is not an archive
   */
  public static @Nullable ArchiveFormat of(byte[] head, int length, String name) {
    FileHead h = new FileHead(head, length);
    ArchiveFormat container = container(h);
    if (container != null) {
      return container;
    }
    if (h.has(0, "\u001F\u008B\b")) {
      return GZIP;
    }
    if (h.has(0, "BZh") && h.has(4, "1AY&SY")) {
      return BZIP2;
    }
    if (h.has(0, "\u00FD7zXZ\0")) {
      return XZ;
    }
    if (h.has(0, "LZIP\1")) {
      return LZIP;
    }
    if (h.has(0, "(\u00B5/\u00FD")) {
      return ZSTANDARD;
    }
    if (h.has(0, "\u0004\"M\u0018")) {
      return LZ4;
    }
    if (h.has(0, "\u00FF\u0006\0\0sNaPpY")) {
      return SNAPPY;
    }
    if (h.has(0, "\u00FF\u0006\0\0S2sTwO")) {
      return S2;
    }
    if (h.has(0, "\u001F\u009D")) {
      return COMPRESS;
    }
    return byName(h, name.toLowerCase(Locale.ROOT));
  }

  private static @Nullable ArchiveFormat container(FileHead h) {
    if (h.has(0, "PK\u0003\u0004") || h.has(0, "PK\u0005\u0006") || h.has(0, "PK\u0007\b")) {
      return ZIP;
    }
    if (h.has(0, "7z\u00BC\u00AF'\u001C")) {
      return SEVEN_ZIP;
    }
    if (h.has(0, "Rar!\u001A\u0007")) {
      return RAR;
    }
    if (h.has(0, "!<arch>\n")) {
      return AR;
    }
    return isTar(h) ? TAR : null;
  }

  private static @Nullable ArchiveFormat byName(FileHead h, String name) {
    if (name.endsWith(".lzma") && h.has(0, "]\0\0")) {
      return LZMA;
    }
    boolean zlib =
        h.has(0, "x\u0001") || h.has(0, "x\u009C") || h.has(0, "x\u00DA") || h.has(0, "x^");
    if (name.endsWith(".zz") && zlib) {
      return ZLIB;
    }
    return name.endsWith(".br") && isNotText(h) ? BROTLI : null;
  }

  /** Old tar files have no signature, but their header contains its own checksum. */
  private static boolean isTar(FileHead head) {
    byte[] bytes = head.bytes();
    if (head.length() < HEAD || bytes[0] == 0) {
      return false;
    }
    return head.has(TAR_MAGIC, "ustar") || isTarChecksumRight(bytes);
  }

  /** The field is six octal digits, and counts as spaces in the sum (POSIX, pax). */
  private static boolean isTarChecksumRight(byte[] bytes) {
    long wanted = 0;
    int digits = 0;
    for (int i = TAR_CHECKSUM; i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '7') {
        wanted = wanted * 8 + bytes[i] - '0';
        digits++;
      } else if (bytes[i] != ' ' && bytes[i] != 0) {
        return false;
      }
    }
    long sum = (long) ' ' * TAR_CHECKSUM_LENGTH;
    for (int i = 0; i < HEAD; i++) {
      boolean inField = i >= TAR_CHECKSUM && i < TAR_CHECKSUM + TAR_CHECKSUM_LENGTH;
      sum += inField ? 0 : bytes[i] & 0xFF;
    }
    return digits > 0 && sum == wanted;
  }

  private static boolean isNotText(FileHead head) {
    byte[] bytes = head.bytes();
    int length = head.length();
    for (int i = 0; i < length; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\f\r\u001B".indexOf(bytes[i]) < 0) {
        return true;
      }
    }
    // A character that is cut off at the end does not prove anything.
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') >= 0 && text.indexOf('\uFFFD') < text.length() - 3;
  }
}
