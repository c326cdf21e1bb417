package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode;
import dev.weir.core.regex.syntax.RegexRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for a pattern, a run of characters that each match contains: the pattern of a key in hex
 * has 32 digits in a row, whatever is around them.
 */
public final class RunAnalysis {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 1_000;
  private static final int ASCII = 128;

  /** How many other characters a blank in a set counts for: text is full of blanks. */
  private static final int BLANK = 48;

  private RunAnalysis() {}

  /** Returns the rarest run that is long enough to be worth a search. */
  public static RegexRun of(RegexNode pattern) {
    RegexRun best = facts(pattern).required;
    return best.length() < SHORTEST ? RegexRun.NONE : best;
  }

  /**
   * The facts about a node.
   *
   * @param whole all characters that it can match, and how many it matches at least; null if some
   *     are not ASCII
   * @param required the rarest run in each match, or {@link RegexRun#NONE}
   */
  private record Facts(@Nullable RegexRun whole, RegexRun required) {}

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
    return new Facts(RegexRun.NONE, RegexRun.NONE);
  }

  private static Facts ofSet(RegexNode.CharSet set) {
    if (set.goesBeyondAscii()) {
      return new Facts(null, RegexRun.NONE);
    }
    long low = 0;
    long high = 0;
    for (int c = 0; c < Long.SIZE; c++) {
      low |= set.ascii()[c] ? 1L << c : 0;
      high |= set.ascii()[c + Long.SIZE] ? 1L << c : 0;
    }
    RegexRun one = new RegexRun(low, high, 1);
    return new Facts(one, one);
  }

  private static Facts ofSequence(List<RegexNode> parts) {
    List<Facts> all = new ArrayList<>();
    RegexRun best = RegexRun.NONE;
    for (RegexNode part : parts) {
      Facts facts = facts(part);
      all.add(facts);
      best = rarer(best, facts.required);
    }
    RegexRun whole = RegexRun.NONE;
    for (int from = 0; from < all.size(); from++) {
      RegexRun run = RegexRun.NONE;
      int to = from;
      RegexRun next = all.get(from).whole;
      while (next != null) {
        run = united(run, next, Math.min(LONGEST, run.length() + next.length()));
        best = rarer(best, run);
        to++;
        next = to < all.size() ? all.get(to).whole : null;
      }
      whole = from > 0 ? whole : to == all.size() ? run : null;
    }
    return new Facts(whole, best);
  }

  private static Facts ofChoice(List<RegexNode> branches) {
    Facts result = facts(branches.get(0));
    for (RegexNode branch : branches.subList(1, branches.size())) {
      Facts next = facts(branch);
      RegexRun a = result.whole;
      RegexRun b = next.whole;
      RegexRun whole =
          a == null || b == null ? null : united(a, b, Math.min(a.length(), b.length()));
      int length = Math.min(result.required.length(), next.required.length());
      RegexRun required =
          length == 0 ? RegexRun.NONE : united(result.required, next.required, length);
      result = new Facts(whole, required);
    }
    return result;
  }

  private static Facts ofRepeat(RegexNode.Repeat repeat) {
    Facts part = facts(repeat.part());
    if (repeat.max() == 0) {
      return new Facts(RegexRun.NONE, RegexRun.NONE);
    }
    RegexRun one = part.whole;
    RegexRun whole =
        one == null
            ? null
            : united(one, one, (int) Math.min(LONGEST, (long) one.length() * repeat.min()));
    if (repeat.min() == 0) {
      return new Facts(whole, RegexRun.NONE);
    }
    return new Facts(whole, whole == null ? part.required : rarer(part.required, whole));
  }

  private static RegexRun united(RegexRun a, RegexRun b, int length) {
    return new RegexRun(a.low() | b.low(), a.high() | b.high(), length);
  }

  private static RegexRun rarer(RegexRun a, RegexRun b) {
    return bits(b) > bits(a) ? b : a;
  }

  /**
   * Returns how unlikely the run is: the greater, the rarer. All characters count as equally
   * likely, except the blank.
   */
  private static double bits(RegexRun run) {
    boolean hasBlank = (run.low() >>> ' ' & 1) != 0;
    int members = run.members() + (hasBlank ? BLANK : 0);
    return members == 0 ? 0 : run.length() * Math.log((double) Math.max(ASCII, members) / members);
  }
}
