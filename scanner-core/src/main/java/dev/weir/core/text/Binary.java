package dev.weir.core.text;

/** Tells binary contents from text as git does when no attribute says which. */
public final class Binary {
  private static final int LOOKED_AT = 8000;

  private Binary() {}

  /** Returns true if there is a zero among the first 8000 bytes. */
  public static boolean isBinary(byte[] content) {
    int end = Math.min(content.length, LOOKED_AT);
    return ByteWords.find(content, 0, 0, end) < end;
  }
}
