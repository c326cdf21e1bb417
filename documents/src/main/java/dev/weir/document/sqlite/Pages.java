package dev.weir.document.sqlite;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.document.value.PrintableRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.BitSet;

/**
 * The pages of a database, by number from 1 on (<a
 * href="https://www.sqlite.org/fileformat2.html">format</a>, section 1). Each page is read at most
 * once for one purpose, so that no chain of pages is endless.
 */
final class Pages {
  static final String MAGIC = "SQLite format 3\0";
  static final int HEADER = 100;
  private static final int LEAST_USABLE = 480;

  private final DocumentFile file;
  private final int size;
  private final int usable;
  private final int count;
  private final Charset charset;
  private final int firstFree;
  private final BitSet used = new BitSet();

  /**
   * Reads the header.
   *
   * @throws DocumentException if it breaks the rules of the format
   */
  Pages(DocumentFile file) throws IOException {
    this.file = file;
    byte[] header = new byte[HEADER];
    if (file.read(0, header, 0, HEADER) < HEADER) {
      throw DocumentException.cutOff();
    }
    int raw = number(header, 16, 2);
    this.size = raw == 1 ? 1 << 16 : raw;
    this.usable = size - (header[20] & 0xFF);
    if (size < 512 || Integer.bitCount(size) != 1 || usable < LEAST_USABLE) {
      throw DocumentException.damaged("its header has no valid page size");
    }
    this.count = (int) Math.min(Integer.MAX_VALUE - 1, (file.size() + size - 1) / size);
    this.firstFree = number(header, 32, 4);
    this.charset =
        switch (number(header, 56, 4)) {
          case 2 -> UTF_16LE;
          case 3 -> UTF_16BE;
          default -> UTF_8;
        };
  }

  /** Returns the number of bytes of a page that hold data. */
  int usable() {
    return usable;
  }

  Charset charset() {
    return charset;
  }

  /** Returns the stretches of text in bytes of a page that nothing uses any more. */
  byte[] left(byte[] page, int from, int to) {
    byte[] narrow = PrintableRuns.of(page, from, to);
    if (charset.equals(UTF_8)) {
      return narrow;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(narrow);
    all.writeBytes(PrintableRuns.wide(page, from, to, charset.equals(UTF_16BE)));
    return all.toByteArray();
  }

  /** Returns the number of the first page of the list of free ones, or 0. */
  int firstFree() {
    return firstFree;
  }

  /**
   * Returns a page that was not read before.
   *
   * @throws DocumentException if there is no such page, or if something else uses it too
   */
  byte[] take(int number) throws IOException {
    if (number < 1 || number > count) {
      throw DocumentException.damaged("page " + number + " is missing");
    }
    if (used.get(number)) {
      throw DocumentException.damaged("page " + number + " is used twice");
    }
    used.set(number);
    byte[] page = new byte[size];
    if (file.read((long) (number - 1) * size, page, 0, size) < usable) {
      throw DocumentException.damaged("page " + number + " is cut off");
    }
    return page;
  }

  /** Returns the big-endian number of up to four bytes; 0 beyond the end. */
  static int number(byte[] bytes, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      number = (number << 8) | (i >= 0 && i < bytes.length ? bytes[i] & 0xFF : 0);
    }
    return number;
  }
}
