package dev.weir.core.regex.syntax;

import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses a pattern in the syntax of Go's {@code regexp} (RE2 with Perl classes, flags {@code
 * imsU}).
 *
 * <p>The parser refuses what Go refuses, among others repeat counts whose product is over 1000,
 * nesting deeper than 1000, and patterns that would need too much memory.
 */
public final class RegexSyntax {
  private static final int MOST_REPEATS = 1000;
  private static final int DEEPEST_NESTING = 1000;
  private static final int ASCII = 128;

  // The nodes of ASCII characters, and of those without regard to case. A node never changes, so
  // two threads may both make one.
  private static final @Nullable RegexNode[] LITERALS = new RegexNode[2 * ASCII];

  private final String pattern;
  private final PatternCursor in;
  // The classes by what is written: equal ones are one node, which later work does only once.
  private final Map<String, RegexNode> classes = new HashMap<>();
  private int groups;
  private int depth;
  private boolean ignoreCase;
  private boolean dotAll;
  private boolean multiLine;
  private boolean ungreedy;
  private RegexNode root = new RegexNode.Sequence(List.of());

  private RegexSyntax(String pattern) {
    this.pattern = pattern;
    this.in = new PatternCursor(pattern);
  }

  /**
   * Parses the pattern.
   *
   * @throws RegexSyntaxException if Go would refuse it
   */
  public static RegexSyntax parse(String pattern) {
    RegexSyntax syntax = new RegexSyntax(pattern);
    syntax.root = syntax.choice();
    if (!syntax.in.isAtEnd()) {
      throw new RegexSyntaxException("unexpected )", pattern, syntax.in.at());
    }
    PatternLimits.check(syntax.root, pattern);
    return syntax;
  }

  /** Returns the pattern as a tree. */
  public RegexNode root() {
    return root;
  }

  public int groupCount() {
    return groups;
  }

  /**
   * Returns which ASCII characters can occur in a match; the last element is for all other
   * characters.
   */
  public boolean[] characters() {
    boolean[] characters = new boolean[129];
    addCharacters(root, characters);
    return characters;
  }

  private static void addCharacters(RegexNode node, boolean[] characters) {
    if (node instanceof RegexNode.CharSet set) {
      for (int c = 0; c < 128; c++) {
        characters[c] |= set.ascii()[c];
      }
      characters[128] |= set.others().length > 0;
    } else if (node instanceof RegexNode.Sequence sequence) {
      sequence.parts().forEach(part -> addCharacters(part, characters));
    } else if (node instanceof RegexNode.Choice choice) {
      choice.branches().forEach(branch -> addCharacters(branch, characters));
    } else if (node instanceof RegexNode.Group group) {
      addCharacters(group.part(), characters);
    } else if (node instanceof RegexNode.Repeat repeat) {
      addCharacters(repeat.part(), characters);
    }
  }

