package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.text.Utf8;
import java.util.Arrays;

/**
 * Runs a {@link MatchProgram} along one path at a time, and never twice from the same position with
 * the same instruction, so that the time is linear in the text times the pattern: the bit-state
 * machine of RE2 (Cox, "Regular Expression Matching in the Wild", 2010). On texts the size of a
 * line it takes a tenth of the time of a machine that follows all paths for each character.
 */
public final class Backtracker extends MatchSearch {
  /** The visited positions take one bit for each position and split: 4 MiB at most. */
  private static final long MOST_BITS = 1L << 25;

  /** Of a larger program, a machine in lockstep visits only a small part at each position. */
  private static final int MOST_INSTRUCTIONS = 5_000;

  /** Marks what is open as a count that goes on, as opposed to one that begins. */
  private static final int GOES_ON = 1 << 30;

  private final Scratch scratch;

  /** The working memory of a search, which can be used again. */
  public static final class Scratch {
    private long[] visited = new long[64];
    private int[] openAt = new int[64];
    private int[] openPosition = new int[64];
    // For a count: how many characters more it may take, or where it must not go back further.
    private int[] openLimit = new int[64];
  }

  private int open;
  // The positions that something may be remembered of; the first is -1 if there are none.
  private int first = -1;
  private int farthest;
  private int lastStart = Integer.MAX_VALUE;

  /**
   * Creates a search.
   *
   * @param groups how many groups are needed, besides the match itself
   * @param bytes a text; nothing before {@code from} and from {@code to} on is read
   */
  public Backtracker(
      MatchProgram program, int groups, byte[] bytes, int from, int to, Scratch scratch) {
    super(program, groups, bytes, from, to);
    this.scratch = scratch;
  }

  /** Returns true if neither the program is too large nor the text too long. */
  public static boolean suits(MatchProgram program, int from, int to) {
    return program.size() <= MOST_INSTRUCTIONS
        && (long) program.splits() * (to - from + 1) <= MOST_BITS;
  }

  /** Leaves out matches that begin after an offset. */
  public void startUpTo(int last) {
    lastStart = last;
  }

  @Override
  public boolean find(int position) {
    boolean matches = find(position, to);
    forget();
    return matches;
  }

  /**
   * Finds the leftmost match that begins at a position or later and lies before {@code end}, and
   * looks only where a filter cannot rule it out.
   *
   * @param firstEnd what the filter returns from {@code position} on
   * @param longest no match has more bytes
   */
  public boolean find(MatchFilter filter, int position, int firstEnd, int end, int longest) {
    int next = position;
    int ends = firstEnd;
    boolean matches = false;
    while (ends >= 0 && !matches) {
      if (filter.hasGivenUp()) {
        forget();
        return find(next);
      }
      // A match that begins earlier is too long.
      int least = Math.max(next, ends - longest);
      if (least > lastStart) {
        break;
      }
      matches = find(least == next ? next : startOfCharacter(least), ends);
      next = next(startOfCharacter(ends));
      ends = next < end && !matches ? filter.firstEnd(bytes, next, end) : -1;
    }
    forget();
    return matches;
  }

  /**
   * Finds the leftmost match that begins between two positions. What does not lead to a match is
   * remembered for searches of what comes later, until {@link #forget}.
   *
   * @param last the last position where a match may begin
   */
  private boolean find(int position, int last) {
    int end = Math.min(last, lastStart);
    if (position > end) {
      return false;
    }
    boolean[] firsts = program.firsts();
    boolean atBoundary = program.beginsAtBoundary();
    if (first < 0) {
      makeRoom();
      first = position;
      farthest = position;
    }
    for (int at = position; at <= end; at = next(at)) {
      if ((firsts == null || (at < to && firsts[kind(bytes[at])]))
          && (!atBoundary || holds(RegexNode.Assertion.WORD_BOUNDARY, at))
          && matchesAt(at)) {
        return true;
      }
    }
    return false;
  }

  private void makeRoom() {
    int words = (int) (((long) program.splits() * (to - from + 1) + 63) >> 6);
    if (scratch.visited.length < words) {
      scratch.visited = new long[Math.max(words, 2 * scratch.visited.length)];
    }
  }

  private void forget() {
    if (first < 0) {
      return;
    }
    // The bits of one position are adjacent, so only those of visited positions are cleared.
    long splits = program.splits();
    int firstWord = (int) ((splits * (first - from)) >> 6);
    int endWord = (int) ((splits * (farthest - from + 1) + 63) >> 6);
    Arrays.fill(scratch.visited, firstWord, Math.min(endWord, scratch.visited.length), 0);
    first = -1;
  }

  private void push(int at, int position) {
    if (open == scratch.openAt.length) {
      scratch.openAt = Arrays.copyOf(scratch.openAt, 2 * open);
      scratch.openPosition = Arrays.copyOf(scratch.openPosition, 2 * open);
      scratch.openLimit = Arrays.copyOf(scratch.openLimit, 2 * open);
    }
    scratch.openAt[open] = at;
    scratch.openPosition[open++] = position;
  }

  private boolean matchesAt(int begin) {
    Arrays.fill(found, -1);
    open = 0;
    push(program.start(), begin);
    while (open > 0) {
      open--;
      int at = scratch.openAt[open];
      int position = scratch.openPosition[open];
      if (at < 0) {
        found[~at] = position;
      } else if (at >= GOES_ON) {
        if (resume(at - GOES_ON, position, scratch.openLimit[open])) {
          return true;
        }
      } else if (follow(at, position)) {
        return true;
      }
    }
    return false;
  }

