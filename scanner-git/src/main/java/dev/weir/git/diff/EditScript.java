package dev.weir.git.diff;

/**
 * Marks the lines that a shortest edit script from one text to the other changes: Myers, "An O(ND)
 * Difference Algorithm and Its Variations" (1986), in linear space, with git's cost limits.
 */
final class EditScript {
  private static final int LEAST_COST_LIMIT = 256;
  private static final int LONG_SNAKE = 20;
  private static final int HEURISTIC_FROM_COST = 256;
  private static final int HEURISTIC_FACTOR = 4;

  private final int[] a;
  private final int[] b;
  private final int[] lineOfA;
  private final int[] lineOfB;
  private final boolean[] changedA;
  private final boolean[] changedB;
  // The farthest points by diagonal, from the start and from the end.
  private final int[] forward;
  private final int[] backward;
  private final int zero;
  private final int costLimit;
  // The point at which the last search split its box, and whether each half must be minimal.
  private int cutA;
  private int cutB;
  private boolean minimalLow;
  private boolean minimalHigh;

  EditScript(Side one, Side two, boolean[] changedA, boolean[] changedB) {
    this.a = one.ids();
    this.b = two.ids();
    this.lineOfA = one.lines();
    this.lineOfB = two.lines();
    this.changedA = changedA;
    this.changedB = changedB;
    int diagonals = one.size() + two.size() + 3;
    this.forward = new int[diagonals + 1];
    this.backward = new int[diagonals + 1];
    this.zero = two.size() + 1;
    this.costLimit = Math.max(LEAST_COST_LIMIT, roughRoot(diagonals));
    mark(0, one.size(), 0, two.size(), false);
  }

  /**
   * The lines of a text that are compared.
   *
   * @param ids the numbers of the lines
   * @param lines the positions of the lines in the text
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Side(int[] ids, int[] lines, int size) {}

  /** Returns a power of two close to the square root. */
  static int roughRoot(int n) {
    int root = 1;
    for (int rest = n; rest > 0; rest >>= 2) {
      root <<= 1;
    }
    return root;
  }