  private RegexNode choice() {
    if (++depth > DEEPEST_NESTING) {
      throw new RegexSyntaxException("expression nests too deeply", pattern, in.at());
    }
    List<RegexNode> branches = new ArrayList<>();
    branches.add(sequence());
    while (in.isNext('|')) {
      in.skip(1);
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.get(0) : new RegexNode.Choice(branches);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (!in.isAtEnd()) {
      char c = pattern.charAt(in.at());
      if (c == '|' || c == ')') {
        break;
      }
      int start = in.at();
      if (isRepeatOperator(c)) {
        // Only after flags or an empty quotation: the operator belongs to what is before them.
        if (parts.isEmpty()) {
          throw new RegexSyntaxException(
              "missing argument to repetition operator", repeatText(start), start);
        }
        parts.add(repeated(parts.remove(parts.size() - 1)));
        continue;
      }
      RegexNode atom = pattern.startsWith("\\Q", start) ? quoted(parts) : atom();
      if (atom != null) {
        parts.add(repeated(atom));
      }
    }
    return parts.size() == 1 ? parts.get(0) : new RegexNode.Sequence(parts);
  }

  private boolean isRepeatOperator(char c) {
    return c == '*' || c == '+' || c == '?' || (c == '{' && in.count(in.at()) != null);
  }

  private String repeatText(int start) {
    PatternCursor.Count count = in.count(start);
    int end = count == null ? start + 1 : count.end();
    if (end < pattern.length() && pattern.charAt(end) == '?') {
      end++;
    }
    return pattern.substring(start, end);
  }

  private RegexNode repeated(RegexNode atom) {
    RegexNode node = atom;
    int firstOperator = -1;
    while (in.at() < pattern.length() && isRepeatOperator(pattern.charAt(in.at()))) {
      int start = in.at();
      if (firstOperator >= 0) {
        throw new RegexSyntaxException(
            "invalid nested repetition operator",
            pattern.substring(firstOperator, start) + repeatText(start),
            firstOperator);
      }
      firstOperator = start;
      node = repeat(node, start);
    }
    return node;
  }

  private RegexNode repeat(RegexNode node, int start) {
    int min;
    int max;
    switch (pattern.charAt(in.at())) {
      case '*' -> {
        min = 0;
        max = -1;
        in.skip(1);
      }
      case '+' -> {
        min = 1;
        max = -1;
        in.skip(1);
      }
      case '?' -> {
        min = 0;
        max = 1;
        in.skip(1);
      }
      default -> {
        PatternCursor.Count count = Objects.requireNonNull(in.count(start));
        min = count.min();
        max = count.max();
        if (min > MOST_REPEATS || max > MOST_REPEATS || (max >= 0 && min > max)) {
          throw new RegexSyntaxException("invalid repeat count", repeatText(start), start);
        }
        in.skip(count.end() - in.at());
      }
    }
    boolean greedy = !ungreedy;
    if (in.isNext('?')) {
      in.skip(1);
      greedy = ungreedy;
    }
    return new RegexNode.Repeat(node, min, max, greedy);
  }

  /** Reads one atom, or returns null for a group that only sets flags. */
  private @Nullable RegexNode atom() {
    return switch (pattern.charAt(in.at())) {
      case '(' -> group();
      case '[' -> {
        int start = in.at();
        yield shared(bracketClass(), start);
      }
      case '.' -> anyCharacter();
      case '^' -> {
        in.skip(1);
        yield multiLine ? RegexNode.Assertion.LINE_START : RegexNode.Assertion.TEXT_START;
      }
      case '$' -> {
        in.skip(1);
        yield multiLine ? RegexNode.Assertion.LINE_END : RegexNode.Assertion.TEXT_END;
      }
      case '\\' -> escape();
      default -> {
        int point = pattern.codePointAt(in.at());
        in.skip(Character.charCount(point));
        yield literal(point);
      }
    };
  }

  private RegexNode anyCharacter() {
    in.skip(1);
    boolean[] all = new boolean[128];
    Arrays.fill(all, true);
    all['\n'] = dotAll;
    return new RegexNode.CharSet(all, new int[] {128, Character.MAX_CODE_POINT});
  }

  private RegexNode literal(int point) {
    if (point >= ASCII) {
      return CharacterClass.of(point, ignoreCase);
    }
    int place = ignoreCase ? point + ASCII : point;
    RegexNode known = LITERALS[place];
    if (known == null) {
      known = CharacterClass.of(point, ignoreCase);
      LITERALS[place] = known;
    }
    return known;
  }

  /** Returns the node of a class that was written like this before, or else this one. */
  private RegexNode shared(RegexNode set, int start) {
    String written = pattern.substring(start, in.at());
    RegexNode known = classes.putIfAbsent(ignoreCase ? "i" + written : written, set);
    return known == null ? set : known;
  }

  private @Nullable RegexNode group() {
    int start = in.at();
    boolean outerCase = ignoreCase;
    boolean outerDot = dotAll;
    boolean outerLine = multiLine;
    boolean outerUngreedy = ungreedy;
    int number = 0;
    if (pattern.startsWith("(?P<", in.at()) || pattern.startsWith("(?<", in.at())) {
      nameOfGroup();
      number = ++groups;
    } else if (pattern.startsWith("(?", in.at())) {
      if (!flags()) {
        return null;
      }
    } else {
      in.skip(1);
      number = ++groups;
    }
    RegexNode inside = choice();
    if (in.isAtEnd()) {
      throw new RegexSyntaxException("missing closing )", pattern, start);
    }
    in.skip(1);
    ignoreCase = outerCase;
    dotAll = outerDot;
    multiLine = outerLine;
    ungreedy = outerUngreedy;
    return number == 0 ? inside : new RegexNode.Group(inside, number);
  }

  private void nameOfGroup() {
    int nameStart = pattern.indexOf('<', in.at()) + 1;
    int end = pattern.indexOf('>', nameStart);
    if (end < 0) {
      throw new RegexSyntaxException("invalid named capture", pattern.substring(in.at()), in.at());
    }
    String name = pattern.substring(nameStart, end);
    if (name.isEmpty() || !name.chars().allMatch(c -> c == '_' || Ascii.isLetterOrDigit(c))) {
      throw new RegexSyntaxException(
          "invalid named capture", pattern.substring(in.at(), end + 1), in.at());
    }
    in.skipTo(end + 1);
  }

  /**
   * Reads flags. Returns true if a group follows, false if the flags apply to the rest of the
   * enclosing group.
   */
  private boolean flags() {
    int start = in.at();
    in.skip(2);
    boolean on = true;
    boolean any = false;
    while (!in.isAtEnd()) {
      char c = pattern.charAt(in.at());
      in.skip(1);
      switch (c) {
        case 'i' -> ignoreCase = on;
        case 's' -> dotAll = on;
        case 'm' -> multiLine = on;
        case 'U' -> ungreedy = on;
        case '-' -> {
          if (!on) {
            throw flagError(start);
          }
          on = false;
          any = false;
          continue;
        }
        case ':', ')' -> {
          if (!on && !any) {
            throw flagError(start);
          }
          return c == ':';
        }
        default -> throw flagError(start);
      }
      any = true;
    }
    throw new RegexSyntaxException("missing closing )", pattern, start);
  }

  private RegexSyntaxException flagError(int start) {
    return new RegexSyntaxException(
        "invalid or unsupported Perl syntax", pattern.substring(start, in.at()), start);
  }

  private RegexNode escape() {
    int start = in.at();
    if (in.at() + 1 >= pattern.length()) {
      throw new RegexSyntaxException("trailing backslash at end of expression", "", start);
    }
    char c = pattern.charAt(in.at() + 1);
    switch (c) {
      case 'A', 'z', 'b', 'B' -> {
        in.skip(2);
        return switch (c) {
          case 'A' -> RegexNode.Assertion.TEXT_START;
          case 'z' -> RegexNode.Assertion.TEXT_END;
          case 'b' -> RegexNode.Assertion.WORD_BOUNDARY;
          default -> RegexNode.Assertion.NO_WORD_BOUNDARY;
        };
      }
      case 'd', 'D', 's', 'S', 'w', 'W', 'p', 'P' -> {
        CharacterClass set = new CharacterClass(ignoreCase);
        classEscape(set);
        return shared(set.build(), start);
      }
      default -> {
        return literal(in.escapedPoint());
      }
    }
  }

  /** Adds a quoted text except its last character, which it returns; null if there is none. */
  private @Nullable RegexNode quoted(List<RegexNode> parts) {
    int end = pattern.indexOf("\\E", in.at());
    String text = pattern.substring(in.at() + 2, end < 0 ? pattern.length() : end);
    in.skipTo(end < 0 ? pattern.length() : end + 2);
    RegexNode last = null;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (last != null) {
        parts.add(last);
      }
      last = literal(text.codePointAt(i));
    }
    return last;
  }

