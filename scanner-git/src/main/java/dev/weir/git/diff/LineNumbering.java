package dev.weir.git.diff;

import java.util.Arrays;

/** Gives equal lines of two texts the same number, and counts how often each occurs in both. */
final class LineNumbering {
  private int[] slots;
  private Lines[] firstIn = new Lines[64];
  private int[] firstAt = new int[64];
  private int[] hashes = new int[64];
  private int[] inOld = new int[64];
  private int[] inNew = new int[64];
  private int size;

  LineNumbering(Lines oldLines, Lines newLines) {
    int capacity = Integer.highestOneBit(Math.max(16, oldLines.count() + newLines.count())) * 4;
    slots = new int[capacity];
    Arrays.fill(slots, -1);
    for (int i = 0; i < oldLines.count(); i++) {
      int id = number(oldLines, i);
      oldLines.ids[i] = id;
      inOld[id]++;
    }
    for (int i = 0; i < newLines.count(); i++) {
      int id = number(newLines, i);
      newLines.ids[i] = id;
      inNew[id]++;
    }
    slots = new int[0];
  }

  int timesInOld(int id) {
    return inOld[id];
  }

  int timesInNew(int id) {
    return inNew[id];
  }

  private int number(Lines lines, int line) {
    int hash = lines.hash(line);
    int slot = hash >>> 3 & slots.length - 1;
    while (slots[slot] >= 0) {
      int id = slots[slot];
      if (hashes[id] == hash && firstIn[id].equal(firstAt[id], lines, line)) {
        return id;
      }
      slot = slot + 1 & slots.length - 1;
    }
    if (size == firstAt.length) {
      firstIn = Arrays.copyOf(firstIn, size * 2);
      firstAt = Arrays.copyOf(firstAt, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
      inOld = Arrays.copyOf(inOld, size * 2);
      inNew = Arrays.copyOf(inNew, size * 2);
    }
    slots[slot] = size;
    firstIn[size] = lines;
    firstAt[size] = line;
    hashes[size] = hash;
    return size++;
  }
}
