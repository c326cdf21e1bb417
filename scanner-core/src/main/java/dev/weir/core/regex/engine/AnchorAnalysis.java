package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for a pattern, a small set of literals one of which occurs in every match. The idea is
 * that of RE2's FilteredRE2 and of Cox, "Regular Expression Matching with a Trigram Index" (2012):
 * exact sets of short pieces are multiplied along sequences and united over choices.
 */
public final class AnchorAnalysis {
  private static final int MOST_LITERALS = 256;
  private static final int MOST_CLASS_MEMBERS = 16;
  private static final int LONGEST_LITERAL = 24;

  /** The first and last part of a pattern, if it is this short, only delimits a secret. */
  private static final int SHORT_END = 4;

  private AnchorAnalysis() {}

  /** Returns the best anchors of the pattern. */
  public static RegexAnchors of(RegexNode pattern) {
    Facts facts = facts(pattern, true, true);
    RegexAnchors best = better(facts.required, fromExact(facts));
    return best == null ? RegexAnchors.NONE : best;
  }

  /**
   * The facts that are known about a node.
   *
   * @param reach the greatest number of bytes, or LINE, or UNBOUNDED
   * @param exact all texts that the node matches, or null if there are too many; a small letter
   *     stands for both cases
   * @param required the best anchors inside the node, or null
   * @param fromStart the greatest number of bytes from the start to the end of a newline, 0 if
   *     there can be none, or UNBOUNDED
   * @param fromEnd the greatest number of bytes from the start of a newline to the end, likewise
   */
  private record Facts(
      int reach,
      @Nullable Set<String> exact,
      @Nullable RegexAnchors required,
      int fromStart,
      int fromEnd) {}

  /**
   * Returns the facts about a node.
   *
   * @param first true if nothing of a match comes before the node
   * @param last true if nothing of a match comes after the node
   */
  private static Facts facts(RegexNode node, boolean first, boolean last) {
    if (node instanceof RegexNode.CharSet set) {
      return ofSet(set);
    }
    if (node instanceof RegexNode.Sequence sequence) {
      return ofSequence(sequence.parts(), first, last);
    }
    if (node instanceof RegexNode.Choice choice) {
      return ofChoice(choice.branches(), first, last);
    }
    if (node instanceof RegexNode.Group group) {
      return facts(group.part(), first, last);
    }
    if (node instanceof RegexNode.Repeat repeat) {
      return ofRepeat(repeat);
    }
    return new Facts(0, Set.of(""), null, 0, 0);
  }

  private static Facts ofSet(RegexNode.CharSet set) {
    Set<String> exact = new LinkedHashSet<>();
    for (int c = 0; c < 128; c++) {
      if (set.ascii()[c]) {
        int lower = Ascii.toLower(c);
        exact.add(String.valueOf((char) (set.ascii()[lower] ? lower : c)));
      }
    }
    boolean few = !set.goesBeyondAscii() && exact.size() <= MOST_CLASS_MEMBERS;
    int newline = set.ascii()['\n'] ? 1 : 0;
    int reach = set.goesBeyondAscii() ? 4 : 1;
    return new Facts(reach, few ? exact : null, null, newline, newline);
  }

  private static Facts ofSequence(List<RegexNode> parts, boolean first, boolean last) {
    int size = parts.size();
    List<Facts> all = new ArrayList<>();
    int lead = 0;
    while (lead < size && isEmpty(parts.get(lead))) {
      lead++;
    }
    int end = size - 1;
    while (end >= 0 && isEmpty(parts.get(end))) {
      end--;
    }
    for (int i = 0; i < size; i++) {
      boolean isFirst = first && i == lead;
      boolean isLast = last && i == end;
      all.add(withoutEnds(facts(parts.get(i), isFirst, isLast), isFirst || isLast));
    }
    Distances distances = new Distances(parts, all);
    RegexAnchors best = null;
    Set<String> run = Set.of("");
    int runStart = 0;
    boolean wholeIsExact = true;
    for (int i = 0; i < size; i++) {
      Facts part = all.get(i);
      RegexAnchors inner = part.required;
      if (inner != null) {
        best = better(best, distances.shifted(inner, i));
      }
      Set<String> longer = part.exact == null ? null : product(run, part.exact);
      if (longer == null) {
        best = better(best, distances.anchors(run, runStart));
        wholeIsExact = false;
        run = part.exact == null ? Set.of("") : part.exact;
        runStart = part.exact == null ? i + 1 : i;
      } else {
        run = longer;
      }
    }
    best = better(best, distances.anchors(run, runStart));
    return new Facts(
        distances.before[size],
        wholeIsExact ? run : null,
        best,
        distances.newlineAfter[0],
        distances.newlineBefore[size]);
  }

  /** Returns true for parts such as {@code $} and {@code \\b}. */
  private static boolean isEmpty(RegexNode part) {
    return !(part instanceof RegexNode.CharSet
        || part instanceof RegexNode.Sequence
        || part instanceof RegexNode.Choice
        || part instanceof RegexNode.Group
        || part instanceof RegexNode.Repeat);
  }

