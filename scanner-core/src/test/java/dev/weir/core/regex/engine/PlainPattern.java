package dev.weir.core.regex.engine;

import dev.weir.core.regex.syntax.RegexNode.Assertion;
import dev.weir.testing.Draw;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that matches itself by trying everything in the order of preference, without any of the
 * code that it is compared with: it is made as a tree, and its text is written from the tree.
 */
sealed interface PlainPattern {
  /** Returns the pattern in Go's syntax. */
  String text();

  /** Tries all ways to match at a position; {@code then} decides whether the rest matches. */
  boolean match(Run run, int at, Rest then);

  /** Returns true if the part may match the empty text. */
  boolean canBeEmpty();

  /** Returns true if there is a repetition in the part. */
  boolean repeats();

  /** The rest of a match, which begins where a part ended. */
  interface Rest {
    boolean match(int at);
  }

  /** The text that is searched, and the groups that were found. */
  final class Run {
    private static final int MOST_STEPS = 200_000;

    final int[] points;
    final int[] groups;
    private int steps;

    Run(int[] points, int groupCount) {
      this.points = points;
      this.groups = new int[2 * groupCount + 2];
    }

    void step() {
      if (++steps > MOST_STEPS) {
        throw new TooLongException();
      }
    }

    boolean isWordAt(int at) {
      return at >= 0
          && at < points.length
          && (points[at] == '_' || (points[at] < 128 && Character.isLetterOrDigit(points[at])));
    }
  }

  /** There are too many ways to match. */
  final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One character. */
  record One(String text, IntPredicate accepts) implements PlainPattern {
    @Override
    public boolean canBeEmpty() {
      return false;
    }

    @Override
    public boolean repeats() {
      return false;
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      run.step();
      return at < run.points.length && accepts.test(run.points[at]) && then.match(at + 1);
    }
  }

  /** A condition between two characters. */
  record Between(String text, Assertion condition) implements PlainPattern {
    @Override
    public boolean canBeEmpty() {
      return true;
    }

    @Override
    public boolean repeats() {
      return false;
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      boolean holds =
          switch (condition) {
            case TEXT_START -> at == 0;
            case TEXT_END -> at == run.points.length;
            case LINE_START -> at == 0 || run.points[at - 1] == '\n';
            case LINE_END -> at == run.points.length || run.points[at] == '\n';
            case WORD_BOUNDARY -> run.isWordAt(at - 1) != run.isWordAt(at);
            case NO_WORD_BOUNDARY -> run.isWordAt(at - 1) == run.isWordAt(at);
          };
      return holds && then.match(at);
    }
  }

  /** Parts one after the other. */
  record Row(List<PlainPattern> parts) implements PlainPattern {
    @Override
    public String text() {
      return String.join("", parts.stream().map(PlainPattern::text).toList());
    }

    @Override
    public boolean canBeEmpty() {
      return parts.stream().allMatch(PlainPattern::canBeEmpty);
    }

    @Override
    public boolean repeats() {
      return parts.stream().anyMatch(PlainPattern::repeats);
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      return match(run, 0, at, then);
    }

    private boolean match(Run run, int part, int at, Rest then) {
      return part == parts.size()
          ? then.match(at)
          : parts.get(part).match(run, at, end -> match(run, part + 1, end, then));
    }
  }

  /** One of several parts. */
  record Either(List<PlainPattern> parts) implements PlainPattern {
    @Override
    public String text() {
      return "(?:" + String.join("|", parts.stream().map(PlainPattern::text).toList()) + ")";
    }

    @Override
    public boolean canBeEmpty() {
      return parts.stream().anyMatch(PlainPattern::canBeEmpty);
    }

