package dev.weir.core.regex.syntax;

import dev.weir.core.text.Ascii;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses a pattern in the syntax of Go's {@code regexp} (RE2 with Perl classes, flags {@code
 * imsU}).
 *
 * <p>The parser refuses what Go refuses but RE2/J accepts: repeat counts whose product is over
 * 1000, nesting deeper than 1000, a backslash before a character that is not ASCII. It leaves some
 * constructs, such as Unicode classes, for RE2/J to check.
 */
public final class RegexSyntax {
  private static final int MOST_REPEATS = 1000;
  private static final int DEEPEST_NESTING = 1000;
  // The two characters that fold to ASCII letters.
  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  private final String pattern;
  private final StringBuilder forRe2j = new StringBuilder();
  private int at;
  private int groups;
  private int depth;
  private boolean fullyJudged = true;
  private boolean ignoreCase;
  private boolean dotAll;
  private boolean multiLine;
  private boolean ungreedy;
  private RegexNode root = new RegexNode.Sequence(List.of());

  private RegexSyntax(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Parses the pattern.
   *
   * @throws RegexSyntaxException if Go would refuse it
   */
  public static RegexSyntax parse(String pattern) {
    RegexSyntax syntax = new RegexSyntax(pattern);
    syntax.root = syntax.choice();
    if (syntax.at < pattern.length()) {
      throw new RegexSyntaxException("unexpected )", pattern, syntax.at);
    }
    checkRepeats(syntax.root, 1, pattern);
    return syntax;
  }

  /** Returns the pattern as a tree. */
  public RegexNode root() {
    return root;
  }

  /** Returns true if the pattern needs no further check by RE2/J. */
  public boolean isFullyJudged() {
    return fullyJudged;
  }

  public int groupCount() {
    return groups;
  }

  /**
   * Returns the pattern without group names, because Go allows two groups with the same name and
   * RE2/J does not.
   */
  public String forRe2j() {
    return forRe2j.toString();
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
      characters[128] |= set.beyond();
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
      throw new RegexSyntaxException("expression nests too deeply", pattern, at);
    }
    List<RegexNode> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      copy(1);
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.get(0) : new RegexNode.Choice(branches);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '|' || c == ')') {
        break;
      }
      int start = at;
      if (isRepeatOperator(c)) {
        throw new RegexSyntaxException(
            "missing argument to repetition operator", repeatText(start), start);
      }
      RegexNode atom = atom();
      if (atom != null) {
        parts.add(repeated(atom));
      }
    }
    return parts.size() == 1 ? parts.get(0) : new RegexNode.Sequence(parts);
  }

  private boolean isRepeatOperator(char c) {
    return c == '*' || c == '+' || c == '?' || (c == '{' && braces(at) != null);
  }

  private String repeatText(int start) {
    int @Nullable [] braces = braces(start);
    int end = braces == null ? start + 1 : braces[2];
    if (end < pattern.length() && pattern.charAt(end) == '?') {
      end++;
    }
    return pattern.substring(start, end);
  }

  private RegexNode repeated(RegexNode atom) {
    RegexNode node = atom;
    int firstOperator = -1;
    while (at < pattern.length() && isRepeatOperator(pattern.charAt(at))) {
      int start = at;
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
    switch (pattern.charAt(at)) {
      case '*' -> {
        min = 0;
        max = -1;
        copy(1);
      }
      case '+' -> {
        min = 1;
        max = -1;
        copy(1);
      }
      case '?' -> {
        min = 0;
        max = 1;
        copy(1);
      }
      default -> {
        int[] braces = requireBraces(start);
        min = braces[0];
        max = braces[1];
        if (min > MOST_REPEATS || max > MOST_REPEATS || (max >= 0 && min > max)) {
          throw new RegexSyntaxException("invalid repeat count", repeatText(start), start);
        }
        copy(braces[2] - at);
      }
    }
    boolean greedy = !ungreedy;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      copy(1);
      greedy = ungreedy;
    }
    return new RegexNode.Repeat(node, min, max, greedy);
  }

  private int[] requireBraces(int start) {
    int[] braces = braces(start);
    if (braces == null) {
      throw new IllegalStateException("no repeat count at " + start);
    }
    return braces;
  }

  /** Returns min, max and the end of the repeat count that begins at {@code start}, or null. */
  private int @Nullable [] braces(int start) {
    if (pattern.charAt(start) != '{') {
      return null;
    }
    int i = start + 1;
    int minEnd = digitsEnd(i);
    if (minEnd == i) {
      return null;
    }
    int min = count(i, minEnd);
    int max = min;
    i = minEnd;
    if (i < pattern.length() && pattern.charAt(i) == ',') {
      int maxEnd = digitsEnd(i + 1);
      if (maxEnd < 0) {
        return null;
      }
      max = maxEnd == i + 1 ? -1 : count(i + 1, maxEnd);
      i = maxEnd;
    }
    return i < pattern.length() && pattern.charAt(i) == '}' ? new int[] {min, max, i + 1} : null;
  }

  // A number with a leading zero is not a repeat count, so its braces are literal.
  private int digitsEnd(int start) {
    int i = start;
    while (i < pattern.length() && Ascii.isDigit(pattern.charAt(i))) {
      i++;
    }
    return i > start + 1 && pattern.charAt(start) == '0' ? start : i;
  }

  private int count(int start, int end) {
    return end - start > 6 ? MOST_REPEATS + 1 : Integer.parseInt(pattern, start, end, 10);
  }

  private static void checkRepeats(RegexNode node, int outer, String pattern) {
    if (node instanceof RegexNode.Repeat repeat) {
      int times = Math.max(1, Math.max(repeat.min(), repeat.max()));
      if (outer * times > MOST_REPEATS && outer > 1 && times > 1) {
        throw new RegexSyntaxException("invalid repeat count", pattern, -1);
      }
      checkRepeats(repeat.part(), outer * times, pattern);
    } else if (node instanceof RegexNode.Group group) {
      checkRepeats(group.part(), outer, pattern);
    } else if (node instanceof RegexNode.Sequence sequence) {
      for (RegexNode part : sequence.parts()) {
        checkRepeats(part, outer, pattern);
      }
    } else if (node instanceof RegexNode.Choice choice) {
      for (RegexNode branch : choice.branches()) {
        checkRepeats(branch, outer, pattern);
      }
    }
  }

  /** Reads one atom, or returns null for a group that only sets flags. */
  private @Nullable RegexNode atom() {
    return switch (pattern.charAt(at)) {
      case '(' -> group();
      case '[' -> bracketClass();
      case '.' -> anyCharacter();
      case '^' -> {
        copy(1);
        yield multiLine ? RegexNode.Assertion.LINE_START : RegexNode.Assertion.TEXT_START;
      }
      case '$' -> {
        copy(1);
        yield multiLine ? RegexNode.Assertion.LINE_END : RegexNode.Assertion.TEXT_END;
      }
      case '\\' -> escape();
      default -> {
        int point = pattern.codePointAt(at);
        if (point == '{') {
          // RE2/J mistakes an operator after a literal brace for a second operator.
          forRe2j.append('\\');
        }
        copy(Character.charCount(point));
        yield literal(point);
      }
    };
  }

  private RegexNode anyCharacter() {
    copy(1);
    boolean[] all = new boolean[128];
    Arrays.fill(all, true);
    all['\n'] = dotAll;
    return new RegexNode.CharSet(all, true, true);
  }

  private RegexNode literal(int point) {
    boolean[] ascii = new boolean[128];
    boolean beyond = point >= 128;
    if (!beyond) {
      set(ascii, point);
    } else if (ignoreCase) {
      if (point == KELVIN) {
        set(ascii, 'k');
      } else if (point == LONG_S) {
        set(ascii, 's');
      }
    }
    return new RegexNode.CharSet(ascii, beyond, false);
  }

  private void set(boolean[] ascii, int c) {
    ascii[c] = true;
    if (ignoreCase) {
      ascii[Character.toLowerCase(c)] = true;
      ascii[Character.toUpperCase(c)] = true;
    }
  }

  private @Nullable RegexNode group() {
    int start = at;
    boolean outerCase = ignoreCase;
    boolean outerDot = dotAll;
    boolean outerLine = multiLine;
    boolean outerUngreedy = ungreedy;
    int number = 0;
    if (pattern.startsWith("(?P<", at) || pattern.startsWith("(?<", at)) {
      nameOfGroup();
      number = ++groups;
    } else if (pattern.startsWith("(?", at)) {
      if (!flags()) {
        return null;
      }
    } else {
      copy(1);
      number = ++groups;
    }
    RegexNode inside = choice();
    if (at >= pattern.length()) {
      throw new RegexSyntaxException("missing closing )", pattern, start);
    }
    copy(1);
    ignoreCase = outerCase;
    dotAll = outerDot;
    multiLine = outerLine;
    ungreedy = outerUngreedy;
    return number == 0 ? inside : new RegexNode.Group(inside, number);
  }

  private void nameOfGroup() {
    int nameStart = pattern.indexOf('<', at) + 1;
    int end = pattern.indexOf('>', nameStart);
    if (end < 0) {
      throw new RegexSyntaxException("invalid named capture", pattern.substring(at), at);
    }
    String name = pattern.substring(nameStart, end);
    if (name.isEmpty() || !name.chars().allMatch(c -> c == '_' || Ascii.isLetterOrDigit(c))) {
      throw new RegexSyntaxException("invalid named capture", pattern.substring(at, end + 1), at);
    }
    forRe2j.append('(');
    at = end + 1;
  }

  /**
   * Reads flags. Returns true if a group follows, false if the flags apply to the rest of the
   * enclosing group.
   */
  private boolean flags() {
    int start = at;
    copy(2);
    boolean on = true;
    boolean any = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      copy(1);
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
        "invalid or unsupported Perl syntax", pattern.substring(start, at), start);
  }

  private RegexNode escape() {
    int start = at;
    if (at + 1 >= pattern.length()) {
      throw new RegexSyntaxException("trailing backslash at end of expression", "", start);
    }
    char c = pattern.charAt(at + 1);
    switch (c) {
      case 'A', 'z', 'b', 'B' -> {
        copy(2);
        return switch (c) {
          case 'A' -> RegexNode.Assertion.TEXT_START;
          case 'z' -> RegexNode.Assertion.TEXT_END;
          case 'b' -> RegexNode.Assertion.WORD_BOUNDARY;
          default -> RegexNode.Assertion.NO_WORD_BOUNDARY;
        };
      }
      case 'Q' -> {
        return quoted();
      }
      case 'd', 'D', 's', 'S', 'w', 'W', 'p', 'P' -> {
        ClassBuilder set = new ClassBuilder();
        classEscape(set);
        return set.build();
      }
      default -> {
        return literal(escapedPoint());
      }
    }
  }

  private RegexNode quoted() {
    int end = pattern.indexOf("\\E", at);
    String text = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
    fullyJudged = false;
    copy((end < 0 ? pattern.length() : end + 2) - at);
    List<RegexNode> parts = new ArrayList<>();
    text.codePoints().forEach(point -> parts.add(literal(point)));
    // A count after \E binds to the last character only. Nothing is recorded about what is repeated
    // here, so the analysis treats the text as optional.
    return new RegexNode.Repeat(new RegexNode.Sequence(parts), 0, -1, true);
  }

  /** Reads the class escape at the current place, such as {@code \d} or {@code \pL}. */
  private void classEscape(ClassBuilder set) {
    char c = pattern.charAt(at + 1);
    switch (c) {
      case 'd', 'D' -> set.addClass("[:digit:]", c == 'D');
      case 'w', 'W' -> set.addClass("[:word:]", c == 'W');
      case 's', 'S' -> set.addSpace(c == 'S');
      default -> {
        fullyJudged = false;
        set.addAll();
        int end = at + 3;
        if (at + 2 < pattern.length() && pattern.charAt(at + 2) == '{') {
          end = pattern.indexOf('}', at) + 1;
        }
        if (end <= 0 || end > pattern.length()) {
          throw new RegexSyntaxException(
              "invalid character class range", pattern.substring(at), at);
        }
        copy(end - at);
        return;
      }
    }
    copy(2);
  }

  /** Reads an escape for a single character. */
  private int escapedPoint() {
    int start = at;
    if (at + 1 >= pattern.length()) {
      throw new RegexSyntaxException("trailing backslash at end of expression", "", start);
    }
    int c = pattern.codePointAt(at + 1);
    if (c >= '0' && c <= '7') {
      return octal(start);
    }
    if (c == 'x') {
      return hex(start);
    }
    int special = "aftnrv".indexOf(c);
    if (special >= 0) {
      copy(2);
      return "\u0007\f\t\n\r\u000b".charAt(special);
    }
    if (c >= 128 || Ascii.isLetterOrDigit(c)) {
      throw escapeError(start, start + 1 + Character.charCount(c));
    }
    copy(2);
    return c;
  }

  private RegexSyntaxException escapeError(int start, int end) {
    return new RegexSyntaxException(
        "invalid escape sequence",
        pattern.substring(start, Math.min(end, pattern.length())),
        start);
  }

  private int octal(int start) {
    int i = start + 1;
    // Only a zero, or a digit that another digit follows: \1 alone would be a back-reference.
    if (pattern.charAt(i) != '0'
        && (i + 1 >= pattern.length()
            || pattern.charAt(i + 1) < '0'
            || pattern.charAt(i + 1) > '7')) {
      throw escapeError(start, start + 2);
    }
    int value = 0;
    int end = i;
    while (end < pattern.length()
        && end < i + 3
        && pattern.charAt(end) >= '0'
        && pattern.charAt(end) <= '7') {
      value = value * 8 + pattern.charAt(end) - '0';
      end++;
    }
    copy(end - at);
    return value;
  }

  private int hex(int start) {
    int i = start + 2;
    int end;
    boolean braced = i < pattern.length() && pattern.charAt(i) == '{';
    if (braced) {
      end = pattern.indexOf('}', i);
      i++;
    } else {
      end = i + 2;
    }
    if (end < 0 || end > pattern.length() || end == i || end - i > 8) {
      throw escapeError(start, end < 0 ? pattern.length() : end);
    }
    int value = 0;
    for (int k = i; k < end; k++) {
      int digit = Character.digit(pattern.charAt(k), 16);
      if (digit < 0) {
        throw escapeError(start, k + 1);
      }
      value = value * 16 + digit;
      if (value > Character.MAX_CODE_POINT) {
        throw escapeError(start, end);
      }
    }
    copy(end + (braced ? 1 : 0) - at);
    return value;
  }

  private RegexNode bracketClass() {
    int start = at;
    copy(1);
    ClassBuilder set = new ClassBuilder();
    boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
    if (negated) {
      copy(1);
    }
    boolean first = true;
    while (at >= pattern.length() || pattern.charAt(at) != ']' || first) {
      if (at >= pattern.length()) {
        throw new RegexSyntaxException("missing closing ]", pattern.substring(start), start);
      }
      first = false;
      classItem(set, start);
    }
    copy(1);
    if (negated) {
      set.negate();
    }
    return set.build();
  }

  private void classItem(ClassBuilder set, int start) {
    if (pattern.startsWith("[:", at)) {
      int end = pattern.indexOf(":]", at + 2);
      if (end >= 0) {
        String name = pattern.substring(at, end + 2);
        boolean negated = name.startsWith("[:^");
        if (!set.addClass(negated ? "[:" + name.substring(3) : name, negated)) {
          throw new RegexSyntaxException("invalid character class range", name, at);
        }
        copy(name.length());
        return;
      }
    }
    if (pattern.charAt(at) == '\\'
        && at + 1 < pattern.length()
        && "dDsSwWpP".indexOf(pattern.charAt(at + 1)) >= 0) {
      classEscape(set);
      return;
    }
    int rangeStart = at;
    int low = classPoint(start);
    int high = low;
    if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
      copy(1);
      high = classPoint(start);
      if (high < low) {
        throw new RegexSyntaxException(
            "invalid character class range", pattern.substring(rangeStart, at), rangeStart);
      }
    }
    set.addRange(low, high);
  }

  private int classPoint(int start) {
    if (at >= pattern.length()) {
      throw new RegexSyntaxException("missing closing ]", pattern.substring(start), start);
    }
    if (pattern.charAt(at) == '\\') {
      if (at + 1 < pattern.length() && "dDsSwWpPbBAzQ".indexOf(pattern.charAt(at + 1)) >= 0) {
        throw escapeError(at, at + 2);
      }
      return escapedPoint();
    }
    int point = pattern.codePointAt(at);
    if (point == '[') {
      // RE2/J reads the three characters [:] as the name of a class, Go reads them literally.
      forRe2j.append('\\');
    }
    copy(Character.charCount(point));
    return point;
  }

  private void copy(int chars) {
    forRe2j.append(pattern, at, at + chars);
    at += chars;
  }

  /** A character class under construction. */
  private final class ClassBuilder {
    private boolean[] ascii = new boolean[128];
    private boolean beyond;
    // True if all characters above ASCII belong to the class, so that none belongs to its
    // complement.
    private boolean allBeyond;

    void addRange(int low, int high) {
      for (int c = low; c <= high && c < 128; c++) {
        set(ascii, c);
      }
      if (high >= 128) {
        beyond = true;
        allBeyond |= low <= 128 && high == Character.MAX_CODE_POINT;
        if (ignoreCase && low <= KELVIN && KELVIN <= high) {
          set(ascii, 'k');
        }
        if (ignoreCase && low <= LONG_S && LONG_S <= high) {
          set(ascii, 's');
        }
      }
    }

    void addAll() {
      Arrays.fill(ascii, true);
      beyond = true;
    }

    void addSpace(boolean negated) {
      addMembers("\t\n\f\r ", negated);
    }

    /** Adds a POSIX class such as {@code [:alpha:]}. Returns false if there is no such class. */
    boolean addClass(String name, boolean negated) {
      String members =
          switch (name.toLowerCase(Locale.ROOT).equals(name) ? name : "") {
            case "[:alnum:]" -> letters() + digits();
            case "[:alpha:]" -> letters();
            case "[:ascii:]" -> range(0, 127);
            case "[:blank:]" -> "\t ";
            case "[:cntrl:]" -> range(0, 31) + "\u007f";
            case "[:digit:]" -> digits();
            case "[:graph:]" -> range('!', '~');
            case "[:lower:]" -> range('a', 'z');
            case "[:print:]" -> range(' ', '~');
            case "[:punct:]" ->
                range('!', '/') + range(':', '@') + range('[', '`') + range('{', '~');
            case "[:space:]" -> "\t\n\u000b\f\r ";
            case "[:upper:]" -> range('A', 'Z');
            case "[:word:]" -> letters() + digits() + "_";
            case "[:xdigit:]" -> digits() + range('A', 'F') + range('a', 'f');
            default -> "";
          };
      if (members.isEmpty()) {
        return false;
      }
      addMembers(members, negated);
      return true;
    }

    private void addMembers(String members, boolean negated) {
      boolean[] own = new boolean[128];
      for (int i = 0; i < members.length(); i++) {
        set(own, members.charAt(i));
      }
      for (int c = 0; c < 128; c++) {
        ascii[c] |= own[c] != negated;
      }
      if (negated) {
        beyond = true;
        allBeyond = true;
      }
    }

    void negate() {
      for (int c = 0; c < 128; c++) {
        ascii[c] = !ascii[c];
      }
      boolean someBefore = beyond;
      beyond = !allBeyond;
      allBeyond = !someBefore;
    }

    RegexNode build() {
      return new RegexNode.CharSet(ascii, beyond, allBeyond);
    }

    private String letters() {
      return range('A', 'Z') + range('a', 'z');
    }

    private String digits() {
      return range('0', '9');
    }

    private String range(int low, int high) {
      StringBuilder text = new StringBuilder();
      for (int c = low; c <= high; c++) {
        text.append((char) c);
      }
      return text.toString();
    }
  }
}
