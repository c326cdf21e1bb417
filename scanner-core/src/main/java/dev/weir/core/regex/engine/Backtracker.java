package dev.weir.core.regex.engine;

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

  private final Scratch scratch;

  /** The working memory of a search, which can be used again. */
  public static final class Scratch {
    private long[] visited = new long[64];
    private int[] openAt = new int[64];
    private int[] openPosition = new int[64];
  }

  private int open;
  private int farthest;

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

  @Override
  public boolean find(int position) {
    boolean[] firsts = program.firsts();
    int first = position;
    boolean matches = false;
    farthest = position;
    makeRoom();
    for (int at = position; at <= to && !matches; at = next(at)) {
      if (firsts == null || (at < to && firsts[kind(bytes[at])])) {
        matches = matchesAt(at);
      }
    }
    forget(first);
    return matches;
  }

  private void makeRoom() {
    int words = (int) (((long) program.splits() * (to - from + 1) + 63) >> 6);
    if (scratch.visited.length < words) {
      scratch.visited = new long[Math.max(words, 2 * scratch.visited.length)];
    }
  }

  // The bits of one position are adjacent, so only the bits of visited positions need to be
  // cleared.
  private void forget(int first) {
    long splits = program.splits();
    int firstWord = (int) ((splits * (first - from)) >> 6);
    int endWord = (int) ((splits * (farthest - from + 1) + 63) >> 6);
    Arrays.fill(scratch.visited, firstWord, Math.min(endWord, scratch.visited.length), 0);
  }

  private void push(int at, int position) {
    if (open == scratch.openAt.length) {
      scratch.openAt = Arrays.copyOf(scratch.openAt, 2 * open);
      scratch.openPosition = Arrays.copyOf(scratch.openPosition, 2 * open);
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
      } else if (follow(at, position)) {
        return true;
      }
    }
    return false;
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
            if (wasVisited(at, position)) {
              return false;
            }
            push(other[at], position);
          }
        }
        case MatchProgram.LOOP -> {
          if (wasVisited(at, position)) {
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

  private boolean wasVisited(int at, int position) {
    farthest = Math.max(farthest, position);
    long bit = (long) program.splits() * (position - from) + program.splitNumber()[at];
    long[] visited = scratch.visited;
    int word = (int) (bit >> 6);
    long before = visited[word];
    visited[word] = before | 1L << bit;
    return (before >>> bit & 1) != 0;
  }
}
