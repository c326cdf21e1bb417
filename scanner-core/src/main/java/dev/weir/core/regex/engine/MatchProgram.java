package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as instructions for a {@link Backtracker} or a {@link LockstepSearch}: Pike's
 * instructions as in Go's {@code regexp}. It matches what Go matches, with the same groups.
 * Immutable.
 */
public final class MatchProgram {
  static final byte CHARACTER = 0;
  static final byte SPLIT = 1;
  static final byte SAVE = 2;
  static final byte ASSERT = 3;
  static final byte MATCH = 4;

  /** A split at the end of a loop whose body can be empty, where a path may go in a circle. */
  static final byte LOOP = 5;

  /** Characters of one set, at least and at most so many; only for a {@link Backtracker}. */
  static final byte COUNT = 6;

  /** A set of which nothing is known: the match may also end without a character. */
  static final int ANYTHING = -1;

  static final RegexNode.Assertion[] ASSERTIONS = RegexNode.Assertion.values();

  private static final int ASCII = 128;
  // One element for each ASCII character; the last one is true if the set has any other character.
  private static final int CHARACTERS = ASCII + 1;

  private byte[] kinds = new byte[64];
  private int[] next = new int[64];
  private int[] other = new int[64];
  private int[] splitNumber = new int[64];
  private int size;
  private int splits;
  private boolean[] accepted = new boolean[8 * CHARACTERS];
  private final List<Members> sets = new ArrayList<>();
  private final Map<Members, Integer> places = new HashMap<>();
  // A repeated set is one node with many copies of its code.
  private IdentityHashMap<RegexNode.CharSet, Integer> placesOfNodes = new IdentityHashMap<>();
  private final boolean counts;
  private final List<Count> counted = new ArrayList<>(0);
  // For each set, its characters beyond ASCII as ranges, or null if they are all or none.
  private int[] @Nullable [] others = new int[8][];
  private final int start;
  // For each split, the places in accepted of the characters with which its two branches can begin.
  private final int[] firstWay;
  private final int[] secondWay;
  private final boolean @Nullable [] firsts;
  private final boolean atBoundary;

  /** How often a character of a set is repeated. */
  record Count(int place, int least, int most, boolean greedy) {}

  private MatchProgram(RegexNode root, boolean counts) {
    this.counts = counts;
    int match = add(MATCH, 0, 0);
    start = add(SAVE, code(root, add(SAVE, match, 1)), 0);
    firstWay = new int[size];
    secondWay = new int[size];
    Members[] beginnings = beginnings();
    for (int at = 0; at < size; at++) {
      if (kinds[at] == SPLIT) {
        firstWay[at] = place(beginnings[next[at]]);
        secondWay[at] = place(beginnings[other[at]]);
      } else if (kinds[at] == COUNT) {
        firstWay[at] = place(beginnings[next[at]]);
      }
    }
    int first = place(beginnings[start]);
    firsts = first == ANYTHING ? null : Arrays.copyOfRange(accepted, first, first + CHARACTERS);
    atBoundary = findBoundary();
    kinds = Arrays.copyOf(kinds, size);
    next = Arrays.copyOf(next, size);
    other = Arrays.copyOf(other, size);
    splitNumber = Arrays.copyOf(splitNumber, size);
    accepted = Arrays.copyOf(accepted, CHARACTERS * places.size());
    // Of use only until here; the nodes would keep the parsed pattern in memory.
    sets.clear();
    places.clear();
    placesOfNodes = new IdentityHashMap<>(0);
  }

  private boolean findBoundary() {
    int at = start;
    while (kinds[at] == SAVE) {
      at = next[at];
    }
    return kinds[at] == ASSERT && ASSERTIONS[other[at]] == RegexNode.Assertion.WORD_BOUNDARY;
  }

  /** Returns the instructions of a pattern, with a copy of them for each repetition. */
  public static MatchProgram of(RegexNode root) {
    return new MatchProgram(root, false);
  }

