package dev.weir.core.regex.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells, one table look-up a byte, that a pattern has no match in a text. Where it says that there
 * may be one, the pattern itself decides. RE2/J follows all its threads for each character; this
 * makes the states of a deterministic machine as the text needs them, as RE2 does (Cox, "Regular
 * Expression Matching in the Wild", 2010). Not thread-safe.
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
   * @param program the machine, or null if there is none, so that there may be a match anywhere
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
   * end}, whatever stands around them.
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

  /** Returns how many states are kept. */
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
      // The state is made again; what the text looks like now decides which states are worth it.
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

  /** States of the machine as a key. */
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
