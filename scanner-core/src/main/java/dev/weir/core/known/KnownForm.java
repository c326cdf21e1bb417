package dev.weir.core.known;

/** A form in which a file may hold a value. The order is kept in files: add at the end. */
public enum KnownForm {
  RAW("clear"),
  PERCENT("percent"),
  JSON("json"),
  XML("xml"),
  HEX("hex"),
  BASE64("base64"),
  BASE64_URL("base64url"),
  UTF_16("utf-16"),
  QUOTES("doubled-quotes"),
  LINE("line");

  private final String shown;

  KnownForm(String shown) {
    this.shown = shown;
  }

  /** Returns the name that findings show. */
  public String shown() {
    return shown;
  }
}
