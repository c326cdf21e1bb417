package dev.weir.core.file;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, by the first bytes of a file, whether gitleaks would skip it.
 *
 * <p>gitleaks: its library knows seven groups of formats and uses the first that matches; a format
 * whose MIME type begins with {@code application} is not scanned. Pictures, sound and film are
 * tried before archives, so a file that matches both is scanned. Some signatures are so short that
 * they occur in text: {@code MZ}, {@code %!}, {@code SQLi}, {@code FWS}. weir does the same,
 * because it must give the same findings, but reports each file that it skips.
 */
public final class FileSignature {
  private static final Set<String> MP4_BRANDS =
      Set.of(
          "avc1", "dash", "iso2", "iso3", "iso4", "iso5", "iso6", "isom", "mmp4", "mp41", "mp42",
          "mp4v", "mp71", "MSNV", "NDAS", "NDSC", "NSDC", "NDSH", "NDSM", "NDSP", "NDSS", "NDXC",
          "NDXH", "NDXM", "NDXP", "NDXS", "F4V ", "F4P ");
  private static final int MATROSKA_LIMIT = 4096;
  private static final String ARCHIVE = "an archive";
  private static final String COMPRESSED = "compressed data";

  private final byte[] bytes;
  private final int length;
  private final FileHead head;