  /** Reads the class escape at the current place, such as {@code \d} or {@code \pL}. */
  private void classEscape(CharacterClass set) {
    char c = pattern.charAt(in.at() + 1);
    switch (c) {
      case 'd', 'D' -> set.addClass("[:digit:]", c == 'D');
      case 'w', 'W' -> set.addClass("[:word:]", c == 'W');
      case 's', 'S' -> set.addSpace(c == 'S');
      default -> {
        unicodeClass(set, c == 'P');
        return;
      }
    }
    in.skip(2);
  }

  private void unicodeClass(CharacterClass set, boolean negated) {
    int start = in.at();
    int nameStart = start + 2;
    if (nameStart >= pattern.length()) {
      throw in.escapeError(start, nameStart);
    }
    int end = nameStart + Character.charCount(pattern.codePointAt(nameStart));
    boolean braced = pattern.charAt(nameStart) == '{';
    if (braced) {
      end = pattern.indexOf('}', nameStart) + 1;
      nameStart++;
    }
    String name = end == 0 ? "" : pattern.substring(nameStart, braced ? end - 1 : end);
    if (end == 0 || !set.addUnicode(name, negated)) {
      throw new RegexSyntaxException(
          "invalid character class range",
          pattern.substring(start, end == 0 ? pattern.length() : end),
          start);
    }
    in.skipTo(end);
  }

