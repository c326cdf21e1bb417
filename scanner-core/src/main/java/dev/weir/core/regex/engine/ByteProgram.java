package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as an automaton over bytes that accepts at least what the pattern matches: assertions
 * always hold, long repetitions have no end, a character beyond ASCII is any run of bytes from 0x80
 * on. Built as in Thompson, "Regular Expression Search Algorithm" (1968). Not thread-safe.
 *
 * <p>A set of states has one bit for each state that consumes a byte, and bit {@link #ACCEPT}.
 */
final class ByteProgram {
  /** The bit of the state in which a match has ended. */
  static final int ACCEPT = 0;

  private static final int MOST_STATES = 20_000;
  private static final int MOST_REPEATS = 16;
  private static final int LONG_CHOICE = 3;
  private static final int BYTES = 256;
  private static final int NO_SET = -1;

  // A state either consumes a byte of its set and goes to next, or has no set and goes to next and
  // other.
  private int[] setOf = new int[64];
  private int[] next = new int[64];
  private int[] other = new int[64];
  private int size;
  private final Map<BitSet, Integer> sets = new HashMap<>();
  private final BitSet high = new BitSet(BYTES);
  private final byte[] classOf = new byte[BYTES];
  private final int classes;
  // The bit of each state, or -1, and the state of each bit.
  private final int[] bitOf;
  private final int[] stateOf;
  // The states of the automaton before the first byte.
  private final long[] fromStart;
  // For each class the states that accept it.
  private final long[][] takers;
  // For each bit the bits that its state leads to, computed when first needed.
  private final int[] @Nullable [] reached;
  // States that were seen in the search with this number.
  private final int[] seen;
  private int searches;

  private ByteProgram(RegexNode root) {
    high.set(128, BYTES);
    add(NO_SET, ACCEPT, ACCEPT);
    int start = state(root, ACCEPT);
    BitSet[] distinct = new BitSet[sets.size()];
    sets.forEach((set, number) -> distinct[number] = set);
    sets.clear();
    classes = classes(distinct);
    bitOf = new int[size];
    int bits = 1;
    for (int state = 1; state < size; state++) {
      bitOf[state] = setOf[state] == NO_SET ? -1 : bits++;
    }
    stateOf = new int[bits];
    for (int state = 1; state < size; state++) {
      if (bitOf[state] > 0) {
        stateOf[bitOf[state]] = state;
      }
    }
    seen = new int[size];
    reached = new int[bits][];
    fromStart = new long[(bits + 63) >> 6];
    for (int bit : reachedFrom(start)) {
      fromStart[bit >> 6] |= 1L << bit;
    }
    takers = takers(distinct);
  }

  private long[][] takers(BitSet[] distinct) {
    boolean[][] accepts = new boolean[distinct.length][classes];
    for (int set = 0; set < distinct.length; set++) {
      for (int b = 0; b < BYTES; b++) {
        accepts[set][classOf[b] & 0xFF] |= distinct[set].get(b);
      }
    }
    long[][] all = new long[classes][fromStart.length];
    for (int bit = 1; bit < stateOf.length; bit++) {
      boolean[] own = accepts[setOf[stateOf[bit]]];
      for (int c = 0; c < classes; c++) {
        if (own[c]) {
          all[c][bit >> 6] |= 1L << bit;
        }
      }
    }
    return all;
  }

  /** Returns the automaton of a pattern, or null if it would be too large. */
  static @Nullable ByteProgram of(RegexNode root) {
    try {
      return new ByteProgram(root);
    } catch (TooLargeException e) {
      return null;
    }
  }

  /** The pattern needs too many states. */
  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("too many states", null, false, false);
    }
  }

  private int add(int set, int to, int orTo) {
    if (size == MOST_STATES) {
      throw new TooLargeException();
    }
    if (size == next.length) {
      setOf = Arrays.copyOf(setOf, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
      other = Arrays.copyOf(other, 2 * size);
    }
    setOf[size] = set;
    next[size] = to;
    other[size] = orTo;
    return size++;
  }

  private int number(BitSet set) {
    Integer known = sets.get(set);
    if (known == null) {
      known = sets.size();
      sets.put(set, known);
    }
    return known;
  }

  /** Returns the state at which a node begins; the node leads to {@code next}. */
  private int state(RegexNode node, int next) {
    if (node instanceof RegexNode.CharSet set) {
      return ofSet(set, next);
    }
    if (node instanceof RegexNode.Sequence sequence) {
      int state = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        state = state(sequence.parts().get(i), state);
      }
      return state;
    }
    if (node instanceof RegexNode.Choice choice) {
      int state = -1;
      for (RegexNode branch : choice.branches()) {
        int own = state(branch, next);
        state = state < 0 ? own : add(NO_SET, state, own);
      }
      return state < 0 ? next : state;
    }
    if (node instanceof RegexNode.Group group) {
      return state(group.part(), next);
    }
    if (node instanceof RegexNode.Repeat repeat) {
      return ofRepeat(repeat, next);
    }
    return next;
  }

  private int ofSet(RegexNode.CharSet set, int next) {
    BitSet bytes = new BitSet(BYTES);
    for (int c = 0; c < 128; c++) {
      bytes.set(c, set.ascii()[c]);
    }
    if (!set.goesBeyondAscii()) {
      return add(number(bytes), next, next);
    }
    bytes.or(high);
    int after = add(NO_SET, next, next);
    int more = add(number(high), after, after);
    other[after] = more;
    return add(number(bytes), after, after);
  }

  private int ofRepeat(RegexNode.Repeat repeat, int next) {
    int min = Math.min(repeat.min(), MOST_REPEATS);
    boolean endless = repeat.max() < 0 || repeat.max() - min > LONG_CHOICE;
    int state = next;
    if (endless) {
      int loop = add(NO_SET, next, next);
      int body = state(repeat.part(), loop);
      other[loop] = body;
      state = loop;
    } else {
      for (int i = min; i < repeat.max(); i++) {
        state = add(NO_SET, next, state(repeat.part(), state));
      }
    }
    for (int i = 0; i < min; i++) {
      state = state(repeat.part(), state);
    }
    return state;
  }

  /** Groups the bytes that no set distinguishes, and returns the number of groups. */
  private int classes(BitSet[] distinct) {
    int count = 1;
    for (BitSet set : distinct) {
      // The class of the members of each class that was split, or 0.
      int[] members = new int[BYTES];
      boolean[] hasOthers = new boolean[BYTES];
      for (int b = 0; b < BYTES; b++) {
        hasOthers[classOf[b] & 0xFF] |= !set.get(b);
      }
      for (int b = set.nextSetBit(0); b >= 0; b = set.nextSetBit(b + 1)) {
        int old = classOf[b] & 0xFF;
        if (hasOthers[old]) {
          members[old] = members[old] == 0 ? count++ : members[old];
          classOf[b] = (byte) members[old];
        }
      }
    }
    return count;
  }

  byte[] classOf() {
    return classOf;
  }

  /** Returns the number of classes, 1 to 256. */
  int classCount() {
    return classes;
  }

  /** Returns the states of the automaton before the first byte. */
  long[] first() {
    return fromStart.clone();
  }

  /**
   * Returns the states of the automaton after a byte of a class. A match may begin anywhere, so the
   * first states are included.
   */
  long[] after(long[] states, int byteClass) {
    long[] taking = takers[byteClass];
    long[] after = fromStart.clone();
    for (int i = 0; i < after.length; i++) {
      int base = i << 6;
      for (long left = states[i] & taking[i]; left != 0; left &= left - 1) {
        int bit = base + Long.numberOfTrailingZeros(left);
        for (int to : reachedFrom(next[stateOf[bit]], bit)) {
          after[to >> 6] |= 1L << to;
        }
      }
    }
    return after;
  }

  private int[] reachedFrom(int state, int bit) {
    int[] known = reached[bit];
    if (known == null) {
      known = reachedFrom(state);
      reached[bit] = known;
    }
    return known;
  }

  /** Returns the bits of the states that consume a byte or accept, and that a state leads to. */
  private int[] reachedFrom(int state) {
    searches++;
    int[] found = new int[8];
    int count = 0;
    // Uses its own stack, because a pattern may be nested deeper than Java's stack.
    int[] open = new int[16];
    int left = 0;
    open[left++] = state;
    while (left > 0) {
      int at = open[--left];
      if (seen[at] == searches) {
        continue;
      }
      seen[at] = searches;
      if (bitOf[at] >= 0) {
        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
        found[count++] = bitOf[at];
        continue;
      }
      open = left + 2 > open.length ? Arrays.copyOf(open, 2 * open.length) : open;
      open[left++] = next[at];
      open[left++] = other[at];
    }
    return Arrays.copyOf(found, count);
  }
}
