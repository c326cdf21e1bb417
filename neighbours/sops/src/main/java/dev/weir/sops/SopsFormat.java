package dev.weir.sops;

/** The format in which sops reads and writes a file. */
public enum SopsFormat {
  YAML("yaml"),
  JSON("json"),
  ENV("dotenv"),
  INI("ini"),
  /** Any other file, which becomes a single value in JSON. */
  BINARY("binary");

  private final String sopsName;

  SopsFormat(String sopsName) {
    this.sopsName = sopsName;
  }

  /** Returns the name that sops' flags use. */
  String sopsName() {
    return sopsName;
  }

  /** Returns the format that sops takes a file for, because of its extension. */
  public static SopsFormat of(String path) {
    if (path.endsWith(".yaml") || path.endsWith(".yml")) {
      return YAML;
    }
    if (path.endsWith(".json")) {
      return JSON;
    }
    if (path.endsWith(".env")) {
      return ENV;
    }
    return path.endsWith(".ini") ? INI : BINARY;
  }
}
