package dev.weir.core.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Finds all occurrences of a list of literals in one pass over bytes, whatever the case of ASCII
 * letters: Aho and Corasick, "Efficient String Matching" (1975), as a dense table over classes of
 * bytes. Immutable.
 */
public final class KeywordAutomaton {
  private final byte[] classOf = new byte[256];
  private final int classes;
  // The state after each state and class, times the number of classes; the sign bit marks states
  // where literals end.
  private final int[] next;
  private final int[][] ending;
  private final int[] lengths;

  /**
   * @param literals in lower case, not empty; the index of each is its id
   */
  public KeywordAutomaton(List<Content> literals) {
    int count = 1;
    for (Content literal : literals) {
      for (byte b : literal.bytes()) {
        if (classOf[b & 0xFF] == 0) {
          classOf[b & 0xFF] = (byte) count++;
        }
      }
    }
    for (int c = 'A'; c <= 'Z'; c++) {
      classOf[c] = classOf[c + 32];
    }
    classes = count;
    lengths = new int[literals.size()];
    int most = 1;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = literals.get(i).length();
      most += lengths[i];
    }
    int[] trie = new int[most * classes];
    int[][] ends = new int[most][];
    int states = buildTrie(literals, trie, ends);
    next = Arrays.copyOf(trie, states * classes);
    ending = Arrays.copyOf(ends, states);
    link(states);
  }

  private int buildTrie(List<Content> literals, int[] trie, int[][] ends) {
    int states = 1;
    for (int id = 0; id < lengths.length; id++) {
      int state = 0;
      for (byte b : literals.get(id).bytes()) {
        int slot = state * classes + (classOf[b & 0xFF] & 0xFF);
        if (trie[slot] == 0) {
          trie[slot] = states++;
        }
        state = trie[slot];
      }
      ends[state] = append(ends[state], id);
    }
    return states;
  }

  private static int[] append(int[] ids, int id) {
    int[] longer = ids == null ? new int[1] : Arrays.copyOf(ids, ids.length + 1);
    longer[longer.length - 1] = id;
    return longer;
  }

  /** Fills in where to go when a literal breaks off, and what ends there. */
  private void link(int states) {
    int[] fallback = new int[states];
    Deque<Integer> queue = new ArrayDeque<>();
    for (int c = 0; c < classes; c++) {
      if (next[c] != 0) {
        queue.add(next[c]);
      }
    }
    while (!queue.isEmpty()) {
      int state = queue.remove();
      int back = fallback[state];
      if (ending[back] != null) {
        for (int id : ending[back]) {
          ending[state] = append(ending[state], id);
        }
      }
      for (int c = 0; c < classes; c++) {
        int slot = state * classes + c;
        int target = next[back * classes + c];
        if (next[slot] == 0) {
          next[slot] = target;
        } else {
          fallback[next[slot]] = target;
          queue.add(next[slot]);
        }
      }
    }
    for (int i = 0; i < next.length; i++) {
      int state = next[i];
      next[i] = state * classes | (ending[state] == null ? 0 : Integer.MIN_VALUE);
    }
  }

  /** Takes what was found. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes an occurrence. They come by their ends; of those that end at one place, in no order.
     *
     * @param id the literal
     * @param start where it begins
     */
    void found(int id, int start);
  }

  /** Tells {@code sink} each occurrence in the bytes from {@code start} to before {@code end}. */
  public void scan(byte[] bytes, int start, int end, Sink sink) {
    int[] table = next;
    byte[] map = classOf;
    int state = 0;
    for (int i = start; i < end; i++) {
      state = table[(state & Integer.MAX_VALUE) + (map[bytes[i] & 0xFF] & 0xFF)];
      if (state < 0) {
        for (int id : ending[(state & Integer.MAX_VALUE) / classes]) {
          sink.found(id, i + 1 - lengths[id]);
        }
      }
    }
  }
}
