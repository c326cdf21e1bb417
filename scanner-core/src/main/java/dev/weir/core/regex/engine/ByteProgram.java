package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as an automaton over bytes that accepts at least what the pattern matches: assertions
 * always hold, long repetitions have no end, a character beyond ASCII is any run of bytes from 0x80
 * on. Built as in Thompson, "Regular Expression Search Algorithm" (1968). Safe for several threads.
 */
public final class ByteProgram {
  /** The state in which a match has ended. */
  static final int ACCEPT = 0;

  private static final int MOST_STATES = 20_000;
  private static final int MOST_REPEATS = 16;
  private static final int LONG_CHOICE = 3;
  private static final int BYTES = 256;

  // A state either consumes a byte of its set and goes to next, or has no set and goes to next and
  // other.
  private final List<@Nullable BitSet> sets = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final BitSet high = new BitSet(BYTES);
  private final byte[] classOf;
  private final int classes;
  // One byte of each class.
  private final int[] exampleOf;
  // The states of the automaton before the first byte, one bit per state.
  private final long[] fromStart;
  // Created after all states. takers has for each class the states that accept it, one bit per
  // state; reached has for each state with a set the states that it leads to, computed when first
  // needed.
  private final long[][] takers;
  private final int[] @Nullable [] reached;

  private ByteProgram(RegexNode root) {
    high.set(128, BYTES);
    add(null, ACCEPT, ACCEPT);
    int start = state(root, ACCEPT);
    classOf = new byte[BYTES];
    classes = classes();
    exampleOf = new int[classes];
    for (int b = BYTES - 1; b >= 0; b--) {
      exampleOf[classOf[b] & 0xFF] = b;
    }
    fromStart = new long[(sets.size() + 63) >> 6];
    reach(start, fromStart);
    takers = takers();
    reached = new int[sets.size()][];
  }

  private long[][] takers() {
    long[][] all = new long[classes][fromStart.length];
    for (int state = 0; state < sets.size(); state++) {
      BitSet set = sets.get(state);
      for (int c = 0; set != null && c < classes; c++) {
        if (set.get(exampleOf[c])) {
          all[c][state >> 6] |= 1L << state;
        }
      }
    }
    return all;
  }

  /** Returns the automaton of a pattern, or null if it would be too large. */
  public static @Nullable ByteProgram of(RegexNode root) {
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

  private int add(@Nullable BitSet set, int next, int other) {
    if (sets.size() == MOST_STATES) {
      throw new TooLargeException();
    }
    sets.add(set);
    targets.add(new int[] {next, other});
    return sets.size() - 1;
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
        state = state < 0 ? own : add(null, state, own);
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
      return add(bytes, next, next);
    }
    bytes.or(high);
    int after = add(null, next, next);
    int more = add(high, after, after);
    targets.get(after)[1] = more;
    return add(bytes, after, after);
  }

  private int ofRepeat(RegexNode.Repeat repeat, int next) {
    int min = Math.min(repeat.min(), MOST_REPEATS);
    boolean endless = repeat.max() < 0 || repeat.max() - min > LONG_CHOICE;
    int state = next;
    if (endless) {
      int loop = add(null, next, next);
      targets.get(loop)[1] = state(repeat.part(), loop);
      state = loop;
    } else {
      for (int i = min; i < repeat.max(); i++) {
        state = add(null, next, state(repeat.part(), state));
      }
    }
    for (int i = 0; i < min; i++) {
      state = state(repeat.part(), state);
    }
    return state;
  }

  /** Groups the bytes that no state distinguishes. */
  private int classes() {
    List<BitSet> distinct = sets.stream().filter(set -> set != null).distinct().toList();
    Map<BitSet, Integer> numbers = new HashMap<>();
    for (int b = 0; b < BYTES; b++) {
      BitSet members = new BitSet(distinct.size());
      for (int i = 0; i < distinct.size(); i++) {
        members.set(i, distinct.get(i).get(b));
      }
      int number = numbers.computeIfAbsent(members, m -> numbers.size());
      classOf[b] = (byte) number;
    }
    return numbers.size();
  }

  byte[] classOf() {
    return classOf;
  }

  /** Returns the number of classes, 1 to 256. */
  int classCount() {
    return classes;
  }

  /** Returns the states of the automaton before the first byte. */
  int[] first() {
    return numbers(fromStart.clone());
  }

  /**
   * Returns the states of the automaton after a byte of a class. A match may begin anywhere, so the
   * first states are included.
   */
  int[] after(int[] states, int byteClass) {
    long[] taking = takers[byteClass];
    long[] after = fromStart.clone();
    for (int state : states) {
      if (isIn(state, taking)) {
        for (int next : reachedFrom(state)) {
          after[next >> 6] |= 1L << next;
        }
      }
    }
    return numbers(after);
  }

  // Two threads may both compute it, with the same result.
  private int[] reachedFrom(int state) {
    int[] known = reached[state];
    if (known == null) {
      long[] after = new long[fromStart.length];
      reach(targets.get(state)[0], after);
      known = numbers(after);
      reached[state] = known;
    }
    return known;
  }

  private static int[] numbers(long[] reached) {
    int count = 0;
    for (long word : reached) {
      count += Long.bitCount(word);
    }
    int[] numbers = new int[count];
    int at = 0;
    for (int i = 0; i < reached.length; i++) {
      for (long word = reached[i]; word != 0; word &= word - 1) {
        numbers[at++] = (i << 6) + Long.numberOfTrailingZeros(word);
      }
    }
    return numbers;
  }

  // Uses its own stack, because a pattern may be nested deeper than Java's stack.
  private void reach(int state, long[] reached) {
    if (isIn(state, reached)) {
      return;
    }
    int[] open = new int[16];
    int size = 0;
    open[size++] = state;
    while (size > 0) {
      int at = open[--size];
      if (isIn(at, reached)) {
        continue;
      }
      reached[at >> 6] |= 1L << at;
      if (at == ACCEPT || sets.get(at) != null) {
        continue;
      }
      if (size + 2 > open.length) {
        open = Arrays.copyOf(open, open.length * 2);
      }
      open[size++] = targets.get(at)[0];
      open[size++] = targets.get(at)[1];
    }
  }

  private static boolean isIn(int state, long[] states) {
    return (states[state >> 6] >>> state & 1) != 0;
  }
}
