package dev.weir.remedy.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;

/** Searches a stream for secrets in pieces that overlap. */
final class StreamSearch {
  private static final int PIECE = 1 << 20;

  private StreamSearch() {}

  /** Adds the numbers of the texts that occur in the stream. */
  static void find(InputStream in, Needles needles, BitSet found) throws IOException {
    int overlap = Math.max(0, needles.longest() - 1);
    byte[] buffer = new byte[PIECE + overlap];
    int kept = 0;
    for (int size = in.readNBytes(buffer, kept, PIECE); size > 0; ) {
      needles.find(buffer, 0, kept + size, found);
      int next = Math.min(overlap, kept + size);
      System.arraycopy(buffer, kept + size - next, buffer, 0, next);
      kept = next;
      size = in.readNBytes(buffer, kept, PIECE);
    }
  }
}
