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
  private static final int MOST_STATES = 2_000;

  /** A filter that makes a state for fewer bytes than this costs more than it saves. */
  private static final int BYTES_PER_STATE = 64;

  private static final int MOST_RESTARTS = 4;
  private static final int UNKNOWN = -1;
  private static final int FOUND = -2;

  private final @Nullable ByteProgram program;
  private final byte[] classOf;
  // The number of classes of bytes, one column each.
  private final int width;
  private final Map<States, Integer> numbers = new HashMap<>();
  private int[][] members = new int[16][];
  // For each state and each class of bytes, where the row of the next state begins.
  private int[] next;
  // How often all states were dropped after too few bytes.
  private int restarts;
  // How many bytes were read since then.
  private long read;
  private boolean givenUp;

  /**
   * Creates a filter.
   *
   * @param program the automaton, or null if there is none; the filter then never rules out a match
   */
  public MatchFilter(@Nullable ByteProgram program) {
    this.program = program;
    classOf = program == null ? new byte[0] : program.classOf();
    width = program == null ? 0 : program.classCount();
    next = new int[members.length * width];
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
    return firstEnd(bytes, start, end) >= 0;
  }

  /**
   * Returns an offset before which no match ends that lies within the bytes from {@code start} to
   * before {@code end}, or -1 if there is no match. If the filter {@linkplain #hasGivenUp() gives
   * up}, the offset is {@code start}.
   */
  public int firstEnd(byte[] bytes, int start, int end) {
    if (givenUp) {
      return start;
    }
    byte[] classes = classOf;
    int[] table = next;
    int row = 0;
    int counted = start;
    for (int i = start; i < end; i++) {
      int byteClass = classes[bytes[i] & 0xFF] & 0xFF;
      int to = table[row + byteClass];
      if (to == UNKNOWN) {
        read += i - counted;
        counted = i;
        to = step(row / width, byteClass);
        table = next;
        if (givenUp) {
          return start;
        }
      }
      if (to == FOUND) {
        read += i - counted;
        return i + 1;
      }
      row = to;
    }
    read += end - counted;
    return -1;
  }

  /** Returns true if the filter no longer rules out anything. */
  public boolean hasGivenUp() {
    return givenUp;
  }

  /** Returns how many states are stored. */
  int states() {
    return numbers.size();
  }

  private int step(int state, int byteClass) {
    ByteProgram own = Objects.requireNonNull(program);
    int[] reached = own.after(members[state], byteClass);
    if (reached[0] == ByteProgram.ACCEPT) {
      next[state * width + byteClass] = FOUND;
      return FOUND;
    }
    Integer known = numbers.get(new States(reached));
    if (known == null && numbers.size() == MOST_STATES) {
      // All states are dropped and built again, so that the text at this point decides which states
      // are kept.
      restart(own);
      return givenUp ? FOUND : width * number(reached);
    }
    int to = width * (known == null ? number(reached) : known);
    next[state * width + byteClass] = to;
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
    restarts += read < (long) BYTES_PER_STATE * MOST_STATES ? 1 : 0;
    read = 0;
    givenUp = restarts > MOST_RESTARTS || first[0] == ByteProgram.ACCEPT;
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
