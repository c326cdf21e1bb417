package dev.weir.core.source;

/** The reason why a source skipped something that it could have read. */
public enum SkipReason {
  /** The file has no bytes. */
  EMPTY,
  /**
   * The file's first bytes are those of a program, an archive or another format that is not text.
   */
  BINARY,
  /** The file is larger than the user's limit. */
  TOO_LARGE,
  /** The path matches a global allowlist. */
  ALLOWLISTED_PATH,
  /** The file is a report of weir or gitleaks, or belongs to this run. */
  OWN_FILE,
  /** The file is a symbolic link, and links are not followed. */
  SYMLINK,
  /** The file is an archive, and archives are not opened, or not at this depth. */
  ARCHIVE,
  /** The commit is a merge, and lines that only merges add are not read. */
  MERGE,
  /** The clone is shallow: its history ends here, and no range was requested. */
  SHALLOW,
  /** The bytes of a document were searched, but the text in it cannot be read. */
  DOCUMENT,
  /** An archive of images mentions the image, but holds only that of another platform. */
  ABSENT
}