  private RegexNode bracketClass() {
    int start = in.at();
    in.skip(1);
    CharacterClass set = new CharacterClass(ignoreCase);
    boolean negated = in.isNext('^');
    if (negated) {
      in.skip(1);
    }
    boolean first = true;
    while (!in.isNext(']') || first) {
      if (in.isAtEnd()) {
        throw new RegexSyntaxException("missing closing ]", pattern.substring(start), start);
      }
      first = false;
      classItem(set, start);
    }
    in.skip(1);
    if (negated) {
      set.negate();
    }
    return set.build();
  }

  private void classItem(CharacterClass set, int start) {
    if (pattern.startsWith("[:", in.at())) {
      int end = pattern.indexOf(":]", in.at() + 2);
      if (end >= 0) {
        String name = pattern.substring(in.at(), end + 2);
        boolean negated = name.startsWith("[:^");
        if (!set.addClass(negated ? "[:" + name.substring(3) : name, negated)) {
          throw new RegexSyntaxException("invalid character class range", name, in.at());
        }
        in.skip(name.length());
        return;
      }
    }
    if (pattern.charAt(in.at()) == '\\'
        && in.at() + 1 < pattern.length()
        && "dDsSwWpP".indexOf(pattern.charAt(in.at() + 1)) >= 0) {
      classEscape(set);
      return;
    }
    int rangeStart = in.at();
    int low = classPoint(start);
    int high = low;
    if (in.at() + 1 < pattern.length()
        && pattern.charAt(in.at()) == '-'
        && pattern.charAt(in.at() + 1) != ']') {
      in.skip(1);
      high = classPoint(start);
      if (high < low) {
        throw new RegexSyntaxException(
            "invalid character class range", pattern.substring(rangeStart, in.at()), rangeStart);
      }
    }
    set.addRange(low, high);
  }

  private int classPoint(int start) {
    if (in.isAtEnd()) {
      throw new RegexSyntaxException("missing closing ]", pattern.substring(start), start);
    }
    if (pattern.charAt(in.at()) == '\\') {
      if (in.at() + 1 < pattern.length()
          && "dDsSwWpPbBAzQ".indexOf(pattern.charAt(in.at() + 1)) >= 0) {
        throw in.escapeError(in.at(), in.at() + 2);
      }
      return in.escapedPoint();
    }
    int point = pattern.codePointAt(in.at());
    in.skip(Character.charCount(point));
    return point;
  }
}
