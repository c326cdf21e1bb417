package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.FunctionException;

/**
 * The largest sizes of values, so that no template can exhaust the memory, by accident or on
 * purpose.
 */
public final class Limits {
  /** The most chars in a string. */
  static final int MOST_CHARS = 64 * 1024 * 1024;

  /** The most elements in a list that a function builds. */
  static final int MOST_ELEMENTS = 4_000_000;

  /** How deeply values may be nested. */
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
