package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  private AnchorAnalysis() {}

  /** Returns the best anchors of the pattern. */
  public static RegexAnchors of(RegexNode pattern) {
    Facts facts = facts(pattern);
    RegexAnchors best = better(facts.required, fromExact(facts));
    return best == null ? RegexAnchors.NONE : best;
  }

  /**
   * The facts that are known about a node.
   *
   * @param reach the greatest number of bytes, or LINE, or UNBOUNDED
   * @param exact all texts that the node matches, in lower case, or null if there are too many
   * @param required the best anchors inside the node, or null
   */
  private record Facts(int reach, @Nullable Set<String> exact, @Nullable RegexAnchors required) {}

  private static Facts facts(RegexNode node) {
    if (node instanceof RegexNode.CharSet set) {
      return ofSet(set);
    }
    if (node instanceof RegexNode.Sequence sequence) {
      return ofSequence(sequence.parts());
    }
    if (node instanceof RegexNode.Choice choice) {
      return ofChoice(choice.branches());
    }
    if (node instanceof RegexNode.Group group) {
      return facts(group.part());
    }
    if (node instanceof RegexNode.Repeat repeat) {
      return ofRepeat(repeat);
    }
    return new Facts(0, Set.of(""), null);
  }

  private static Facts ofSet(RegexNode.CharSet set) {
    Set<String> exact = new LinkedHashSet<>();
    for (int c = 0; c < 128; c++) {
      if (set.ascii()[c]) {
        exact.add(String.valueOf((char) Ascii.toLower(c)));
      }
    }
    boolean few = !set.goesBeyondAscii() && exact.size() <= MOST_CLASS_MEMBERS;
    return new Facts(set.goesBeyondAscii() ? 4 : 1, few ? exact : null, null);
  }

  private static Facts ofSequence(List<RegexNode> parts) {
    List<Facts> all = new ArrayList<>();
    for (RegexNode part : parts) {
      all.add(facts(part));
    }
    int size = all.size();
    int[] before = new int[size + 1];
    int[] after = new int[size + 1];
    boolean soFar = false;
    for (int i = 0; i < size; i++) {
      soFar |= canHoldNewline(parts.get(i));
      before[i + 1] = add(before[i], all.get(i).reach, soFar);
    }
    boolean rest = false;
    for (int i = size - 1; i >= 0; i--) {
      rest |= canHoldNewline(parts.get(i));
      after[i] = add(after[i + 1], all.get(i).reach, rest);
    }
    RegexAnchors best = null;
    Set<String> run = Set.of("");
    int runStart = 0;
    boolean wholeIsExact = true;
    for (int i = 0; i < size; i++) {
      Facts part = all.get(i);
      best = better(best, shifted(part.required, before[i], after[i + 1], parts, i));
      Set<String> longer = part.exact == null ? null : product(run, part.exact);
      if (longer == null) {
        best = better(best, anchors(run, before[runStart], after[runStart]));
        wholeIsExact = false;
        run = part.exact == null ? Set.of("") : part.exact;
        runStart = part.exact == null ? i + 1 : i;
      } else {
        run = longer;
      }
    }
    best = better(best, anchors(run, before[runStart], after[runStart]));
    return new Facts(before[size], wholeIsExact ? run : null, best);
  }

  private static @Nullable RegexAnchors shifted(
      @Nullable RegexAnchors inner, int before, int after, List<RegexNode> parts, int at) {
    if (inner == null) {
      return null;
    }
    boolean newlineBefore = false;
    boolean newlineAfter = false;
    for (int i = 0; i <= at; i++) {
      newlineBefore |= canHoldNewline(parts.get(i));
    }
    for (int i = at; i < parts.size(); i++) {
      newlineAfter |= canHoldNewline(parts.get(i));
    }
    return new RegexAnchors(
        inner.literals(),
        add(before, inner.before(), newlineBefore),
        add(inner.after(), after, newlineAfter));
  }

  private static Facts ofChoice(List<RegexNode> branches) {
    int reach = 0;
    boolean newline = false;
    for (RegexNode branch : branches) {
      newline |= canHoldNewline(branch);
    }
    Set<String> exact = new LinkedHashSet<>();
    RegexAnchors required = null;
    boolean allExact = true;
    boolean allRequired = true;
    for (RegexNode branch : branches) {
      Facts facts = facts(branch);
      reach = greater(reach, facts.reach, newline);
      if (facts.exact == null) {
        allExact = false;
      } else if (allExact) {
        exact.addAll(facts.exact);
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
    return new Facts(reach, allExact ? exact : null, allRequired ? required : null);
  }

  private static RegexAnchors united(RegexAnchors a, RegexAnchors b, boolean newline) {
    Set<String> literals = new LinkedHashSet<>(a.literals());
    literals.addAll(b.literals());
    return new RegexAnchors(
        List.copyOf(literals),
        greater(a.before(), b.before(), newline),
        greater(a.after(), b.after(), newline));
  }

  private static Facts ofRepeat(RegexNode.Repeat repeat) {
    Facts part = facts(repeat.part());
    boolean newline = canHoldNewline(repeat.part());
    int reach = times(part.reach, repeat.max(), newline);
    if (repeat.min() == 0) {
      Set<String> exact = null;
      if (repeat.max() == 0) {
        exact = Set.of("");
      } else if (repeat.max() == 1 && part.exact != null) {
        exact = new LinkedHashSet<>(part.exact);
        exact.add("");
      }
      return new Facts(reach, exact, null);
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
              add(first.after(), times(part.reach, others, newline), newline));
    }
    return new Facts(reach, exact, first);
  }

  private static @Nullable RegexAnchors fromExact(Facts facts) {
    return anchors(facts.exact, 0, facts.reach);
  }

  private static @Nullable RegexAnchors anchors(
      @Nullable Set<String> literals, int before, int after) {
    // A single character occurs everywhere: windows around it would be the whole text.
    if (literals == null
        || literals.isEmpty()
        || literals.stream().anyMatch(literal -> literal.length() < 2)) {
      return null;
    }
    return new RegexAnchors(List.copyOf(literals), before, after);
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
