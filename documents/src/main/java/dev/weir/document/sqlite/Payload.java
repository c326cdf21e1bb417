package dev.weir.document.sqlite;

import dev.weir.core.source.DocumentException;
import java.nio.charset.Charset;

/**
 * The bytes of one row, and where its values are: a header with the types, then the values (<a
 * href="https://www.sqlite.org/fileformat2.html#record_format">format</a>, section 2.1).
 */
final class Payload {
  private static final int LONGEST_VARINT = 9;
  private static final int FIRST_BLOB = 12;

  private final byte[] bytes;
  private int at;
  private int header;
  private int value;
  private final int headerEnd;
  private long type;
  private int length;

  /**
   * @throws DocumentException if the header is longer than the row
   */
  Payload(byte[] bytes) throws DocumentException {
    this.bytes = bytes;
    long end = varint(0);
    this.header = at;
    if (end < at || end > bytes.length) {
      throw DocumentException.damaged("the header of a row is longer than the row");
    }
    this.headerEnd = (int) end;
    this.value = headerEnd;
  }

  /** Returns the number at an offset, and leaves where it ends in {@link #at}. */
  private long varint(int from) {
    long number = 0;
    at = from;
    for (int i = 0; i < LONGEST_VARINT && at < bytes.length; i++) {
      byte b = bytes[at++];
      if (i == LONGEST_VARINT - 1) {
        return (number << 8) | (b & 0xFF);
      }
      number = (number << 7) | (b & 0x7F);
      if (b >= 0) {
        break;
      }
    }
    return number;
  }

  /**
   * Goes to the next value.
   *
   * @return false if there is none
   * @throws DocumentException if the value reaches beyond the row
   */
  boolean next() throws DocumentException {
    if (header >= headerEnd) {
      return false;
    }
    value += length;
    type = varint(header);
    header = at;
    long size = size(type);
    if (type < 0 || size > bytes.length - value) {
      throw DocumentException.damaged("a value reaches beyond its row");
    }
    length = (int) size;
    return true;
  }

  private static long size(long type) {
    if (type >= FIRST_BLOB) {
      return (type - FIRST_BLOB) / 2;
    }
    return switch ((int) type) {
      case 1, 2, 3, 4 -> type;
      case 5 -> 6;
      case 6, 7 -> 8;
      default -> 0;
    };
  }

  boolean isText() {
    return type > FIRST_BLOB && type % 2 == 1;
  }

  boolean isBlob() {
    return type >= FIRST_BLOB && type % 2 == 0;
  }

  boolean isInteger() {
    return (type >= 1 && type <= 6) || type == 8 || type == 9;
  }

  long integer() {
    if (type >= 8) {
      return type - 8;
    }
    long number = bytes[value];
    for (int i = 1; i < length; i++) {
      number = (number << 8) | (bytes[value + i] & 0xFF);
    }
    return number;
  }

  String text(Charset charset) {
    return new String(bytes, value, length, charset);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns the offset of the value in {@link #bytes}. */
  int from() {
    return value;
  }

  /** Returns the offset behind the value. */
  int to() {
    return value + length;
  }
}
