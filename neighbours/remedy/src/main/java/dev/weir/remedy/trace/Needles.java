package dev.weir.remedy.trace;

import java.util.BitSet;

/** A list of texts to search for, each a form of a secret. Immutable. */
public interface Needles {
  /**
   * Adds to {@code found} the number of each text that occurs in the bytes.
   *
   * @param start where to start
   * @param end where to end, exclusive
   */
  void find(byte[] bytes, int start, int end, BitSet found);

  /** Returns the number of the secret that a text is a form of. */
  int secretOf(int form);

  /** Returns the length of the longest text, in bytes. */
  int longest();
}
