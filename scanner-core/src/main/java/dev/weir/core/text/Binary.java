package dev.weir.core.text;

/** Distinguishes binary contents from text as git does when no attribute decides it. */
public final class Binary {
  /** The number of bytes from the start that git looks at. */
  public static final int HEAD = 8_000;

  private Binary() {}

  /** Returns true if one of the first {@link #HEAD} bytes is zero. */
  public static boolean isBinary(byte[] content) {
    return isBinary(content, HEAD);
  }

  /**
   * Returns true if one of the first {@code head} bytes is zero, for programs that look at more or
   * fewer bytes than git.
   */
  public static boolean isBinary(byte[] content, int head) {
    int end = Math.min(content.length, head);
    return ByteWords.find(content, 0, 0, end) < end;
  }
}
