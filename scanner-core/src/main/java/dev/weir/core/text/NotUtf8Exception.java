package dev.weir.core.text;

import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/** A file that must be UTF-8 holds other bytes. */
public final class NotUtf8Exception extends CharacterCodingException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int value;

  /**
   * Creates the exception.
   *
   * @param line the line of the first wrong byte, one-based
   * @param column which byte of that line it is, one-based
   * @param value the byte, 0x80 to 0xFF
   */
  NotUtf8Exception(int line, int column, int value) {
    this.line = line;
    this.column = column;
    this.value = value;
  }

  /** Returns the line of the first wrong byte, one-based. */
  public int line() {
    return line;
  }

  /** Returns what is wrong, without the line. */
  public String reason() {
    return String.format(Locale.ROOT, "byte %d of the line (0x%02X) is not UTF-8", column, value);
  }

  @Override
  public String getMessage() {
    return "line " + line + ": " + reason();
  }
}
