package dev.weir.core.regex.engine;

import dev.weir.core.text.Utf8;
import java.util.Arrays;

/**
 * Runs a {@link MatchProgram} along all paths together, character by character: Pike's machine, as
 * in Go's {@code regexp}. It takes longer than a {@link Backtracker}, but its memory does not
 * depend on the length of the text.
 */
public final class LockstepSearch extends MatchSearch {
  private final int places;
  private Paths now;
  private Paths then;
  // The positions that the path saves that is being followed.
  private final int[] saved;
  // What is still to be followed or, where negative, to be put back.
  private int[] open = new int[64];
  private int[] openValue = new int[64];

  /**
   * Creates a search.
   *
   * @param groups how many groups are needed, besides the match itself
   * @param bytes a text; nothing before {@code from} and from {@code to} on is read
   */
  public LockstepSearch(MatchProgram program, int groups, byte[] bytes, int from, int to) {
    super(program, groups, bytes, from, to);
    places = found.length;
    saved = new int[places];
    now = new Paths(program.size(), places);
    then = new Paths(program.size(), places);
  }

  /** The ends of the paths at one position, in the order of preference. */
  private static final class Paths {
    private final int places;
    // The instructions that were reached, in a sparse set.
    private final int[] at;
    private final int[] dense;
    private int size;
    // The instructions among them that wait for a character or end the match.
    private int[] ends = new int[16];
    private int[] saved;
    private int count;

    Paths(int instructions, int places) {
      this.places = places;
      at = new int[instructions];
      dense = new int[instructions];
      saved = new int[16 * places];
    }

    void clear() {
      size = 0;
      count = 0;
    }

    /** Adds an instruction; false if it was reached before. */
    boolean reach(int instruction) {
      int place = at[instruction];
      if (place < size && dense[place] == instruction) {
        return false;
      }
      at[instruction] = size;
      dense[size++] = instruction;
      return true;
    }

    void end(int instruction, int[] positions) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
        saved = Arrays.copyOf(saved, 2 * count * places);
      }
      ends[count] = instruction;
      System.arraycopy(positions, 0, saved, count * places, places);
      count++;
    }

    void copySaved(int path, int[] to) {
      System.arraycopy(saved, path * places, to, 0, places);
    }
  }

  @Override
  public boolean find(int position) {
    boolean[] firsts = program.firsts();
    boolean matched = false;
    now.clear();
    int at = position;
    while (true) {
      if (now.count == 0) {
        if (matched) {
          return true;
        }
        while (firsts != null && at < to && !firsts[kind(bytes[at])]) {
          at = next(at);
        }
      }
      if (!matched) {
        Arrays.fill(saved, -1);
        follow(program.start(), at, now);
      }
      matched |= step(at);
      if (at >= to) {
        return matched;
      }
      at = next(at);
      Paths done = now;
      now = then;
      then = done;
    }
  }

  /** Follows all paths over the character at a position; true if one of them ends in a match. */
  private boolean step(int position) {
    byte[] kinds = program.kinds();
    int[] next = program.next();
    int[] other = program.other();
    then.clear();
    int length = position < to ? Utf8.length(bytes, position, to) : 0;
    int point = length == 0 ? 0 : Utf8.codePoint(bytes, position, length);
    boolean ascii = length == 1 && bytes[position] >= 0;
    for (int path = 0; path < now.count; path++) {
      int at = now.ends[path];
      if (kinds[at] == MatchProgram.MATCH) {
        now.copySaved(path, found);
        return true;
      }
      boolean accepts =
          ascii
              ? program.accepted()[other[at] + point]
              : length > 0 && program.acceptsOther(other[at], point);
      if (accepts) {
        now.copySaved(path, saved);
        follow(next[at], position + length, then);
      }
    }
    return false;
  }

  /** Follows a path, and those that branch off, up to the next characters. */
  private void follow(int begin, int position, Paths to) {
    byte[] kinds = program.kinds();
    int[] next = program.next();
    int[] other = program.other();
    int count = push(begin, 0, 0);
    while (count > 0) {
      count--;
      int at = open[count];
      if (at < 0) {
        saved[~at] = openValue[count];
        continue;
      }
      if (!to.reach(at)) {
        continue;
      }
      switch (kinds[at]) {
        case MatchProgram.SPLIT, MatchProgram.LOOP -> {
          count = push(other[at], 0, count);
          count = push(next[at], 0, count);
        }
        case MatchProgram.SAVE -> {
          if (other[at] < places) {
            count = push(~other[at], saved[other[at]], count);
            saved[other[at]] = position;
          }
          count = push(next[at], 0, count);
        }
        case MatchProgram.ASSERT -> {
          if (holds(MatchProgram.ASSERTIONS[other[at]], position)) {
            count = push(next[at], 0, count);
          }
        }
        default -> to.end(at, saved);
      }
    }
  }

  private int push(int at, int value, int count) {
    if (count == open.length) {
      open = Arrays.copyOf(open, 2 * count);
      openValue = Arrays.copyOf(openValue, 2 * count);
    }
    open[count] = at;
    openValue[count] = value;
    return count + 1;
  }
}