  private boolean resume(int at, int position, int limit) {
    MatchProgram.Count count = program.count(program.other()[at]);
    int end =
        count.greedy()
            ? backEnd(at, position, limit)
            : forwardEnd(at, count.place(), position, limit);
    return end >= 0 && follow(program.next()[at], end);
  }

  /** Returns where a path goes on after a count that begins at a position, or -1. */
  private int count(int at, int position) {
    MatchProgram.Count count = program.count(program.other()[at]);
    int end = position;
    int taken = 0;
    while (taken < count.least()) {
      end = after(count.place(), end);
      if (end < 0) {
        return -1;
      }
      taken++;
    }
    if (count.least() == count.most()) {
      return end;
    }
    if (wasVisited(program.splitNumber()[at], position)) {
      return -1;
    }
    if (!count.greedy()) {
      return forwardEnd(at, count.place(), end, count.most() - taken);
    }
    int low = end;
    int more = end;
    while (more >= 0) {
      end = more;
      more = taken++ < count.most() ? after(count.place(), end) : -1;
    }
    return backEnd(at, end, low);
  }

  /** Returns where a greedy count ends: at a position, or before it where the path can go on. */
  private int backEnd(int at, int position, int low) {
    int end = position;
    while (!canEnd(at, end)) {
      if (end <= low) {
        return -1;
      }
      end = before(end);
    }
    if (end > low) {
      pushCount(at, before(end), low);
    }
    return end;
  }

  /** Returns where a count ends that takes as little as it can, and at most {@code left} more. */
  private int forwardEnd(int at, int set, int position, int left) {
    int end = position;
    int more = left;
    while (!canEnd(at, end)) {
      end = more-- > 0 ? after(set, end) : -1;
      if (end < 0) {
        return -1;
      }
    }
    int next = more > 0 ? after(set, end) : -1;
    if (next >= 0) {
      pushCount(at, next, more - 1);
    }
    return end;
  }

  private boolean canEnd(int at, int position) {
    int kind = position == to ? -1 : kind(bytes[position]);
    return canGo(program.accepted(), program.firstWay()[at], kind)
        && !wasVisited(program.splitNumber()[at] + 1, position);
  }

  private void pushCount(int at, int position, int limit) {
    push(at + GOES_ON, position);
    scratch.openLimit[open - 1] = limit;
  }

  /** Returns the position after the character at a position, or -1 if a set does not have it. */
  private int after(int set, int position) {
    if (position >= to) {
      return -1;
    }
    byte b = bytes[position];
    if (b >= 0) {
      return program.accepted()[set + b] ? position + 1 : -1;
    }
    int length = Utf8.length(bytes, position, to);
    boolean accepts = program.acceptsOther(set, Utf8.codePoint(bytes, position, length));
    return accepts ? position + length : -1;
  }

  private int before(int position) {
    return bytes[position - 1] >= 0 ? position - 1 : startOfCharacter(position - 1);
  }

  /** Follows one path to its end. Returns true if the path is a match. */
  private boolean follow(int begin, int beginPosition) {
    byte[] kinds = program.kinds();
    int[] next = program.next();
    int[] other = program.other();
    int[] firstWay = program.firstWay();
    int[] secondWay = program.secondWay();
    boolean[] accepted = program.accepted();
    byte[] text = bytes;
    int end = to;
    int at = begin;
    int position = beginPosition;
    while (true) {
      switch (kinds[at]) {
        case MatchProgram.CHARACTER -> {
          if (position == end) {
            return false;
          }
          byte b = text[position];
          if (b >= 0) {
            if (!accepted[other[at] + b]) {
              return false;
            }
            position++;
          } else {
            int length = Utf8.length(text, position, end);
            if (!program.acceptsOther(other[at], Utf8.codePoint(text, position, length))) {
              return false;
            }
            position += length;
          }
        }
        case MatchProgram.SPLIT -> {
          int kind = position == end ? -1 : kind(text[position]);
          boolean second = canGo(accepted, secondWay[at], kind);
          if (!canGo(accepted, firstWay[at], kind)) {
            if (!second) {
              return false;
            }
            at = other[at];
            continue;
          }
          if (second) {
            if (wasVisited(program.splitNumber()[at], position)) {
              return false;
            }
            push(other[at], position);
          }
        }
        case MatchProgram.COUNT -> {
          position = count(at, position);
          if (position < 0) {
            return false;
          }
        }
        case MatchProgram.LOOP -> {
          if (wasVisited(program.splitNumber()[at], position)) {
            return false;
          }
          push(other[at], position);
        }
        case MatchProgram.SAVE -> save(other[at], position);
        case MatchProgram.ASSERT -> {
          if (!holds(MatchProgram.ASSERTIONS[other[at]], position)) {
            return false;
          }
        }
        default -> {
          return true;
        }
      }
      at = next[at];
    }
  }

  private static boolean canGo(boolean[] accepted, int place, int kind) {
    return place == MatchProgram.ANYTHING || (kind >= 0 && accepted[place + kind]);
  }

  private void save(int place, int position) {
    if (place < found.length) {
      // Restored when the paths that branched off earlier are tried.
      if (place > 1) {
        push(~place, found[place]);
      }
      found[place] = position;
    }
  }

  private boolean wasVisited(int number, int position) {
    farthest = Math.max(farthest, position);
    long bit = (long) program.splits() * (position - from) + number;
    long[] visited = scratch.visited;
    int word = (int) (bit >> 6);
    long before = visited[word];
    visited[word] = before | 1L << bit;
    return (before >>> bit & 1) != 0;
  }
}
