package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.text.Ascii;
import dev.weir.core.text.Utf8;
import java.util.Arrays;

/**
 * Runs a {@link BacktrackProgram} along one path at a time, and never twice from the same position
 * with the same instruction, so that the time is linear in the text times the pattern: the
 * bit-state machine of RE2 (Cox, "Regular Expression Matching in the Wild", 2010). On texts the
 * size of a line it takes a tenth of the time of a machine that follows all paths for each
 * character.
 */
public final class Backtracker extends MatchSearch {
  /** The visited positions take one bit for each position and split: 4 MiB at most. */
  private static final long MOST_BITS = 1L << 25;

  private static final int NOT_ASCII = 128;

  private final BacktrackProgram program;
  private final Scratch scratch;

  /** The working memory of a search, which can be used again. */
  public static final class Scratch {
    private long[] visited = new long[64];
    private int[] openAt = new int[64];
    private int[] openPosition = new int[64];
  }

  private final int[] found;
  private int open;
  private int farthest;

  /**
   * Creates a search.
   *
   * @param groups how many groups are needed, besides the match itself
   * @param bytes a text that {@link BacktrackProgram#suits} from {@code from} to before {@code to};
   *     nothing outside of this range is read
   */
  public Backtracker(
      BacktrackProgram program, int groups, byte[] bytes, int from, int to, Scratch scratch) {
    super(bytes, from, to);
    this.program = program;
    this.scratch = scratch;
    this.found = new int[2 * (groups + 1)];
  }

  /** Returns true if the program can search the text, and the text is not too long. */
  public static boolean suits(BacktrackProgram program, byte[] bytes, int from, int to) {
    return (long) program.splits() * (to - from + 1) <= MOST_BITS && program.suits(bytes, from, to);
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

  @Override
  public int start() {
    return found[0];
  }

  @Override
  public int end() {
    return found[1];
  }

  @Override
  public int[] groups() {
    return found.clone();
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
        case BacktrackProgram.CHARACTER -> {
          if (position == end || !accepted[other[at] + kind(text[position])]) {
            return false;
          }
          position += text[position] >= 0 ? 1 : Utf8.length(text, position, end);
        }
        case BacktrackProgram.SPLIT -> {
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
        case BacktrackProgram.SAVE -> save(other[at], position);
        case BacktrackProgram.ASSERT -> {
          if (!holds(BacktrackProgram.ASSERTIONS[other[at]], position)) {
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
    return place == BacktrackProgram.ANYTHING || (kind >= 0 && accepted[place + kind]);
  }

  private static int kind(byte b) {
    return b >= 0 ? b : NOT_ASCII;
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

  private boolean holds(RegexNode.Assertion assertion, int position) {
    return switch (assertion) {
      case TEXT_START -> position == from;
      case TEXT_END -> position == to;
      case LINE_START -> position == from || bytes[position - 1] == '\n';
      case LINE_END -> position == to || bytes[position] == '\n';
      case WORD_BOUNDARY -> isWordAt(position - 1) != isWordAt(position);
      case NO_WORD_BOUNDARY -> isWordAt(position - 1) == isWordAt(position);
    };
  }

  private boolean isWordAt(int position) {
    if (position < from || position >= to) {
      return false;
    }
    byte c = bytes[position];
    return Ascii.isLetterOrDigit(c) || c == '_';
  }
}
