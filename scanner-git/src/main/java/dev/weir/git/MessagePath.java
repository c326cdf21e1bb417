package dev.weir.git;

/** What a finding in a text that no file holds has for a path. */
public final class MessagePath {
  /** The message of a commit. */
  public static final String COMMIT = "commit message";

  /** The message of an annotated tag. */
  public static final String TAG = "tag message";

  /** A note. */
  public static final String NOTE = "note";

  private MessagePath() {}
}
