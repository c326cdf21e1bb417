package dev.weir.git.diff;

/**
 * Rates a place between two lines as the border of a group: git's indent heuristic. Michael
 * Haggerty fitted its weights to borders chosen by hand (see {@code diff.indentHeuristic} in git's
 * documentation). Lower is better.
 */
final class SplitScore {
  static final int WIDEST_INDENT = 200;
  private static final int MOST_BLANKS = 20;
  private static final int START_OF_FILE = 1;
  private static final int END_OF_FILE = 21;
  private static final int EACH_BLANK = -30;
  private static final int EACH_BLANK_AFTER = 6;
  private static final int INDENTED = -4;
  private static final int INDENTED_AFTER_BLANK = 10;
  private static final int OUTDENTED = 24;
  private static final int OUTDENTED_AFTER_BLANK = 17;
  private static final int DEDENTED = 23;
  private static final int DEDENTED_AFTER_BLANK = 17;
  private static final int INDENT_WEIGHT = 60;

  private int indentSum;
  private int penalty;

  /** Adds the border before line {@code cut}. */
  void addCut(Lines lines, int cut) {
    boolean atEnd = cut >= lines.count();
    int indent = atEnd ? -1 : lines.indent(cut);
    int blanksBefore = 0;
    int indentBefore = -1;
    for (int i = cut - 1; i >= 0; i--) {
      indentBefore = lines.indent(i);
      if (indentBefore != -1) {
        break;
      }
      if (++blanksBefore == MOST_BLANKS) {
        indentBefore = 0;
        break;
      }
    }
    int blanksAfter = 0;
    int indentAfter = -1;
    for (int i = cut + 1; i < lines.count(); i++) {
      indentAfter = lines.indent(i);
      if (indentAfter != -1) {
        break;
      }
      if (++blanksAfter == MOST_BLANKS) {
        indentAfter = 0;
        break;
      }
    }
    if (indentBefore == -1 && blanksBefore == 0) {
      penalty += START_OF_FILE;
    }
    if (atEnd) {
      penalty += END_OF_FILE;
    }
    int after = indent == -1 ? 1 + blanksAfter : 0;
    int blanks = blanksBefore + after;
    penalty += EACH_BLANK * blanks + EACH_BLANK_AFTER * after;
    int effective = indent == -1 ? indentAfter : indent;
    indentSum += effective;
    if (effective != -1 && indentBefore != -1) {
      penalty += byIndent(effective, indentBefore, indentAfter, blanks != 0);
    }
  }

  private static int byIndent(int indent, int before, int after, boolean blanks) {
    if (indent > before) {
      return blanks ? INDENTED_AFTER_BLANK : INDENTED;
    }
    if (indent == before) {
      return 0;
    }
    if (after > indent) {
      return blanks ? OUTDENTED_AFTER_BLANK : OUTDENTED;
    }
    return blanks ? DEDENTED_AFTER_BLANK : DEDENTED;
  }

  /** Returns true if this score is at least as good as the other. */
  boolean isAsGoodAs(SplitScore other) {
    return INDENT_WEIGHT * Integer.compare(indentSum, other.indentSum) + penalty - other.penalty
        <= 0;
  }
}
