package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.text.LiteralSearch;
import java.util.Arrays;

/**
 * The places where literals occur in a text. Reused from text to text; not thread-safe.
 *
 * <p>If a text was made from the previous one by decoding a few stretches, only these stretches and
 * their surroundings are searched again.
 */
final class Occurrences {
  private final IntList literals = new IntList();
  private final IntList starts = new IntList();

  int size() {
    return starts.size();
  }

  int literal(int i) {
    return literals.get(i);
  }

  /**
   * Returns the offset of an occurrence; of two occurrences that do not overlap, the first in the
   * text comes first.
   */
  int start(int i) {
    return starts.get(i);
  }

  void search(LiteralSearch search, byte[] bytes) {
    literals.clear();
    starts.clear();
    search.scan(bytes, 0, bytes.length, this::add);
  }

  private void add(int literal, int start) {
    literals.add(literal);
    starts.add(start);
  }

  /** Computes the occurrences in a decoded text from those in the previous text. */
  void searchAgain(LiteralSearch search, DecodedText text) {
    long[] all = new long[size()];
    int count = 0;
    for (int i = 0; i < size(); i++) {
      int start = starts.get(i);
      int moved = text.moved(start, start + search.length(literal(i)));
      if (moved >= 0) {
        all[count++] = entry(moved, literal(i));
      }
    }
    IntList found = new IntList();
    int margin = search.longest() - 1;
    byte[] bytes = text.content().bytes();
    int searched = 0;
    for (int i = 0; i < text.count(); i++) {
      // Regions that overlap are searched as one, so that an occurrence in both is found once.
      int from = Math.max(searched, text.start(i) - margin);
      int to = text.end(i) + margin;
      while (i + 1 < text.count() && text.start(i + 1) - margin <= to) {
        i++;
        to = text.end(i) + margin;
      }
      int end = Math.min(to, bytes.length);
      search.scan(
          bytes,
          from,
          end,
          (literal, start) -> {
            if (text.overlaps(start, start + search.length(literal))) {
              found.add(literal);
              found.add(start);
            }
          });
      searched = end;
    }
    all = Arrays.copyOf(all, count + found.size() / 2);
    for (int i = 0; i < found.size(); i += 2) {
      all[count++] = entry(found.get(i + 1), found.get(i));
    }
    Arrays.sort(all);
    literals.clear();
    starts.clear();
    for (long entry : all) {
      add((int) entry, (int) (entry >>> Integer.SIZE));
    }
  }

  private static long entry(int start, int literal) {
    return (long) start << Integer.SIZE | literal;
  }
}
