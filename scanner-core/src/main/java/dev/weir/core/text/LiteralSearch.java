package dev.weir.core.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of a list of literals in one pass over bytes, whatever the case of ASCII
 * letters. Immutable.
 *
 * <p>Each literal is known by the rarest three bytes in it. A table of bits, small enough for the
 * processor's first cache, says for the last three bytes of the text whether any literal has them;
 * only where it does is a literal compared. Unlike the steps of an automaton, the look-ups do not
 * wait for each other. The idea of searching many patterns by short grams is Karp's and Rabin's
 * ("Efficient randomized pattern-matching algorithms", 1987); there is no randomness here.
 */
public final class LiteralSearch {
  private static final int CODE_BITS = 6;
  private static final int GRAM_LENGTH = 3;
  private static final int GRAMS = 1 << (CODE_BITS * GRAM_LENGTH);
  private static final int GRAM_MASK = GRAMS - 1;
  private static final int BUCKET_BITS = 13;
  private static final int NONE = -1;

  /** Bytes of source code, the most frequent first; those that are not here are rarer. */
  private static final String FREQUENT = " etrasinolcdup_mfhg.b\"-/()y=v,:k01;'xw2{}j5";

  private static final byte[] CODES = new byte[256];
  private static final byte[] FOLDED = new byte[256];

  static {
    for (int b = 0; b < 256; b++) {
      int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
      FOLDED[b] = (byte) lower;
      CODES[b] = (byte) (lower & ((1 << CODE_BITS) - 1));
    }
  }

  // All literals one after the other, and where each starts.
  private final byte[] text;
  private final int[] starts;
  // How far the last byte of a literal's gram is from its first byte.
  private final int[] gramAt;
  private final long[] grams;
  private final int[] buckets;
  private final int[] nextInBucket;
  // Literals that are shorter than a gram.
  private final int[] shorter;

  private LiteralSearch(
      byte[] text,
      int[] starts,
      int[] gramAt,
      long[] grams,
      int[] buckets,
      int[] nextInBucket,
      int[] shorter) {
    this.text = text;
    this.starts = starts;
    this.gramAt = gramAt;
    this.grams = grams;
    this.buckets = buckets;
    this.nextInBucket = nextInBucket;
    this.shorter = shorter;
  }

  /**
   * Returns the search for literals.
   *
   * @param literals in lower case, not empty; the index of each is its id
   */
  public static LiteralSearch of(List<Content> literals) {
    int[] starts = new int[literals.size() + 1];
    int length = 0;
    int shortOnes = 0;
    for (int id = 0; id < literals.size(); id++) {
      length += literals.get(id).length();
      starts[id + 1] = length;
      shortOnes += literals.get(id).length() < GRAM_LENGTH ? 1 : 0;
    }
    LiteralSearch search =
        new LiteralSearch(
            new byte[length],
            starts,
            new int[literals.size()],
            new long[GRAMS / Long.SIZE],
            new int[1 << BUCKET_BITS],
            new int[literals.size()],
            new int[shortOnes]);
    Arrays.fill(search.buckets, NONE);
    shortOnes = 0;
    for (int id = 0; id < literals.size(); id++) {
      byte[] literal = literals.get(id).bytes();
      System.arraycopy(literal, 0, search.text, starts[id], literal.length);
      if (literal.length < GRAM_LENGTH) {
        search.shorter[shortOnes++] = id;
        search.addShort(id, literal);
      } else {
        search.add(id, literal);
      }
    }
    return search;
  }

  private void add(int id, byte[] literal) {
    int best = GRAM_LENGTH - 1;
    for (int end = best + 1; end < literal.length; end++) {
      if (rarity(literal, end) > rarity(literal, best)) {
        best = end;
      }
    }
    gramAt[id] = best;
    int gram = 0;
    for (int i = best - GRAM_LENGTH + 1; i <= best; i++) {
      gram = (gram << CODE_BITS) | CODES[literal[i] & 0xFF];
    }
    grams[gram >> 6] |= 1L << gram;
    int bucket = bucketOf(gram);
    nextInBucket[id] = buckets[bucket];
    buckets[bucket] = id;
  }