  /** Returns facts that leave out newlines in a short first or last part of a match. */
  private static Facts withoutEnds(Facts facts, boolean isEnd) {
    boolean isShort = facts.reach >= 0 && facts.reach <= SHORT_END;
    return isShort && isEnd ? new Facts(facts.reach, facts.exact, facts.required, 0, 0) : facts;
  }

  /**
   * Returns, for each part, the distance of the first newline in the parts before from the part.
   */
  private static int[] newlinesBefore(List<Facts> parts) {
    int[] distance = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      Facts part = parts.get(i);
      distance[i + 1] = most(part.fromEnd, plus(part.reach, distance[i]));
    }
    return distance;
  }

  /** Returns, for each part, the distance of the last newline in it and the parts behind. */
  private static int[] newlinesAfter(List<Facts> parts) {
    int[] distance = new int[parts.size() + 1];
    for (int i = parts.size() - 1; i >= 0; i--) {
      Facts part = parts.get(i);
      distance[i] = most(part.fromStart, plus(part.reach, distance[i + 1]));
    }
    return distance;
  }

  /** Returns the distance of a newline, shifted; there is still none if there is none. */
  private static int plus(int reach, int newline) {
    if (newline == 0) {
      return 0;
    }
    return reach < 0 || newline < 0 ? RegexAnchors.UNBOUNDED : reach + newline;
  }

  private static int most(int a, int b) {
    return a < 0 || b < 0 ? RegexAnchors.UNBOUNDED : Math.max(a, b);
  }

  /** For each part of a sequence, what can be before and behind it in a match. */
  private static final class Distances {
    // In bytes: the parts before one, and the parts from one on.
    private final int[] before;
    private final int[] after;
    private final int[] newlineBefore;
    private final int[] newlineAfter;
    // Whether a part can hold a newline, or one before it; or one behind it.
    private final boolean[] linesUpTo;
    private final boolean[] linesFrom;

    Distances(List<RegexNode> parts, List<Facts> facts) {
      int size = parts.size();
      newlineBefore = newlinesBefore(facts);
      newlineAfter = newlinesAfter(facts);
      before = new int[size + 1];
      after = new int[size + 1];
      linesUpTo = new boolean[size];
      linesFrom = new boolean[size];
      for (int i = 0; i < size; i++) {
        linesUpTo[i] = (i > 0 && linesUpTo[i - 1]) || canHoldNewline(parts.get(i));
        before[i + 1] = add(before[i], facts.get(i).reach, linesUpTo[i]);
      }
      for (int i = size - 1; i >= 0; i--) {
        linesFrom[i] = (i < size - 1 && linesFrom[i + 1]) || canHoldNewline(parts.get(i));
        after[i] = add(after[i + 1], facts.get(i).reach, linesFrom[i]);
      }
    }

    /** Returns anchors for literals that begin where a part begins. */
    @Nullable RegexAnchors anchors(@Nullable Set<String> literals, int part) {
      return AnchorAnalysis.anchors(
          literals, before[part], after[part], newlineBefore[part], newlineAfter[part]);
    }

    /** Returns the anchors of a part as those of the sequence. */
    RegexAnchors shifted(RegexAnchors inner, int part) {
      return new RegexAnchors(
          inner.literals(),
          add(before[part], inner.before(), linesUpTo[part]),
          add(inner.after(), after[part + 1], linesFrom[part]),
          most(inner.lineBefore(), plus(inner.before(), newlineBefore[part])),
          most(inner.lineAfter(), plus(inner.after(), newlineAfter[part + 1])));
    }
  }

  private static Facts ofChoice(List<RegexNode> branches, boolean first, boolean last) {
    int reach = 0;
    boolean newline = false;
    for (RegexNode branch : branches) {
      newline |= canHoldNewline(branch);
    }
    Set<String> exact = new LinkedHashSet<>();
    RegexAnchors required = null;
    boolean allExact = true;
    boolean allRequired = true;
    int fromStart = 0;
    int fromEnd = 0;
    for (RegexNode branch : branches) {
      Facts facts = facts(branch, first, last);
      fromStart = most(fromStart, facts.fromStart);
      fromEnd = most(fromEnd, facts.fromEnd);
      reach = greater(reach, facts.reach, newline);
      if (facts.exact == null) {
        allExact = false;
      } else if (allExact) {
        addNew(facts.exact, exact);
      }
      RegexAnchors own = better(facts.required, fromExact(facts));
      if (own == null) {
        allRequired = false;
      } else if (allRequired) {
        required = required == null ? own : united(required, own, newline);
      }
    }
    if (exact.size() > MOST_LITERALS) {
      allExact = false;
    }
    if (required != null && required.literals().size() > MOST_LITERALS) {
      allRequired = false;
    }
    return new Facts(
        reach, allExact ? exact : null, allRequired ? required : null, fromStart, fromEnd);
  }

  /** Adds texts, except those that stand for no more than another one in small letters. */
  private static void addNew(Collection<String> texts, Set<String> to) {
    for (String text : texts) {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.equals(text) || !to.contains(lower)) {
        to.add(text);
      }
      if (lower.equals(text)) {
        to.removeIf(other -> !other.equals(text) && other.equalsIgnoreCase(text));
      }
    }
  }

  private static RegexAnchors united(RegexAnchors a, RegexAnchors b, boolean newline) {
    Set<String> literals = new LinkedHashSet<>();
    addNew(a.literals(), literals);
    addNew(b.literals(), literals);
    return new RegexAnchors(
        List.copyOf(literals),
        greater(a.before(), b.before(), newline),
        greater(a.after(), b.after(), newline),
        most(a.lineBefore(), b.lineBefore()),
        most(a.lineAfter(), b.lineAfter()));
  }

  private static Facts ofRepeat(RegexNode.Repeat repeat) {
    Facts part = facts(repeat.part(), false, false);
    boolean newline = canHoldNewline(repeat.part());
    int reach = times(part.reach, repeat.max(), newline);
    int crossing = newline ? reach : 0;
    if (repeat.min() == 0) {
      Set<String> exact = null;
      if (repeat.max() == 0) {
        exact = Set.of("");
      } else if (repeat.max() == 1 && part.exact != null) {
        exact = new LinkedHashSet<>(part.exact);
        exact.add("");
      }
      return new Facts(reach, exact, null, crossing, crossing);
    }
    Set<String> exact = null;
    if (repeat.min() == repeat.max() && part.exact != null) {
      exact = part.exact;
      for (int i = 1; i < repeat.min() && exact != null; i++) {
        exact = product(exact, part.exact);
      }
    }
    RegexAnchors first = better(part.required, fromExact(part));
    if (first != null) {
      int others = repeat.max() < 0 ? -1 : repeat.max() - 1;
      first =
          new RegexAnchors(
              first.literals(),
              first.before(),
              add(first.after(), times(part.reach, others, newline), newline),
              first.lineBefore(),
              newline ? most(first.lineAfter(), reach) : first.lineAfter());
    }
    return new Facts(reach, exact, first, crossing, crossing);
  }

  private static @Nullable RegexAnchors fromExact(Facts facts) {
    return anchors(facts.exact, 0, facts.reach, 0, facts.fromStart);
  }

  private static @Nullable RegexAnchors anchors(
      @Nullable Set<String> literals, int before, int after, int lineBefore, int lineAfter) {
    // A single character occurs everywhere: windows around it would be the whole text.
    if (literals == null
        || literals.isEmpty()
        || literals.stream().anyMatch(literal -> literal.length() < 2)) {
      return null;
    }
    return new RegexAnchors(List.copyOf(literals), before, after, lineBefore, lineAfter);
  }

  private static @Nullable Set<String> product(Set<String> heads, Set<String> tails) {
    if (heads.size() * tails.size() > MOST_LITERALS) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    for (String head : heads) {
      for (String tail : tails) {
        if (head.length() + tail.length() > LONGEST_LITERAL) {
          return null;
        }
        all.add(head + tail);
      }
    }
    return all;
  }

  private static @Nullable RegexAnchors better(@Nullable RegexAnchors a, @Nullable RegexAnchors b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return score(b) > score(a) ? b : a;
  }

  // Long literals are rare; few literals are cheap; an unbounded window is the most expensive.
  private static double score(RegexAnchors anchors) {
    int shortest = LONGEST_LITERAL;
    for (String literal : anchors.literals()) {
      shortest = Math.min(shortest, literal.length());
    }
    double score = Math.min(shortest, 6) * 10 + Math.min(shortest, 12);
    score -= Math.log(anchors.literals().size()) * 3;
    score -= anchors.before() == RegexAnchors.UNBOUNDED ? 25 : 0;
    score -= anchors.after() == RegexAnchors.UNBOUNDED ? 8 : 0;
    return score;
  }

  private static boolean canHoldNewline(RegexNode node) {
    if (node instanceof RegexNode.CharSet set) {
      return set.ascii()['\n'];
    }
    if (node instanceof RegexNode.Sequence sequence) {
      return sequence.parts().stream().anyMatch(AnchorAnalysis::canHoldNewline);
    }
    if (node instanceof RegexNode.Choice choice) {
      return choice.branches().stream().anyMatch(AnchorAnalysis::canHoldNewline);
    }
    if (node instanceof RegexNode.Group group) {
      return canHoldNewline(group.part());
    }
    return node instanceof RegexNode.Repeat repeat && canHoldNewline(repeat.part());
  }

  private static int add(int a, int b, boolean newline) {
    if (a >= 0 && b >= 0) {
      return a + b;
    }
    return newline || a == RegexAnchors.UNBOUNDED || b == RegexAnchors.UNBOUNDED
        ? RegexAnchors.UNBOUNDED
        : RegexAnchors.LINE;
  }

  private static int greater(int a, int b, boolean newline) {
    return a >= 0 && b >= 0 ? Math.max(a, b) : add(a, b, newline);
  }

  private static int times(int reach, int count, boolean newline) {
    if (reach == 0 || count == 0) {
      return 0;
    }
    if (reach > 0 && count > 0) {
      return reach * count;
    }
    return newline || reach == RegexAnchors.UNBOUNDED ? RegexAnchors.UNBOUNDED : RegexAnchors.LINE;
  }
}
