package dev.weir.sops;

/** The format in which sops reads and writes a file. Only the file extension decides it. */
public enum SopsFormat {
  YAML,
  JSON,
  ENV,
  INI,
  /** Any other file, which becomes a single value in JSON. */
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