  private static int rarity(byte[] literal, int end) {
    int sum = 0;
    for (int i = end - GRAM_LENGTH + 1; i <= end; i++) {
      int rank = FREQUENT.indexOf((char) (literal[i] & 0xFF));
      sum += rank < 0 ? FREQUENT.length() : rank;
    }
    return sum;
  }

  /** A literal without a gram of its own ends in any gram that ends like it. */
  private void addShort(int id, byte[] literal) {
    gramAt[id] = literal.length - 1;
    nextInBucket[id] = NONE;
    int end = 0;
    for (byte b : literal) {
      end = (end << CODE_BITS) | CODES[b & 0xFF];
    }
    int step = 1 << (CODE_BITS * literal.length);
    for (int gram = end; gram < GRAMS; gram += step) {
      grams[gram >> 6] |= 1L << gram;
    }
  }

  private static int bucketOf(int gram) {
    return (gram * 0x9E3779B1) >>> (Integer.SIZE - BUCKET_BITS);
  }

  /** Returns the number of literals. */
  public int size() {
    return gramAt.length;
  }

  /** Returns a literal. */
  public Content literal(int id) {
    return Content.ofOwned(Arrays.copyOfRange(text, starts[id], starts[id + 1]));
  }

  /** Takes what was found. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes an occurrence. Of two that do not overlap, the one that stands first comes first.
     *
     * @param id the literal
     * @param start where it begins
     */
    void found(int id, int start);
  }

  /** Tells {@code sink} each occurrence in the bytes from {@code start} to before {@code end}. */
  public void scan(byte[] bytes, int start, int end, Sink sink) {
    long[] known = grams;
    byte[] codes = CODES;
    int gram = 0;
    for (int i = start; i < end; i++) {
      gram = ((gram << CODE_BITS) | codes[bytes[i] & 0xFF]) & GRAM_MASK;
      if (((known[gram >> 6] >>> gram) & 1) != 0) {
        compare(bytes, start, end, gram, i, sink);
      }
    }
  }

  private void compare(byte[] bytes, int from, int to, int gram, int at, Sink sink) {
    for (int id = buckets[bucketOf(gram)]; id != NONE; id = nextInBucket[id]) {
      int start = at - gramAt[id];
      if (start >= from && stands(id, bytes, start, to)) {
        sink.found(id, start);
      }
    }
    for (int id : shorter) {
      int start = at - gramAt[id];
      if (start >= from && stands(id, bytes, start, to)) {
        sink.found(id, start);
      }
    }
  }

  private boolean stands(int id, byte[] bytes, int start, int to) {
    int at = start;
    int end = starts[id + 1];
    if (to - start < end - starts[id]) {
      return false;
    }
    for (int i = starts[id]; i < end; i++) {
      if (FOLDED[bytes[at++] & 0xFF] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Writes the tables, so that the next start need not make them. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(text.length);
    out.write(text);
    out.writeInt(gramAt.length);
    IntArrays.write(starts, out);
    IntArrays.write(gramAt, out);
    IntArrays.write(nextInBucket, out);
    IntArrays.write(buckets, out);
    out.writeInt(shorter.length);
    IntArrays.write(shorter, out);
    for (long word : grams) {
      out.writeLong(word);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static LiteralSearch read(ByteBuffer in) {
    byte[] text = new byte[in.getInt()];
    in.get(text);
    int count = in.getInt();
    int[] starts = IntArrays.read(in, count + 1);
    int[] gramAt = IntArrays.read(in, count);
    int[] nextInBucket = IntArrays.read(in, count);
    int[] buckets = IntArrays.read(in, 1 << BUCKET_BITS);
    int[] shorter = IntArrays.read(in, in.getInt());
    long[] grams = new long[GRAMS / Long.SIZE];
    in.asLongBuffer().get(grams);
    in.position(in.position() + grams.length * Long.BYTES);
    return new LiteralSearch(text, starts, gramAt, grams, buckets, nextInBucket, shorter);
  }
}
