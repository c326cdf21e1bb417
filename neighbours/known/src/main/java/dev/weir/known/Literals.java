package dev.weir.known;

import java.util.Arrays;

/**
 * The byte strings to search for, as hashes: a table stored by columns, because it may have
 * millions of rows.
 */
final class Literals {
  private int count;
  private int[] tags = new int[16];
  private int[] offsets = new int[16];
  private int[] lengths = new int[16];
  private long[] high = new long[16];
  private int[] low = new int[16];
  private int[] entries = new int[16];
  private byte[] forms = new byte[16];

  int count() {
    return count;
  }

  /** Returns the tag of the window. */
  int tag(int i) {
    return tags[i];
  }

  /** Returns the offset of the window in the byte string. */
  int offset(int i) {
    return offsets[i];
  }

  /** Returns the length of the byte string. */
  int length(int i) {
    return lengths[i];
  }

  /** Returns the first eight bytes of the HMAC. */
  long high(int i) {
    return high[i];
  }

  /** Returns the next four bytes of the HMAC. */
  int low(int i) {
    return low[i];
  }

  /** Returns the index of the value. */
  int entry(int i) {
    return entries[i];
  }

  KnownForm form(int i) {
    return KnownForm.of(forms[i]);
  }

  void add(int tag, int offset, int length, long macHigh, int macLow, int entry, KnownForm form) {
    if (count == tags.length) {
      grow(count * 2);
    }
    tags[count] = tag;
    offsets[count] = offset;
    lengths[count] = length;
    high[count] = macHigh;
    low[count] = macLow;
    entries[count] = entry;
    forms[count] = form.code();
    count++;
  }

  /** Adds a row of another table, for a given value. */
  void addFrom(Literals other, int i, int entry) {
    add(
        other.tags[i],
        other.offsets[i],
        other.lengths[i],
        other.high[i],
        other.low[i],
        entry,
        other.form(i));
  }

  /** Makes room for {@code size} rows. */
  void grow(int size) {
    tags = Arrays.copyOf(tags, size);
    offsets = Arrays.copyOf(offsets, size);
    lengths = Arrays.copyOf(lengths, size);
    high = Arrays.copyOf(high, size);
    low = Arrays.copyOf(low, size);
    entries = Arrays.copyOf(entries, size);
    forms = Arrays.copyOf(forms, size);
  }
}
