package dev.weir.git;

/** The paths that findings have in texts that are not files. */
public final class MessagePath {
  /** The message of a commit. */
  public static final String COMMIT = "commit message";

  /** The message of an annotated tag. */
  public static final String TAG = "tag message";

  /** The lines before the message of a commit or an annotated tag, such as that of the author. */
  public static final String HEADER = "commit header";

  /** A note. */
  public static final String NOTE = "note";

  private MessagePath() {}
}
