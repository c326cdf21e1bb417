package dev.weir.core.detect;

import dev.weir.core.decode.DecodedText;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.text.LiteralSearch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The places where literals occur in a text. Reused from text to text; not thread-safe.
 *
 * <p>If a text was made from the previous one by decoding a few stretches, only these stretches and
 * their surroundings are searched again.
 */
final class Occurrences {
  private final IntList literals = new IntList();
  private final IntList starts = new IntList();
  // Literals and starts, alternating.
  private final IntList near = new IntList();
  private final IntList far = new IntList();

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

  /** Replaces the occurrences by those of another text. */
  void copy(Occurrences other) {
    literals.clear();
    starts.clear();
    for (int i = 0; i < other.size(); i++) {
      add(other.literal(i), other.start(i));
    }
  }

  void search(LiteralSearch search, byte[] bytes) {
    literals.clear();
    starts.clear();
    search.scan(bytes, 0, bytes.length, this::add);
  }

  /**
   * Finds the occurrences that count for matches across the ends of a range: those near the range,
   * and of some literals those in the whole text.
   *
   * @param inside the occurrences in the range, if that was searched alone, or null
   * @param isKnown true if the text is that of the call before
   */
  void searchAround(
      RuleLiterals rules,
      byte[] bytes,
      int from,
      int to,
      @Nullable Occurrences inside,
      boolean isKnown) {
    LiteralSearch search = rules.search();
    if (!isKnown) {
      far.clear();
      rules.farSearch().scan(bytes, (id, start) -> add(far, rules.farLiteral(id), start));
    }
    near.clear();
    LiteralSearch.Sink found = (literal, start) -> add(near, literal, start);
    int first = Math.max(0, from - RuleLiterals.NEAR_ABOVE);
    int last = Math.min(bytes.length, to + RuleLiterals.NEAR_BELOW);
    if (inside == null) {
      search.scan(bytes, first, last, found);
    } else {
      search.scan(bytes, first, from, found);
      search.scan(bytes, to, last, found);
      for (int i = 0; i < inside.size(); i++) {
        add(near, inside.literal(i), from + inside.start(i));
      }
    }
    long[] all = new long[(near.size() + far.size()) / 2];
    int count = 0;
    for (int i = 0; i < near.size(); i += 2) {
      all[count++] = entry(near.get(i + 1), near.get(i));
    }
    for (int i = 0; i < far.size(); i += 2) {
      all[count++] = entry(far.get(i + 1), far.get(i));
    }
    use(all);
  }

  private static void add(IntList to, int literal, int start) {
    to.add(literal);
    to.add(start);
  }

  /** Replaces the occurrences; one may be given twice. */
  private void use(long[] all) {
    Arrays.sort(all);
    literals.clear();
    starts.clear();
    long last = -1;
    for (long entry : all) {
      if (entry != last) {
        add((int) entry, (int) (entry >>> Integer.SIZE));
      }
      last = entry;
    }
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
    use(all);
  }

  private static long entry(int start, int literal) {
    return (long) start << Integer.SIZE | literal;
  }
}
