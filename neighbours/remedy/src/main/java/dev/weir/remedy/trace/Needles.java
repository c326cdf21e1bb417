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

  /** Receives a text that was found, and where it starts and ends. */
  @FunctionalInterface
  interface Found {
    void at(int form, int start, int end);
  }

  /** Finds all places of literal texts; not of patterns. */
  void findAll(byte[] bytes, Found found);

  /** Returns the number of the secret that a text is a form of. */
  int secretOf(int form);

  /** Returns the length of the longest text, in bytes. */
  int longest();
}
