package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.FunctionException;

/** How large values may become, so that a template cannot fill the memory by accident or malice. */
public final class Limits {
  /** Chars of one string. */
  static final int MOST_CHARS = 64 * 1024 * 1024;

  /** Elements of a list that a function makes up. */
  static final int MOST_ELEMENTS = 4_000_000;

  /** How deep values may lie in one another. */
  static final int DEEPEST = 200;

  private Limits() {}

  public static void checkChars(long chars) throws FunctionException {
    if (chars > MOST_CHARS) {
      throw new FunctionException("string of more than " + MOST_CHARS + " characters");
    }
  }

  public static void checkElements(long elements) throws FunctionException {
    if (elements > MOST_ELEMENTS) {
      throw new FunctionException("list of more than " + MOST_ELEMENTS + " elements");
    }
  }

  public static void checkDepth(int depth) throws FunctionException {
    if (depth > DEEPEST) {
      throw new FunctionException("values nested more than " + DEEPEST + " deep");
    }
  }
}