  private FileSignature(byte[] bytes, int length) {
    this.head = new FileHead(bytes, length);
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * Returns the name of the format of a file that begins with these bytes, or null if the file is
   * scanned.
   *
   * @param length how many of the bytes are filled
   */
  public static @Nullable String application(byte[] bytes, int length) {
    FileSignature signature = new FileSignature(bytes, length);
    String program = signature.program();
    if (program != null) {
      return program;
    }
    if (signature.isImage() || signature.isVideo() || signature.isAudio()) {
      return null;
    }
    if (signature.isFont()) {
      return "a font";
    }
    return signature.isOfficeDocument() ? "an office document" : signature.archive();
  }

  /** Returns true if a file that begins with these bytes is a picture, sound or film. */
  public static boolean isMedia(byte[] bytes, int length) {
    FileSignature signature = new FileSignature(bytes, length);
    return signature.isImage() || signature.isVideo() || signature.isAudio();
  }

  /**
   * Returns true if the format that {@link #application} returned is an archive or compressed data.
   */
  public static boolean isArchive(String application) {
    return application.equals(ARCHIVE) || application.equals(COMPRESSED);
  }

  private @Nullable String program() {
    if (has(0, "\0asm\1\0\0\0")) {
      return "a WebAssembly program";
    }
    boolean dex = length > 36 && has(0, "dex\n") && bytes[36] == 'p';
    boolean dey = length > 100 && has(0, "dey\n") && has(40, "dex\n") && bytes[76] == 'p';
    return dex || dey ? "an Android program" : null;
  }

  private boolean isImage() {
    boolean tiff = length > 10 && (has(0, "II*\0") || has(0, "MM\0*"));
    return tiff
        || has(0, "\u00FF\u00D8\u00FF")
        || has(0, "\0\0\0\fjP  \r\n\u0087\n\0")
        || has(0, "\u0089PNG")
        || has(0, "GIF")
        || has(8, "WEBP")
        || has(0, "BM")
        || has(0, "II\u00BC")
        || has(0, "8BPS")
        || has(0, "\0\0\1\0")
        || has(0, "AC10")
        || isHeif();
  }

  private boolean isHeif() {
    if (length < 17 || !has(4, "ftyp")) {
      return false;
    }
    // gitleaks: the length of the box is unsigned and may not reach beyond the bytes that were read
    long box =
        Integer.toUnsignedLong(
            (bytes[0] << 24)
                | ((bytes[1] & 0xFF) << 16)
                | ((bytes[2] & 0xFF) << 8)
                | (bytes[3] & 0xFF));
    if (length < box) {
      return false;
    }
    if (has(8, "heic")) {
      return true;
    }
    if (has(8, "mif1") || has(8, "msf1")) {
      for (int i = 16; i < box; i += 4) {
        if (has(i, "heic")) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isVideo() {
    if (has(4, "ftyp")) {
      boolean brand = length > 11 && MP4_BRANDS.contains(text(8, 4));
      if (brand || has(8, "M4V") || has(8, "3gp")) {
        return true;
      }
    }
    boolean quickTime =
        length > 15
            && (has(0, "\0\0\0\u0014ftyp") || has(4, "moov") || has(4, "mdat") || has(12, "mdat"));
    boolean mpeg =
        length > 3 && has(0, "\0\0\1") && (bytes[3] & 0xFF) >= 0xB0 && (bytes[3] & 0xFF) <= 0xBF;
    return quickTime
        || mpeg
        || (has(0, "RIFF") && has(8, "AVI"))
        || has(0, "0&\u00B2u\u008Ef\u00CF\u0011\u00A6\u00D9")
        || has(0, "FLV\1")
        || (has(0, "\u001AE\u00DF\u00A3") && (isMatroska("matroska") || isMatroska("webm")));
  }

  private boolean isMatroska(String kind) {
    for (int i = 0; i + kind.length() <= Math.min(length, MATROSKA_LIMIT); i++) {
      if (has(i, kind)) {
        return i >= 3 && has(i - 3, "B\u0082");
      }
    }
    return false;
  }

  private boolean isAudio() {
    return has(0, "MThd")
        || has(0, "ID3")
        || (length > 2 && has(0, "\u00FF\u00FB"))
        || has(4, "ftypM4A")
        || (length > 10 && has(0, "M4A "))
        || has(0, "OggS")
        || has(0, "fLaC")
        || (has(0, "RIFF") && has(8, "WAVE"))
        || (length > 11 && has(0, "#!AMR\n"))
        || has(0, "\u00FF\u00F1")
        || has(0, "\u00FF\u00F9")
        || (has(0, "FORM") && has(8, "AIFF"));
  }

  private boolean isFont() {
    return has(0, "wOFF\0\1\0\0")
        || has(0, "wOF2\0\1\0\0")
        || has(0, "\0\1\0\0\0")
        || has(0, "OTTO\0");
  }

  private boolean isOfficeDocument() {
    if (!has(0, "\u00D0\u00CF\u0011\u00E0")) {
      return false;
    }
    return length <= 513 || has(512, "\u00EC\u00A5") || has(512, "\t\b") || has(512, "\u00A0F");
  }

  private @Nullable String archive() {
    boolean zip =
        length > 3
            && has(0, "PK")
            && (bytes[2] == 3 || bytes[2] == 5 || bytes[2] == 7)
            && (bytes[3] == 4 || bytes[3] == 6 || bytes[3] == 8);
    boolean rar = has(0, "Rar!\u001A\7\0") || has(0, "Rar!\u001A\7\1");
    if (zip || rar || has(257, "ustar") || has(0, "7z\u00BC\u00AF'\u001C")) {
      return ARCHIVE;
    }
    if (has(0, "MSCF") || has(0, "ISc(") || has(0, "!<arch>") || isDisk()) {
      return ARCHIVE;
    }
    if (has(0, "Cr24") || (length > 96 && has(0, "\u00ED\u00AB\u00EE\u00DB"))) {
      return "a package";
    }
    return isCompressed() ? COMPRESSED : programOrDocument();
  }

  private boolean isDisk() {
    return has(32769, "CD001");
  }

  private boolean isCompressed() {
    return has(0, "\u001F\u008B\b")
        || has(0, "BZh")
        || has(0, "\u00FD7zXZ\0")
        || has(0, "\u001F\u00A0")
        || has(0, "\u001F\u009D")
        || has(0, "LZIP")
        || isZstandard();
  }

  /**
   * Returns true for a Zstandard frame, or for skippable frames that lie within the block before a
   * frame.
   */
  private boolean isZstandard() {
    long at = 0;
    while (at < length) {
      int start = (int) at;
      if (has(start, "(\u00B5/\u00FD")) {
        return true;
      }
      if (length - start < 8 || (bytes[start] & 0xF0) != 0x50 || !has(start + 1, "*M\u0018")) {
        return false;
      }
      long size =
          (bytes[start + 4] & 0xFF)
              | ((bytes[start + 5] & 0xFF) << 8)
              | ((bytes[start + 6] & 0xFF) << 16)
              | ((bytes[start + 7] & 0xFFL) << 24);
      at += 8 + size;
    }
    return false;
  }

  private @Nullable String programOrDocument() {
    if (has(0, "%PDF")) {
      return "a PDF document";
    }
    if (has(0, "{\\rtf")) {
      return "an RTF document";
    }
    if (has(0, "%!")) {
      return "a PostScript document";
    }
    if (has(0, "SQLi")) {
      return "a database";
    }
    if (has(0, "CWS") || has(0, "FWS")) {
      return "a Flash film";
    }
    if (has(128, "DICM")) {
      return "a medical picture";
    }
    if (isEmbeddedFont()) {
      return "a font";
    }
    boolean elf = length > 52 && has(0, "\u007FELF");
    return elf || has(0, "MZ") || has(0, "NES\u001A") || isMachO() ? "a program" : null;
  }

  private boolean isEmbeddedFont() {
    return has(34, "LP") && (has(8, "\2\0\1") || has(8, "\1\0\0") || has(8, "\2\0\2"));
  }

  private boolean isMachO() {
    return has(0, "\u00FE\u00ED\u00FA\u00CF")
        || has(0, "\u00FE\u00ED\u00FA\u00CE")
        || has(0, "\u00BE\u00BA\u00FE\u00CA")
        || has(0, "\u00CF\u00FA\u00ED\u00FE")
        || has(0, "\u00CE\u00FA\u00ED\u00FE")
        || has(0, "\u00CA\u00FE\u00BA\u00BE");
  }

  private boolean has(int offset, String magic) {
    return head.has(offset, magic);
  }

  private String text(int offset, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append((char) (bytes[offset + i] & 0xFF));
    }
    return text.toString();
  }
}
