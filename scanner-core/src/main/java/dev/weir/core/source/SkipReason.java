package dev.weir.core.source;

/** Why a source left something out that it could have read. */
public enum SkipReason {
  /** The file has no bytes. */
  EMPTY,
  /**
   * The file's first bytes are those of a program, an archive or another format that is no text.
   */
  BINARY,
  /** The file is larger than the limit that was asked for. */
  TOO_LARGE,
  /** A global allowlist names the path. */
  ALLOWLISTED_PATH,
  /** A symbolic link, and links are not followed. */
  SYMLINK,
  /** An archive, and archives are not opened, or not this deep. */
  ARCHIVE,
  /** A merge, and what merges add of their own is not looked at. */
  MERGE,
  /** The clone is shallow: its history ends here, and it was not asked how far it goes. */
  SHALLOW
}
