package dev.weir.git.diff;

import dev.weir.core.text.ByteWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the hunks that {@code git diff -U0} (2.39, with default settings) prints for two texts.
 *
 * <p>Common lines at the start and end are removed first. Lines that only occur on one side are
 * marked directly, and so are very frequent lines among them. {@link EditScript} handles the rest,
 * and {@link ChangeCompaction} moves the resulting groups to where git places them.
 */
public final class LineDiff {
  // Without context lines, git removes the common tail in blocks of this size before it compares
  // lines, and groups cannot slide into the removed part.
  private static final int TAIL_BLOCK = 1024;
  private static final int MOST_FREQUENT = 1024;
  private static final int FREQUENT_WINDOW = 100;
  private static final int FREQUENT_SHARE = 4;

  private LineDiff() {}

  /** Returns the hunks, in order. */
  public static List<Hunk> hunks(byte[] oldText, byte[] newText) {
    int tail = commonTail(oldText, newText);
    if (oldText.length == 0) {
      return newText.length == 0 ? List.of() : List.of(whole(newText));
    }
    Lines before = new Lines(oldText, oldText.length - tail);
    Lines after = new Lines(newText, newText.length - tail);
    mark(before, after);
    ChangeCompaction.compact(before, after);
    ChangeCompaction.compact(after, before);
    return hunks(before, after);
  }

  private static Hunk whole(byte[] text) {
    int lines = ByteWords.count(text, '\n', 0, text.length);
    if (text[text.length - 1] != '\n') {
      lines++;
    }
    return new Hunk(0, 0, 1, lines, 0, text.length);
  }

  private static int commonTail(byte[] a, byte[] b) {
    int most = Math.min(a.length, b.length);
    int trimmed = 0;
    while (trimmed + TAIL_BLOCK <= most
        && Arrays.equals(
            a,
            a.length - trimmed - TAIL_BLOCK,
            a.length - trimmed,
            b,
            b.length - trimmed - TAIL_BLOCK,
            b.length - trimmed)) {
      trimmed += TAIL_BLOCK;
    }
    int kept = 0;
    while (kept < trimmed && a[a.length - trimmed + kept++] != '\n') {
      // The line that the cut goes through is not removed.
    }
    return trimmed - kept;
  }

  private static void mark(Lines before, Lines after) {
    LineNumbering numbering = new LineNumbering(before, after);
    int most = Math.min(before.count(), after.count());
    int head = 0;
    while (head < most && before.ids[head] == after.ids[head]) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.ids[before.count() - 1 - tail] == after.ids[after.count() - 1 - tail]) {
      tail++;
    }
    byte[] beforeKinds = new byte[before.count()];
    int limit = Math.min(MOST_FREQUENT, EditScript.roughRoot(before.count()));
    for (int i = head; i < before.count() - tail; i++) {
      beforeKinds[i] = kind(numbering.timesInNew(before.ids[i]), limit);
    }
    byte[] afterKinds = new byte[after.count()];
    limit = Math.min(MOST_FREQUENT, EditScript.roughRoot(after.count()));
    for (int i = head; i < after.count() - tail; i++) {
      afterKinds[i] = kind(numbering.timesInOld(after.ids[i]), limit);
    }
    EditScript.Side one = taking(before, beforeKinds, head, before.count() - tail);
    EditScript.Side two = taking(after, afterKinds, head, after.count() - tail);
    new EditScript(one, two, before.changed, after.changed);
  }

  private static final byte ABSENT = 0;
  private static final byte PRESENT = 1;
  private static final byte FREQUENT = 2;

  private static byte kind(int times, int limit) {
    return times == 0 ? ABSENT : times >= limit ? FREQUENT : PRESENT;
  }

  /** Returns the lines that take part in the search, and marks the others as changed. */
  private static EditScript.Side taking(Lines lines, byte[] kinds, int from, int to) {
    int[] ids = new int[to - from];
    int[] at = new int[to - from];
    int size = 0;
    for (int i = from; i < to; i++) {
      if (kinds[i] == PRESENT || (kinds[i] == FREQUENT && !isAmongAbsent(kinds, i, from, to - 1))) {
        ids[size] = lines.ids[i];
        at[size++] = i;
      } else {
        lines.changed[i] = true;
      }
    }
    return new EditScript.Side(ids, at, size);
  }

  /** Returns true if a frequent line is surrounded by lines that the other side does not have. */
  private static boolean isAmongAbsent(byte[] kinds, int line, int first, int last) {
    int from = Math.max(first, line - FREQUENT_WINDOW);
    int to = Math.min(last, line + FREQUENT_WINDOW);
    int absent = 0;
    int frequent = 1;
    for (int i = line - 1; i >= from && kinds[i] != PRESENT; i--) {
      if (kinds[i] == ABSENT) {
        absent++;
      } else {
        frequent++;
      }
    }
    if (absent == 0) {
      return false;
    }
    int absentBefore = absent;
    frequent++;
    for (int i = line + 1; i <= to && kinds[i] != PRESENT; i++) {
      if (kinds[i] == ABSENT) {
        absent++;
      } else {
        frequent++;
      }
    }
    return absent > absentBefore && frequent * FREQUENT_SHARE < frequent + absent;
  }

  private static List<Hunk> hunks(Lines before, Lines after) {
    List<Hunk> hunks = new ArrayList<>();
    int i = 0;
    int k = 0;
    while (i < before.count() || k < after.count()) {
      int oldFrom = i;
      int newFrom = k;
      while (before.isChanged(i)) {
        i++;
      }
      while (after.isChanged(k)) {
        k++;
      }
      if (i > oldFrom || k > newFrom) {
        hunks.add(
            new Hunk(
                i > oldFrom ? oldFrom + 1 : oldFrom,
                i - oldFrom,
                k > newFrom ? newFrom + 1 : newFrom,
                k - newFrom,
                after.start(newFrom),
                after.start(k)));
      }
      i++;
      k++;
    }
    return hunks;
  }
}
