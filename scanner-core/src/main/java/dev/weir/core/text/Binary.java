package dev.weir.core.text;

/** Tells binary contents from text as git does when no attribute says which. */
public final class Binary {
  /** How many bytes git looks at, from the start. */
  public static final int HEAD = 8_000;

  private Binary() {}

  /** Returns true if there is a zero among the first {@link #HEAD} bytes. */
  public static boolean isBinary(byte[] content) {
    return isBinary(content, HEAD);
  }

  /**
   * Returns true if there is a zero among the first bytes.
   *
   * @param head how many bytes count, for programs that look at more or fewer than git
   */
  public static boolean isBinary(byte[] content, int head) {
    int end = Math.min(content.length, head);
    return ByteWords.find(content, 0, 0, end) < end;
  }
}
