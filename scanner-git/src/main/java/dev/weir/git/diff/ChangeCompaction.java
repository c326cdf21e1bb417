package dev.weir.git.diff;

/**
 * Moves groups of changed lines up or down to where they read best. A group can move by one line if
 * the line that leaves it equals the line that enters it. Groups that meet are merged. A group that
 * can be placed opposite a group of the other text is placed there; any other group goes where
 * {@link SplitScore} is best.
 */
final class ChangeCompaction {
  private static final int FARTHEST_SLIDE = 100;

  private final Lines lines;
  private final Group group;
  private final Group opposite;

  private ChangeCompaction(Lines lines, Lines other) {
    this.lines = lines;
    this.group = new Group(lines);
    this.opposite = new Group(other);
  }

  /** Moves the groups of {@code lines}; {@code other} is the text on the other side. */
  static void compact(Lines lines, Lines other) {
    ChangeCompaction compaction = new ChangeCompaction(lines, other);
    boolean more = true;
    while (more) {
      if (!compaction.group.isEmpty()) {
        compaction.settle();
      }
      more = compaction.group.next();
      compaction.opposite.next();
    }
  }

  private void settle() {
    int size;
    int highestEnd;
    boolean meetsOther;
    do {
      size = group.end - group.start;
      meetsOther = false;
      while (group.slideUp()) {
        opposite.previous();
      }
      highestEnd = group.end;
      if (!opposite.isEmpty()) {
        meetsOther = true;
      }
      while (group.slideDown()) {
        opposite.next();
        if (!opposite.isEmpty()) {
          meetsOther = true;
        }
      }
    } while (size != group.end - group.start);
    if (group.end == highestEnd) {
      return;
    }
    if (meetsOther) {
      while (opposite.isEmpty()) {
        up();
      }
    } else {
      int best = bestEnd(size, highestEnd);
      while (group.end > best) {
        up();
      }
    }
  }

  private void up() {
    group.slideUp();
    opposite.previous();
  }

  private int bestEnd(int size, int highestEnd) {
    int end = Math.max(highestEnd, group.end - size - 1);
    end = Math.max(end, group.end - FARTHEST_SLIDE);
    int best = -1;
    SplitScore bestScore = new SplitScore();
    for (; end <= group.end; end++) {
      SplitScore score = new SplitScore();
      score.addCut(lines, end);
      score.addCut(lines, end - size);
      if (best == -1 || score.isAsGoodAs(bestScore)) {
        bestScore = score;
        best = end;
      }
    }
    return best;
  }

  /** A run of changed lines; may be empty, between two unchanged lines. */
  private static final class Group {
    private final Lines lines;
    private int start;
    private int end;

    Group(Lines lines) {
      this.lines = lines;
      stretch();
    }

    boolean isEmpty() {
      return start == end;
    }

    private void stretch() {
      while (lines.isChanged(end)) {
        end++;
      }
    }

    boolean next() {
      if (end == lines.count()) {
        return false;
      }
      start = end + 1;
      end = start;
      stretch();
      return true;
    }

    void previous() {
      if (start == 0) {
        return;
      }
      end = start - 1;
      start = end;
      while (lines.isChanged(start - 1)) {
        start--;
      }
    }

    boolean slideDown() {
      if (end >= lines.count() || lines.ids[start] != lines.ids[end]) {
        return false;
      }
      lines.changed[start++] = false;
      lines.changed[end++] = true;
      stretch();
      return true;
    }

    boolean slideUp() {
      if (start == 0 || lines.ids[start - 1] != lines.ids[end - 1]) {
        return false;
      }
      lines.changed[--start] = true;
      lines.changed[--end] = false;
      while (lines.isChanged(start - 1)) {
        start--;
      }
      return true;
    }
  }
}