  /**
   * Returns the instructions of a pattern for a {@link Backtracker}, with one instruction for a
   * repeated set. This makes most programs a tenth as large.
   */
  public static MatchProgram counting(RegexNode root) {
    return new MatchProgram(root, true);
  }

  private int add(byte kind, int to, int argument) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, size * 2);
      next = Arrays.copyOf(next, size * 2);
      other = Arrays.copyOf(other, size * 2);
      splitNumber = Arrays.copyOf(splitNumber, size * 2);
    }
    kinds[size] = kind;
    next[size] = to;
    other[size] = argument;
    splitNumber[size] = splits;
    splits += kind == SPLIT || kind == LOOP ? 1 : 0;
    return size++;
  }

  private int addCount(RegexNode.CharSet set, int least, int most, boolean greedy, int to) {
    counted.add(new Count(place(set), least, most, greedy));
    int at = add(COUNT, to, counted.size() - 1);
    // One number for the begin of the count, and one for its end.
    splits += least == most ? 0 : 2;
    return at;
  }

  /** Returns the instruction at which the code of a node begins; the code leads to {@code to}. */
  private int code(RegexNode node, int to) {
    if (node instanceof RegexNode.CharSet set) {
      return add(CHARACTER, to, place(set));
    }
    if (node instanceof RegexNode.Sequence sequence) {
      int at = to;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        at = code(sequence.parts().get(i), at);
      }
      return at;
    }
    if (node instanceof RegexNode.Choice choice) {
      int last = choice.branches().size() - 1;
      int at = code(choice.branches().get(last), to);
      for (int i = last - 1; i >= 0; i--) {
        at = add(SPLIT, code(choice.branches().get(i), to), at);
      }
      return at;
    }
    if (node instanceof RegexNode.Group group) {
      int end = add(SAVE, to, 2 * group.number() + 1);
      return add(SAVE, code(group.part(), end), 2 * group.number());
    }
    if (node instanceof RegexNode.Repeat repeat) {
      return ofRepeat(repeat, to);
    }
    return add(ASSERT, to, Arrays.asList(ASSERTIONS).indexOf(node));
  }

  private int ofRepeat(RegexNode.Repeat repeat, int to) {
    if (repeat.part() instanceof RegexNode.Repeat inner && isSame(repeat, inner)) {
      return ofRepeat(inner, to);
    }
    int at = to;
    int copies = repeat.min();
    RegexNode.CharSet set = counts && repeat.part() instanceof RegexNode.CharSet one ? one : null;
    if (set != null && repeat.max() > 1) {
      return addCount(set, copies, repeat.max(), repeat.greedy(), to);
    }
    if (repeat.max() < 0) {
      boolean mayBeEmpty = canBeEmpty(repeat.part());
      int loop = add(mayBeEmpty ? LOOP : SPLIT, to, to);
      int body = code(repeat.part(), loop);
      choose(loop, body, to, repeat.greedy());
      at = loop;
      if (mayBeEmpty && copies > 0) {
        at = body;
        copies--;
      } else if (mayBeEmpty) {
        // gitleaks: as in Go, x* is (x+)? here, which keeps the order of preference
        at = add(SPLIT, to, to);
        choose(at, body, to, repeat.greedy());
      }
    } else {
      for (int i = repeat.min(); i < repeat.max(); i++) {
        int body = code(repeat.part(), at);
        at = add(SPLIT, to, to);
        choose(at, body, to, repeat.greedy());
      }
    }
    if (set != null && copies > 1) {
      return addCount(set, copies, copies, true, at);
    }
    for (int i = 0; i < copies; i++) {
      at = code(repeat.part(), at);
    }
    return at;
  }

  // gitleaks: Go takes (?:x*)* for x*, and the same with + and ?
  private static boolean isSame(RegexNode.Repeat outer, RegexNode.Repeat inner) {
    boolean single =
        outer.min() <= 1 && (outer.max() < 0 || (outer.min() == 0 && outer.max() == 1));
    return single
        && outer.min() == inner.min()
        && outer.max() == inner.max()
        && outer.greedy() == inner.greedy();
  }

  private void choose(int split, int body, int after, boolean greedy) {
    next[split] = greedy ? body : after;
    other[split] = greedy ? after : body;
  }

  private static boolean canBeEmpty(RegexNode node) {
    if (node instanceof RegexNode.CharSet) {
      return false;
    }
    if (node instanceof RegexNode.Sequence sequence) {
      for (RegexNode part : sequence.parts()) {
        if (!canBeEmpty(part)) {
          return false;
        }
      }
      return true;
    }
    if (node instanceof RegexNode.Choice choice) {
      for (RegexNode branch : choice.branches()) {
        if (canBeEmpty(branch)) {
          return true;
        }
      }
      return false;
    }
    if (node instanceof RegexNode.Group group) {
      return canBeEmpty(group.part());
    }
    if (node instanceof RegexNode.Repeat repeat) {
      return repeat.min() == 0 || canBeEmpty(repeat.part());
    }
    return true;
  }

  /**
   * A set of characters.
   *
   * @param low the ASCII characters below 64, one bit each
   * @param high the other ASCII characters
   * @param others true if any other character belongs to the set
   * @param ranges which other characters do, or null for all or none of them
   * @param anything true if nothing is known of the set, and there may be no character at all
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by content below
  private record Members(
      long low, long high, boolean others, int @Nullable [] ranges, boolean anything) {
    static final Members ANY = new Members(-1, -1, true, null, true);

    /** Returns a set that has the members of both, and perhaps more characters beyond ASCII. */
    Members or(Members more) {
      return anything || more.anything
          ? ANY
          : new Members(low | more.low, high | more.high, others || more.others, null, false);
    }

    // Written by hand: what Java generates for a record costs milliseconds at the first call.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Members same
          && low == same.low
          && high == same.high
          && others == same.others
          && anything == same.anything
          && Arrays.equals(ranges, same.ranges);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(31 * low + high) + (others ? 1 : 0) + Arrays.hashCode(ranges);
    }
  }

  private static Members members(RegexNode.CharSet set) {
    long low = 0;
    long high = 0;
    for (int c = 0; c < Long.SIZE; c++) {
      low |= set.ascii()[c] ? 1L << c : 0;
      high |= set.ascii()[c + Long.SIZE] ? 1L << c : 0;
    }
    boolean some = set.others().length > 0;
    int[] ranges = some && !set.hasAllOthers() ? set.others() : null;
    return new Members(low, high, some, ranges, false);
  }

  private int place(RegexNode.CharSet set) {
    Integer known = placesOfNodes.get(set);
    if (known == null) {
      known = place(members(set));
      placesOfNodes.put(set, known);
    }
    return known;
  }

  /** Returns the place of a set in {@link #accepted}, and adds the set if necessary. */
  private int place(Members members) {
    if (members.anything()) {
      return ANYTHING;
    }
    Integer known = places.get(members);
    if (known != null) {
      return known;
    }
    int place = CHARACTERS * places.size();
    if (place + CHARACTERS > accepted.length) {
      accepted = Arrays.copyOf(accepted, accepted.length * 2);
      others = Arrays.copyOf(others, others.length * 2);
    }
    for (int c = 0; c < Long.SIZE; c++) {
      accepted[place + c] = (members.low() >>> c & 1) != 0;
      accepted[place + Long.SIZE + c] = (members.high() >>> c & 1) != 0;
    }
    accepted[place + ASCII] = members.others();
    others[places.size()] = members.ranges();
    places.put(members, place);
    sets.add(members);
    return place;
  }

  /**
   * Returns for each instruction the characters with which the rest of a match can begin there. No
   * result depends on itself: a loop consumes a character, or its characters are unknown.
   */
  private Members[] beginnings() {
    Members[] known = new Members[size];
    int[] open = new int[size + 3];
    int count = 0;
    open[count++] = start;
    while (count > 0) {
      if (count + 2 > open.length) {
        open = Arrays.copyOf(open, 2 * open.length);
      }
      int at = open[count - 1];
      byte kind = kinds[at];
      boolean ends = takesCharacter(at) || kind == LOOP;
      if (known[at] == null && !ends && kind != MATCH && known[next[at]] == null) {
        open[count++] = next[at];
      } else if (known[at] == null && kind == SPLIT && known[other[at]] == null) {
        open[count++] = other[at];
      } else {
        count--;
        if (known[at] == null) {
          known[at] = beginning(at, known);
          if (ends && known[next[at]] == null) {
            open[count++] = next[at];
          }
          if (kind == LOOP && known[other[at]] == null) {
            open[count++] = other[at];
          }
        }
      }
    }
    return known;
  }

  private boolean takesCharacter(int at) {
    return kinds[at] == CHARACTER || (kinds[at] == COUNT && counted.get(other[at]).least() > 0);
  }

  private Members beginning(int at, Members[] known) {
    return switch (kinds[at]) {
      case MATCH, LOOP -> Members.ANY;
      case CHARACTER -> sets.get(other[at] / CHARACTERS);
      case SPLIT -> known[next[at]].or(known[other[at]]);
      case COUNT -> {
        Count count = counted.get(other[at]);
        Members own = sets.get(count.place() / CHARACTERS);
        yield count.least() > 0 ? own : own.or(known[next[at]]);
      }
      default -> known[next[at]];
    };
  }

  int size() {
    return size;
  }

  /**
   * Returns true if a character beyond ASCII belongs to a set.
   *
   * @param place the place of the set in {@link #accepted}
   */
  boolean acceptsOther(int place, int point) {
    if (!accepted[place + ASCII]) {
      return false;
    }
    int[] ranges = others[place / CHARACTERS];
    if (ranges == null) {
      return true;
    }
    int low = 0;
    int high = ranges.length / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges[2 * middle + 1] < point) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return 2 * low < ranges.length && ranges[2 * low] <= point;
  }

  int start() {
    return start;
  }

  /** Returns true if the program has no {@link #COUNT}, so that any machine can run it. */
  public boolean isPlain() {
    return counted.isEmpty();
  }

  /** Returns what the argument of a {@link #COUNT} stands for. */
  Count count(int argument) {
    return counted.get(argument);
  }

  /**
   * Returns how many numbers there are for what must not be tried twice at one place: one for each
   * {@link #SPLIT} and {@link #LOOP}, two for each {@link #COUNT} that is not exact.
   */
  int splits() {
    return splits;
  }

  /**
   * Returns for each split the place in {@link #accepted} of the characters with which its first
   * branch can begin, or {@link #ANYTHING}; for each count those that can follow it.
   */
  int[] firstWay() {
    return firstWay;
  }

  /**
   * Returns for each split the place in {@link #accepted} of the characters with which its second
   * branch can begin, or {@link #ANYTHING}.
   */
  int[] secondWay() {
    return secondWay;
  }

  byte[] kinds() {
    return kinds;
  }

  /** Returns the next instruction of each instruction; a split tries this one first. */
  int[] next() {
    return next;
  }

  /**
   * Returns the argument of each instruction: the second branch of a split, the place of a set in
   * {@link #accepted}, the index of an assertion in {@link #ASSERTIONS}, the index of a saved
   * position in the groups, or a number for {@link #count}.
   */
  int[] other() {
    return other;
  }

  /** Returns the number of each split and loop, and the first of the two of each count. */
  int[] splitNumber() {
    return splitNumber;
  }

  /** Returns for each set whether each ASCII character, and some other character, belongs to it. */
  boolean[] accepted() {
    return accepted;
  }

  /**
   * Returns the characters with which a match can begin, in the form of a set, or null if a match
   * can be empty.
   */
  boolean @Nullable [] firsts() {
    return firsts;
  }

  /** Returns true if each match begins at a word boundary. */
  boolean beginsAtBoundary() {
    return atBoundary;
  }
}
