package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rules out, with one table look-up per byte, that a pattern matches in a text. If it cannot rule
 * out a match, the pattern itself decides. The filter builds the states of a deterministic
 * automaton as the text needs them, as RE2 does (Cox, "Regular Expression Matching in the Wild",
 * 2010). Several threads share a filter and what it has learned.
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
  private volatile States states;
  // How often all states were dropped after too few bytes.
  private int restarts;
  // About how many bytes were read since then; the threads do not wait for each other to count.
  private long read;
  private volatile boolean givenUp;

  private MatchFilter(@Nullable ByteProgram program) {
    this.program = program;
    classOf = program == null ? new byte[0] : program.classOf();
    width = program == null ? 0 : program.classCount();
    states = new States(width);
    // A pattern that matches the empty text matches everywhere.
    givenUp = program == null || isFound(program.first());
    if (program != null) {
      states.add(program.first());
    }
  }

  /** Creates the filter of a pattern. Of a very large pattern it never rules out a match. */
  public static MatchFilter of(RegexNode root) {
    return new MatchFilter(ByteProgram.of(root));
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
    States own = states;
    int[] table = own.next;
    int row = 0;
    for (int i = start; i < end; i++) {
      int byteClass = classes[bytes[i] & 0xFF] & 0xFF;
      int to = table[row + byteClass];
      if (to >= 0) {
        row = to;
        continue;
      }
      if (to == UNKNOWN) {
        Place place = step(own, row / width, byteClass);
        if (givenUp) {
          return start;
        }
        own = place.states;
        table = place.next;
        row = place.row;
      }
      if (to == FOUND || row == FOUND) {
        read += i - start;
        return i + 1;
      }
    }
    read += end - start;
    return -1;
  }

  /** Returns true if the filter no longer rules out anything. */
  public boolean hasGivenUp() {
    return givenUp;
  }

  /** Returns how many states are stored. */
  int states() {
    return states.count;
  }

  private static boolean isFound(long[] states) {
    return (states[ByteProgram.ACCEPT] & 1) != 0;
  }

  /** Returns where a state leads to; another thread may have dropped the state meanwhile. */
  private synchronized Place step(States from, int state, int byteClass) {
    long[] reached = Objects.requireNonNull(program).after(from.member(state), byteClass);
    States own = from;
    int to = isFound(reached) ? FOUND : own.find(reached);
    if (to == UNKNOWN) {
      own = states;
      to = own.find(reached);
    }
    if (to == UNKNOWN && own.count == MOST_STATES) {
      // All states are dropped and built again, so that the text at this point decides which states
      // are kept.
      own = restart();
    }
    if (to == UNKNOWN) {
      to = own.add(reached);
    }
    int row = to == FOUND ? FOUND : to * width;
    if (own == from) {
      own.next[state * width + byteClass] = row;
    }
    return new Place(own, own.next, row);
  }

  private States restart() {
    restarts += read < (long) BYTES_PER_STATE * MOST_STATES ? 1 : 0;
    read = 0;
    States fresh = new States(width);
    fresh.add(Objects.requireNonNull(program).first());
    states = fresh;
    givenUp = restarts > MOST_RESTARTS;
    return fresh;
  }

  /** A row of a table. */
  private static final class Place {
    private final States states;
    private final int[] next;
    private final int row;

    Place(States states, int[] next, int row) {
      this.states = states;
      this.next = next;
      this.row = row;
    }
  }

  /**
   * States of the automaton. Changed by one thread at a time; others may read {@link #next} without
   * waiting: they then see that a step is known, or do not see it yet.
   */
  private static final class States {
    private final int width;
    private int count;
    private long[] @Nullable [] members = new long[16][];
    // Numbers of states by the hash of their members, plus one; 0 is free.
    private int[] numbers = new int[64];
    // For each state and each class of bytes, where the row of the next state begins.
    private volatile int[] next;

    States(int width) {
      this.width = width;
      next = new int[members.length * width];
      Arrays.fill(next, UNKNOWN);
    }

    long[] member(int state) {
      return Objects.requireNonNull(members[state]);
    }

    /** Returns the number of a state, or {@link #UNKNOWN}. */
    int find(long[] state) {
      for (int at = slot(state); numbers[at] != 0; at = at + 1 & numbers.length - 1) {
        if (Arrays.equals(members[numbers[at] - 1], state)) {
          return numbers[at] - 1;
        }
      }
      return UNKNOWN;
    }

    private int slot(long[] state) {
      int hash = Arrays.hashCode(state) * 0x9E3779B1;
      return (hash >>> 15) & numbers.length - 1;
    }

    /** Adds a state and returns its number. */
    int add(long[] state) {
      if (count == members.length) {
        members = Arrays.copyOf(members, 2 * count);
        int[] wider = Arrays.copyOf(next, 2 * next.length);
        Arrays.fill(wider, next.length, wider.length, UNKNOWN);
        next = wider;
        numbers = new int[2 * numbers.length];
        for (int i = 0; i < count; i++) {
          note(member(i), i);
        }
      }
      members[count] = state;
      note(state, count);
      return count++;
    }

    private void note(long[] state, int number) {
      int at = slot(state);
      while (numbers[at] != 0) {
        at = at + 1 & numbers.length - 1;
      }
      numbers[at] = number + 1;
    }
  }
}