  private void mark(int fromA, int toA, int fromB, int toB, boolean minimal) {
    int a0 = fromA;
    int a1 = toA;
    int b0 = fromB;
    int b1 = toB;
    while (a0 < a1 && b0 < b1 && a[a0] == b[b0]) {
      a0++;
      b0++;
    }
    while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1]) {
      a1--;
      b1--;
    }
    if (a0 == a1) {
      for (; b0 < b1; b0++) {
        changedB[lineOfB[b0]] = true;
      }
    } else if (b0 == b1) {
      for (; a0 < a1; a0++) {
        changedA[lineOfA[a0]] = true;
      }
    } else {
      new Box(a0, a1, b0, b1).cut(minimal);
      int middleA = cutA;
      int middleB = cutB;
      boolean high = minimalHigh;
      mark(a0, middleA, b0, middleB, minimalLow);
      mark(middleA, a1, middleB, b1, high);
    }
  }

  /** Searches for a point on a shortest path through a part of the two texts. */
  private final class Box {
    private final int a0;
    private final int a1;
    private final int b0;
    private final int b1;
    private final int lowest;
    private final int highest;
    private final int forwardMiddle;
    private final int backwardMiddle;
    private int forwardLow;
    private int forwardHigh;
    private int backwardLow;
    private int backwardHigh;
    private boolean longSnake;

    Box(int a0, int a1, int b0, int b1) {
      this.a0 = a0;
      this.a1 = a1;
      this.b0 = b0;
      this.b1 = b1;
      lowest = a0 - b1;
      highest = a1 - b0;
      forwardMiddle = a0 - b0;
      backwardMiddle = a1 - b1;
      forwardLow = forwardMiddle;
      forwardHigh = forwardMiddle;
      backwardLow = backwardMiddle;
      backwardHigh = backwardMiddle;
      forward[zero + forwardMiddle] = a0;
      backward[zero + backwardMiddle] = a1;
    }

    void cut(boolean minimal) {
      boolean odd = (forwardMiddle - backwardMiddle & 1) != 0;
      for (int cost = 1; ; cost++) {
        longSnake = false;
        if (stepForward(odd) || stepBackward(!odd)) {
          minimalLow = true;
          minimalHigh = true;
          return;
        }
        if (minimal) {
          continue;
        }
        if (longSnake && cost > HEURISTIC_FROM_COST && (goodForward(cost) || goodBackward(cost))) {
          return;
        }
        if (cost >= costLimit) {
          farthest();
          return;
        }
      }
    }

    /** Advances one edit from the start on each diagonal; returns true if the two searches met. */
    private boolean stepForward(boolean meet) {
      if (forwardLow > lowest) {
        forwardLow--;
        forward[zero + forwardLow - 1] = -1;
      } else {
        forwardLow++;
      }
      if (forwardHigh < highest) {
        forwardHigh++;
        forward[zero + forwardHigh + 1] = -1;
      } else {
        forwardHigh--;
      }
      for (int d = forwardHigh; d >= forwardLow; d -= 2) {
        int below = forward[zero + d - 1];
        int above = forward[zero + d + 1];
        int i = below >= above ? below + 1 : above;
        int first = i;
        int k = i - d;
        while (i < a1 && k < b1 && a[i] == b[k]) {
          i++;
          k++;
        }
        longSnake |= i - first > LONG_SNAKE;
        forward[zero + d] = i;
        if (meet && backwardLow <= d && d <= backwardHigh && backward[zero + d] <= i) {
          cutA = i;
          cutB = k;
          return true;
        }
      }
      return false;
    }

    private boolean stepBackward(boolean meet) {
      if (backwardLow > lowest) {
        backwardLow--;
        backward[zero + backwardLow - 1] = Integer.MAX_VALUE;
      } else {
        backwardLow++;
      }
      if (backwardHigh < highest) {
        backwardHigh++;
        backward[zero + backwardHigh + 1] = Integer.MAX_VALUE;
      } else {
        backwardHigh--;
      }
      for (int d = backwardHigh; d >= backwardLow; d -= 2) {
        int below = backward[zero + d - 1];
        int above = backward[zero + d + 1];
        int i = below < above ? below : above - 1;
        int first = i;
        int k = i - d;
        while (i > a0 && k > b0 && a[i - 1] == b[k - 1]) {
          i--;
          k--;
        }
        longSnake |= first - i > LONG_SNAKE;
        backward[zero + d] = i;
        if (meet && forwardLow <= d && d <= forwardHigh && i <= forward[zero + d]) {
          cutA = i;
          cutB = k;
          return true;
        }
      }
      return false;
    }

    /**
     * Searches for a diagonal that got far with few edits and ends in a long run of equal lines.
     */
    private boolean goodForward(int cost) {
      int best = 0;
      for (int d = forwardHigh; d >= forwardLow; d -= 2) {
        int i = forward[zero + d];
        int k = i - d;
        int gain = i - a0 + k - b0 - Math.abs(d - forwardMiddle);
        if (gain > HEURISTIC_FACTOR * cost
            && gain > best
            && a0 + LONG_SNAKE <= i
            && i < a1
            && b0 + LONG_SNAKE <= k
            && k < b1
            && equalRun(i - LONG_SNAKE, k - LONG_SNAKE)) {
          best = gain;
          cutA = i;
          cutB = k;
        }
      }
      minimalLow = true;
      minimalHigh = false;
      return best > 0;
    }

    private boolean goodBackward(int cost) {
      int best = 0;
      for (int d = backwardHigh; d >= backwardLow; d -= 2) {
        int i = backward[zero + d];
        int k = i - d;
        int gain = a1 - i + b1 - k - Math.abs(d - backwardMiddle);
        if (gain > HEURISTIC_FACTOR * cost
            && gain > best
            && a0 < i
            && i <= a1 - LONG_SNAKE
            && b0 < k
            && k <= b1 - LONG_SNAKE
            && equalRun(i, k)) {
          best = gain;
          cutA = i;
          cutB = k;
        }
      }
      minimalLow = false;
      minimalHigh = true;
      return best > 0;
    }

    private boolean equalRun(int i, int k) {
      for (int n = 0; n < LONG_SNAKE; n++) {
        if (a[i + n] != b[k + n]) {
          return false;
        }
      }
      return true;
    }

    /** Gives up, and splits at the point that is farthest from the start of its search. */
    private void farthest() {
      int forwardBest = -1;
      int forwardA = -1;
      for (int d = forwardHigh; d >= forwardLow; d -= 2) {
        int i = Math.min(forward[zero + d], a1);
        int k = i - d;
        if (b1 < k) {
          i = b1 + d;
          k = b1;
        }
        if (forwardBest < i + k) {
          forwardBest = i + k;
          forwardA = i;
        }
      }
      int backwardBest = Integer.MAX_VALUE;
      int backwardA = Integer.MAX_VALUE;
      for (int d = backwardHigh; d >= backwardLow; d -= 2) {
        int i = Math.max(a0, backward[zero + d]);
        int k = i - d;
        if (k < b0) {
          i = b0 + d;
          k = b0;
        }
        if (i + k < backwardBest) {
          backwardBest = i + k;
          backwardA = i;
        }
      }
      minimalLow = a1 + b1 - backwardBest < forwardBest - (a0 + b0);
      minimalHigh = !minimalLow;
      cutA = minimalLow ? forwardA : backwardA;
      cutB = (minimalLow ? forwardBest : backwardBest) - cutA;
    }
  }
}
