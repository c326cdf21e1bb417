package dev.weir.core.source;

import dev.weir.core.text.Content;

/**
 * Tells by their first bytes which files gitleaks leaves out: programs, archives, fonts and
 * documents. Images, audio and video are read as text, like everything else.
 */
final class FileSignature {
  // At an offset: the text, in ISO 8859-1. The first table protects from the second.
  private static final String[][] MEDIA = {
    {"0", "\u00ff\u00d8\u00ff"},
    {"0", "\u0089PNG"},
    {"0", "GIF"},
    {"8", "WEBP"},
    {"0", "II*\0"},
    {"0", "MM\0*"},
    {"0", "BM"},
    {"0", "II\u00bc"},
    {"0", "8BPS"},
    {"0", "\0\0\1\0"},
    {"4", "ftyp"},
    {"0", "AC10"},
    {"4", "moov"},
    {"4", "mdat"},
    {"12", "mdat"},
    {"0", "FLV\1"},
    {"0", "MThd"},
    {"0", "ID3"},
    {"0", "\u00ff\u00fb"},
    {"0", "M4A "},
    {"0", "OggS"},
    {"0", "fLaC"},
    {"0", "#!AMR\n"},
    {"0", "\u00ff\u00f1"},
    {"0", "\u00ff\u00f9"},
  };
  private static final String[][] APPLICATION = {
    {"0", "wOFF\0\1\0\0"},
    {"0", "wOF2\0\1\0\0"},
    {"0", "\0\1\0\0\0"},
    {"0", "OTTO\0"},
    {"257", "ustar"},
    {"0", "Rar!\u001a\7\0"},
    {"0", "Rar!\u001a\7\1"},
    {"0", "\u001f\u008b\u0008"},
    {"0", "BZh"},
    {"0", "7z\u00bc\u00af'\u001c"},
    {"0", "\u00fd7zXZ\0"},
    {"0", "(\u00b5/\u00fd"},
    {"0", "%PDF"},
    {"0", "MZ"},
    {"0", "CWS"},
    {"0", "FWS"},
    {"0", "{\\rtf"},
    {"0", "%!"},
    {"0", "SQLi"},
    {"0", "NES\u001a"},
    {"0", "Cr24"},
    {"0", "MSCF"},
    {"0", "ISc("},
    {"0", "!<arch>"},
    {"0", "\u001f\u00a0"},
    {"0", "\u001f\u009d"},
    {"0", "LZIP"},
    {"128", "DICM"},
    {"32769", "CD001"},
    {"0", "\u00fe\u00ed\u00fa\u00ce"},
    {"0", "\u00fe\u00ed\u00fa\u00cf"},
    {"0", "\u00ce\u00fa\u00ed\u00fe"},
    {"0", "\u00cf\u00fa\u00ed\u00fe"},
    {"0", "\u00ca\u00fe\u00ba\u00be"},
    {"0", "\u00be\u00ba\u00fe\u00ca"},
  };
  private static final int ELF_HEADER = 52;
  private static final int RPM_LEAD = 96;
  private static final int OLE_SECTOR = 512;

  private FileSignature() {}

  /** Returns true if a file that begins with this block is left out. */
  static boolean isApplication(Content block) {
    byte[] bytes = block.bytes();
    if (isProgram(bytes)) {
      return true;
    }
    return !isOneOf(MEDIA, bytes)
        && (isOneOf(APPLICATION, bytes)
            || isZip(bytes)
            || isOle(bytes)
            || isEmbeddedFont(bytes)
            || isSkippableFrame(bytes)
            || (bytes.length > ELF_HEADER && has(bytes, 0, "\u007fELF"))
            || (bytes.length > RPM_LEAD && has(bytes, 0, "\u00ed\u00ab\u00ee\u00db")));
  }

  private static boolean isProgram(byte[] bytes) {
    return has(bytes, 0, "\0asm\1\0\0\0")
        || (has(bytes, 0, "dex\n") && has(bytes, 36, "p"))
        || (bytes.length > 100
            && has(bytes, 0, "dey\n")
            && has(bytes, 40, "dex\n")
            && has(bytes, 76, "p"));
  }

  private static boolean isZip(byte[] bytes) {
    return bytes.length > 3
        && bytes[0] == 'P'
        && bytes[1] == 'K'
        && (bytes[2] == 3 || bytes[2] == 5 || bytes[2] == 7)
        && (bytes[3] == 4 || bytes[3] == 6 || bytes[3] == 8);
  }

  private static boolean isOle(byte[] bytes) {
    return has(bytes, 0, "\u00d0\u00cf\u0011\u00e0")
        && (bytes.length <= OLE_SECTOR + 1
            || has(bytes, OLE_SECTOR, "\u00ec\u00a5")
            || has(bytes, OLE_SECTOR, "\u0009\u0008")
            || has(bytes, OLE_SECTOR, "\u00a0F"));
  }

  private static boolean isEmbeddedFont(byte[] bytes) {
    return has(bytes, 34, "LP")
        && (has(bytes, 8, "\2\0\1") || has(bytes, 8, "\1\0\0") || has(bytes, 8, "\2\0\2"));
  }

  /** A zstd frame behind one or more that are to be skipped (RFC 8878, 3.1.2). */
  private static boolean isSkippableFrame(byte[] bytes) {
    long at = 0;
    while (at + 8 <= bytes.length) {
      int i = (int) at;
      if ((bytes[i] & 0xF0) != 0x50 || !has(bytes, i + 1, "*M\u0018")) {
        return at > 0 && has(bytes, i, "(\u00b5/\u00fd");
      }
      long size = 0;
      for (int k = 3; k >= 0; k--) {
        size = (size << 8) | (bytes[i + 4 + k] & 0xFF);
      }
      at += 8 + size;
    }
    return at > 0 && at < bytes.length && has(bytes, (int) at, "(\u00b5/\u00fd");
  }

  private static boolean isOneOf(String[][] signatures, byte[] bytes) {
    for (String[] signature : signatures) {
      if (has(bytes, Integer.parseInt(signature[0]), signature[1])) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(byte[] bytes, int at, String text) {
    if (at + text.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[at + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
