package dev.weir.git.diff;

import java.util.Arrays;

/** The most similar removed files of each added file: a few for each, as git keeps them. */
final class BestPairs {
  private static final int EACH = 4;
  private static final int INDEX_BITS = 32;
  private static final long INDEX = (1L << INDEX_BITS) - 1;

  // For each added file a few places.
  private final int[] ranks;
  private final int[] sources;

  BestPairs(int targets) {
    ranks = new int[targets * EACH];
    Arrays.fill(ranks, -1);
    sources = new int[targets * EACH];
  }

  /** Returns a number that is larger for a better pair: by score, then by equal base names. */
  static int rank(int score, boolean namesakes) {
    return score * 2 + (namesakes ? 1 : 0);
  }

  /** Adds a pair, unless there are enough that are as good. */
  void add(int target, int source, int rank) {
    int worst = target * EACH;
    for (int n = worst + 1; n < (target + 1) * EACH; n++) {
      if (ranks[n] < ranks[worst]) {
        worst = n;
      }
    }
    if (rank > ranks[worst]) {
      ranks[worst] = rank;
      sources[worst] = source;
    }
  }

  /** Returns the pairs with at least this score, the best first. */
  int[] inOrder(int minimum) {
    long[] order = new long[ranks.length];
    int size = 0;
    for (int n = 0; n < ranks.length; n++) {
      if (ranks[n] >= rank(minimum, false)) {
        order[size++] = (long) (Integer.MAX_VALUE - ranks[n]) << INDEX_BITS | n;
      }
    }
    Arrays.sort(order, 0, size);
    int[] pairs = new int[size];
    for (int i = 0; i < size; i++) {
      pairs[i] = (int) (order[i] & INDEX);
    }
    return pairs;
  }

  int source(int pair) {
    return sources[pair];
  }

  static int target(int pair) {
    return pair / EACH;
  }
}
