package dev.weir.sops;

/** How sops reads and writes a file, which hangs on the end of its name alone. */
public enum SopsFormat {
  YAML,
  JSON,
  ENV,
  INI,
  /** Anything else: the bytes become one value in JSON. */
  BINARY;

  /** Returns the format of a path. */
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