    @Override
    public boolean repeats() {
      return parts.stream().anyMatch(PlainPattern::repeats);
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      for (PlainPattern part : parts) {
        if (part.match(run, at, then)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A group. */
  record Captured(PlainPattern part, int number) implements PlainPattern {
    @Override
    public String text() {
      return "(" + part.text() + ")";
    }

    @Override
    public boolean canBeEmpty() {
      return part.canBeEmpty();
    }

    @Override
    public boolean repeats() {
      return part.repeats();
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      int start = run.groups[2 * number];
      int end = run.groups[2 * number + 1];
      run.groups[2 * number] = at;
      boolean matches =
          part.match(
              run,
              at,
              to -> {
                int before = run.groups[2 * number + 1];
                run.groups[2 * number + 1] = to;
                if (then.match(to)) {
                  return true;
                }
                run.groups[2 * number + 1] = before;
                return false;
              });
      if (!matches) {
        run.groups[2 * number] = start;
        run.groups[2 * number + 1] = end;
      }
      return matches;
    }
  }

  /**
   * A part, repeated.
   *
   * @param max -1 for no limit
   */
  record Repeated(PlainPattern part, int min, int max, String operator) implements PlainPattern {
    @Override
    public String text() {
      String text = part.text();
      boolean single = part instanceof One || part instanceof Captured || part instanceof Either;
      return (single ? text : "(?:" + text + ")") + operator;
    }

    private boolean isGreedy() {
      return operator.length() == 1 || !operator.endsWith("?");
    }

    @Override
    public boolean canBeEmpty() {
      return min == 0 || part.canBeEmpty();
    }

    @Override
    public boolean repeats() {
      return true;
    }

    @Override
    public boolean match(Run run, int at, Rest then) {
      return match(run, 0, at, then);
    }

    private boolean match(Run run, int done, int at, Rest then) {
      run.step();
      Rest next =
          to ->
              max < 0 && to == at && done >= min - 1
                  ? isFirst(done) && then.match(to)
                  : match(run, done + 1, to, then);
      if (done < min) {
        return part.match(run, at, next);
      }
      if (done == max) {
        return then.match(at);
      }
      return isGreedy()
          ? part.match(run, at, next) || then.match(at)
          : then.match(at) || part.match(run, at, next);
    }

    // After an empty round there is no other. Only the first round of a loop may be empty: leaving
    // the loop in place of a later one is less preferred than what the rest of the round may match.
    private boolean isFirst(int done) {
      return done == Math.max(0, min - 1);
    }
  }

  /** Returns the groups of the first match that begins at a position or later, or null. */
  default int @Nullable [] find(int[] points, int from, int groupCount) {
    for (int start = from; start <= points.length; start++) {
      Run run = new Run(points, groupCount);
      Arrays.fill(run.groups, -1);
      run.groups[0] = start;
      boolean matches =
          match(
              run,
              start,
              end -> {
                run.groups[1] = end;
                return true;
              });
      if (matches) {
        return run.groups;
      }
    }
    return null;
  }

  /** Draws patterns; the number of groups is counted. */
  final class Maker {
    private static final List<One> ONES =
        List.of(
            one("a", c -> c == 'a'),
            one("b", c -> c == 'b'),
            one("k", c -> c == 'k'),
            one("[ab]", c -> c == 'a' || c == 'b'),
            one("[^a]", c -> c != 'a'),
            one(".", c -> c != '\n'),
            one("(?s:.)", c -> true),
            one("\\w", Maker::isWord),
            one("\\W", c -> !isWord(c)),
            one("\\s", c -> " \t\n\r\f".indexOf(c) >= 0),
            one("\\d", c -> c >= '0' && c <= '9'),
            one("\\x{e9}", c -> c == 0xE9),
            one("\u00e9", c -> c == 0xE9),
            one("[\\x{e8}-\\x{20ac}b]", c -> c == 'b' || (c >= 0xE8 && c <= 0x20AC)),
            one("[^\\x{e8}-\\x{20ac}b]", c -> c != 'b' && !(c >= 0xE8 && c <= 0x20AC)),
            one("\\pL", Character::isLetter),
            one("\\p{Lu}", Character::isUpperCase),
            one("\\P{L}", c -> !Character.isLetter(c)),
            one("[^\\pL\\d]", c -> !Character.isLetter(c) && !(c >= '0' && c <= '9')),
            one("\\p{Greek}", c -> c == 0x3B1 || c == 0x391),
            one("\\p{^Greek}", c -> c != 0x3B1 && c != 0x391),
            one("(?i:k)", c -> c == 'k' || c == 'K' || c == 0x212A),
            one("(?i:[^k])", c -> c != 'k' && c != 'K' && c != 0x212A),
            one("(?i:s)", c -> c == 's' || c == 'S' || c == 0x17F),
            one("(?i:\\x{e9})", c -> c == 0xE9 || c == 0xC9),
            one("(?i:\\x{391})", c -> c == 0x391 || c == 0x3B1),
            one("(?i:\\W)", c -> !isWord(c) && c != 0x212A && c != 0x17F),
            one("(?i:[\\x{17f}x])", c -> "xXsS\u017f".indexOf(c) >= 0),
            one(
                "(?i:\\p{Lu})",
                c -> "abksxABKSX\u00e9\u00c9\u03b1\u0391\u212a\u017f".indexOf(c) >= 0),
            one("(?i:[!-\\x{ffff}])", c -> c >= '!' && c <= 0xFFFF),
            one("[[:^alpha:]_]", c -> c == '_' || c > 127 || !Character.isLetter(c)));

    private static final List<Between> CONDITIONS =
        List.of(
            new Between("\\b", Assertion.WORD_BOUNDARY),
            new Between("\\B", Assertion.NO_WORD_BOUNDARY),
            new Between("\\A", Assertion.TEXT_START),
            new Between("\\z", Assertion.TEXT_END),
            new Between("(?m:^)", Assertion.LINE_START),
            new Between("(?m:$)", Assertion.LINE_END));

    private final Draw draw;
    private int groups;

    Maker(Draw draw) {
      this.draw = draw;
    }

    int groups() {
      return groups;
    }

    private static One one(String text, IntPredicate accepts) {
      return new One(text, accepts);
    }

    private static boolean isWord(int c) {
      return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }

    PlainPattern pattern(int depth) {
      if (depth == 0 || draw.oneIn(4)) {
        return draw.oneIn(8) ? draw.of(CONDITIONS) : draw.of(ONES);
      }
      return switch (draw.number(0, 4)) {
        case 0 -> new Either(draw.list(2, 4, () -> pattern(depth - 1)));
        case 1 -> captured(depth);
        case 2, 3 -> repeated(depth);
        default -> new Row(draw.list(0, 4, () -> pattern(depth - 1)));
      };
    }

    private PlainPattern captured(int depth) {
      int number = ++groups;
      return new Captured(pattern(depth - 1), number);
    }

    private PlainPattern repeated(int depth) {
      int before = groups;
      PlainPattern part = pattern(depth - 1);
      // Where a loop that may be empty is in another one, plain trying ends in other groups.
      if (part.canBeEmpty() && part.repeats()) {
        groups = before;
        part = draw.of(ONES);
      }
      String lazy = draw.of("", "", "?");
      return switch (draw.number(0, 7)) {
        case 0 -> new Repeated(part, 0, -1, "*" + lazy);
        case 1 -> new Repeated(part, 1, -1, "+" + lazy);
        case 2 -> new Repeated(part, 0, 1, "?" + lazy);
        case 3 -> new Repeated(part, 2, -1, "{2,}" + lazy);
        case 4 -> new Repeated(part, 1, 3, "{1,3}" + lazy);
        case 5 -> new Repeated(part, 2, 5, "{2,5}" + lazy);
        case 6 -> new Repeated(part, 3, 3, "{3}" + lazy);
        default -> new Repeated(part, 0, 2, "{0,2}" + lazy);
      };
    }
  }
}
