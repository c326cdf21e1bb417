package dev.weir.core.regex.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules out, with one table look-up per byte, that a pattern matches in a text. If it cannot rule
 * out a match, the pattern itself decides. The filter builds the states of a deterministic
 * automaton as the text needs them, as RE2 does (Cox, "Regular Expression Matching in the Wild",
 * 2010). Not thread-safe.
 */
public final class MatchFilter {
  private static final int MOST_STATES = 1_000;
  private static final int MOST_RESTARTS = 20;
  private static final int UNKNOWN = -1;
  private static final int FOUND = -2;

  private final @Nullable ByteProgram program;
  private final byte[] classOf;
  private final int classes;
  private final Map<States, Integer> numbers = new HashMap<>();
  private int[][] members = new int[16][];
  private int[] next;
  private int restarts;
  private boolean givenUp;

  /**
   * Creates a filter.
   *
   * @param program the automaton, or null if there is none; the filter then never rules out a match
   */
  public MatchFilter(@Nullable ByteProgram program) {
    this.program = program;
    classOf = program == null ? new byte[0] : program.classOf();
    classes = program == null ? 0 : program.classCount();
    next = new int[members.length * classes];
    givenUp = program == null;
    if (program != null) {
      restart(program);
    }
  }

  /**
   * Returns false if the pattern has no match within the bytes from {@code start} to before {@code
   * end}, regardless of the text around them.
   */
  public boolean mayMatch(byte[] bytes, int start, int end) {
    if (givenUp) {
      return true;
    }
    int[] table = next;
    int state = 0;
    for (int i = start; i < end; i++) {
      int byteClass = classOf[bytes[i] & 0xFF] & 0xFF;
      int to = table[state * classes + byteClass];
      if (to == UNKNOWN) {
        to = step(state, byteClass);
        table = next;
        if (givenUp) {
          return true;
        }
      }
      if (to == FOUND) {
        return true;
      }
      state = to;
    }
    return false;
  }

  /** Returns how many states are stored. */
  int states() {
    return numbers.size();
  }

  private int step(int state, int byteClass) {
    ByteProgram own = Objects.requireNonNull(program);
    int[] reached = own.after(members[state], byteClass);
    if (reached[0] == ByteProgram.ACCEPT) {
      next[state * classes + byteClass] = FOUND;
      return FOUND;
    }
    Integer known = numbers.get(new States(reached));
    if (known == null && numbers.size() == MOST_STATES) {
      // All states are dropped and built again, so that the text at this point decides which states
      // are kept.
      restart(own);
      return givenUp ? FOUND : number(reached);
    }
    int to = known == null ? number(reached) : known;
    next[state * classes + byteClass] = to;
    return to;
  }

  private int number(int[] states) {
    Integer known = numbers.get(new States(states));
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number == members.length) {
      members = Arrays.copyOf(members, number * 2);
      int filled = next.length;
      next = Arrays.copyOf(next, filled * 2);
      Arrays.fill(next, filled, next.length, UNKNOWN);
    }
    members[number] = states;
    numbers.put(new States(states), number);
    return number;
  }

  private void restart(ByteProgram own) {
    numbers.clear();
    Arrays.fill(next, UNKNOWN);
    int[] first = own.first();
    // A pattern that matches the empty text matches everywhere.
    givenUp = restarts++ > MOST_RESTARTS || first[0] == ByteProgram.ACCEPT;
    number(first);
  }

  /** A set of states as a key of a map. */
  private static final class States {
    private final int[] states;
    private final int hash;

    States(int[] states) {
      this.states = states;
      this.hash = Arrays.hashCode(states);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof States same && Arrays.equals(states, same.states);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
