package dev.weir.core.text;

/** Counts the edits that turn one word into another, to suggest what a misspelt word meant. */
public final class EditDistance {
  private EditDistance() {}

  /** Returns how many letters must be added, dropped or changed (Levenshtein's distance). */
  public static int levenshtein(String a, String b) {
    return distance(a, b, /* swaps= */ false);
  }

  /**
   * Returns how many letters must be added, dropped, changed or swapped with their neighbour, where
   * a swap is one edit (Damerau's distance; no letter is edited twice).
   */
  public static int damerau(String a, String b) {
    return distance(a, b, /* swaps= */ true);
  }

  private static int distance(String a, String b, boolean swaps) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int k = 0; k <= b.length(); k++) {
      cost[0][k] = k;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int k = 1; k <= b.length(); k++) {
        int change = a.charAt(i - 1) == b.charAt(k - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][k], cost[i][k - 1]) + 1;
        best = Math.min(best, cost[i - 1][k - 1] + change);
        if (swaps && isSwapped(a, i, b, k)) {
          best = Math.min(best, cost[i - 2][k - 2] + 1);
        }
        cost[i][k] = best;
      }
    }
    return cost[a.length()][b.length()];
  }

  /**
   * Returns true if the two letters before {@code i} are the two letters before {@code k}, swapped.
   */
  private static boolean isSwapped(String a, int i, String b, int k) {
    return i > 1
        && k > 1
        && a.charAt(i - 1) == b.charAt(k - 2)
        && a.charAt(i - 2) == b.charAt(k - 1);
  }
}
