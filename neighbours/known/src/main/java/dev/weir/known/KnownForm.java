package dev.weir.known;

/** A form in which a file may contain a value. */
public enum KnownForm {
  RAW(0, "clear"),
  PERCENT(1, "percent"),
  JSON(2, "json"),
  XML(3, "xml"),
  HEX(4, "hex"),
  BASE64(5, "base64"),
  BASE64_URL(6, "base64url"),
  UTF_16(7, "utf-16"),
  QUOTES(8, "doubled-quotes"),
  LINE(9, "line");

  private static final KnownForm[] BY_CODE = values();

  private final byte code;
  private final String shown;

  /**
   * @param code the number in the file of known values: 0, 1 and so on in the order of the
   *     constants
   */
  KnownForm(int code, String shown) {
    this.code = (byte) code;
    this.shown = shown;
  }

  /** Returns the name that findings show. */
  public String shown() {
    return shown;
  }

  byte code() {
    return code;
  }

  /**
   * Returns the form of a code.
   *
   * @throws IndexOutOfBoundsException if there is no such form
   */
  static KnownForm of(byte code) {
    return BY_CODE[code];
  }
}
