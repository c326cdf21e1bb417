package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntax;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both machines find what plain trying finds, with the same groups. */
class MatchSearchProperties {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "A",
          " ",
          "\n",
          "K",
          "k",
          "s",
          "S",
          "x",
          "0",
          "_",
          "\u00e9",
          "\u00c9",
          "\u20ac",
          "\ud83d\ude00",
          "\u03b1",
          "\u0391",
          "\u212a",
          "\u017f");

  private static final int DEPTH = 4;
  private static final int LONGEST = 10;

  @Property(tries = 8_000)
  void findsWhatPlainTryingFinds(Draw draw) {
    PlainPattern.Maker maker = new PlainPattern.Maker(draw);
    PlainPattern plain = draw.make(() -> maker.pattern(DEPTH));
    String text = draw.joined(LONGEST, PIECES);
    int[] points = text.codePoints().toArray();
    RegexSyntax syntax = RegexSyntax.parse(plain.text());
    MatchProgram plainly = MatchProgram.of(syntax.root());
    MatchProgram counting = MatchProgram.counting(syntax.root());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = bytes.length;
    List<MatchSearch> machines =
        List.of(
            new Backtracker(counting, maker.groups(), bytes, 0, end, new Backtracker.Scratch()),
            new Backtracker(plainly, maker.groups(), bytes, 0, end, new Backtracker.Scratch()),
            new LockstepSearch(plainly, maker.groups(), bytes, 0, end));
    for (int from = 0; from <= points.length; from++) {
      int @Nullable [] expected;
      try {
        expected = inBytes(plain.find(points, from, maker.groups()), points);
      } catch (PlainPattern.TooLongException e) {
        return;
      }
      int position = bytesBefore(points, from);
      for (MatchSearch machine : machines) {
        assertThat(machine.find(position) ? machine.groups() : null)
            .as("%s in %s from %s by %s", plain.text(), text, from, machine.getClass())
            .isEqualTo(expected);
      }
    }
  }

  private static int @Nullable [] inBytes(int @Nullable [] groups, int[] points) {
    if (groups == null) {
      return null;
    }
    int[] bytes = new int[groups.length];
    for (int i = 0; i < groups.length; i += 2) {
      // A group that began and did not end has no span.
      boolean tookPart = groups[i] >= 0 && groups[i + 1] >= 0;
      bytes[i] = tookPart ? bytesBefore(points, groups[i]) : -1;
      bytes[i + 1] = tookPart ? bytesBefore(points, groups[i + 1]) : -1;
    }
    return bytes;
  }

  private static int bytesBefore(int[] points, int index) {
    return new String(points, 0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  @Property(tries = 4_000)
  void findsTheSameInARangeOfAText(Draw draw) {
    PlainPattern.Maker maker = new PlainPattern.Maker(draw);
    PlainPattern plain = draw.make(() -> maker.pattern(DEPTH));
    String text = draw.joined(LONGEST, PIECES);
    int[] points = text.codePoints().toArray();
    int first = draw.number(0, points.length);
    int second = draw.number(0, points.length);
    int start = Math.min(first, second);
    int end = Math.max(first, second);
    List<MatchSpan> expected;
    try {
      expected = plainly(plain, maker.groups(), points, start, end);
    } catch (PlainPattern.TooLongException e) {
      return;
    }
    Content content = Content.of(text);
    int from = bytesBefore(points, start);
    int to = bytesBefore(points, end);
    Regex regex = Regex.of(plain.text());
    assertThat(regex.findAll(content, from, to))
        .as("%s in %s, %s to %s", plain.text(), text, start, end)
        .isEqualTo(expected);
    // Filters do not know the characters that fold to ASCII letters.
    if (text.indexOf('\u212a') < 0 && text.indexOf('\u017f') < 0) {
      filterLosesNothing(regex, content, from, to);
    }
  }

  private static void filterLosesNothing(Regex regex, Content content, int from, int to) {
    List<MatchSpan> found = new ArrayList<>();
    regex.findAll(content, from, to, to, regex.filter(), found);
    assertThat(found)
        .as("%s in %s, %s to %s", regex, content.text(), from, to)
        .isEqualTo(regex.findAll(content, from, to));
    assertThat(regex.findFirst(content, from, to, to, regex.filter()))
        .isEqualTo(regex.findFirst(content, from, to));
    int last = (from + to) / 2;
    List<MatchSpan> early = new ArrayList<>();
    regex.findAll(content, from, to, last, regex.filter(), early);
    for (List<MatchSpan> spans : List.of(found, early)) {
      spans.removeIf(span -> span.start() > last);
    }
    assertThat(early).isEqualTo(found);
  }

  // The range and one character on each side are searched, as if there were nothing around them.
  private static List<MatchSpan> plainly(
      PlainPattern plain, int groups, int[] points, int start, int end) {
    int before = Math.max(0, start - 1);
    int after = Math.min(points.length, end + 1);
    int[] seen = Arrays.copyOfRange(points, before, after);
    List<MatchSpan> found = new ArrayList<>();
    int position = start;
    int lastEnd = -1;
    while (position <= end) {
      int @Nullable [] match = plain.find(seen, position - before, groups);
      if (match == null || match[1] + before > end) {
        break;
      }
      int a = match[0] + before;
      int b = match[1] + before;
      if (a != b || a != lastEnd) {
        found.add(new MatchSpan(bytesBefore(points, a), bytesBefore(points, b)));
      }
      lastEnd = b;
      position = a < b ? b : b + 1;
    }
    return found;
  }

  /**
   * What RE2/J, which weir used before, finds wrongly: it factors alternatives without their flags.
   */
  @ParameterizedTest
  @CsvSource({
    "(?:key_A|key_[aA])=(\\p{L}{6}), key_a=passwo, 0-12",
    "(?i:s)\\x{e9}[a-c]|S[0-9]{2}, S\u00e912, ''",
    "(?i:s)\\x{e9}[a-c]|S[0-9]{2}, S12 s\u00e9b, 0-3 4-8",
    "(?i)[!-\\x{ffff}]+, \u1c80\u1c88 a, 0-6 7-8",
    "(?i)[\\x{1c80}-\\x{1c88}], \u0432, 0-2",
    "(?i)\\x{1c80}, \u0412, 0-2",
  })
  void findsWhatGoFinds(String pattern, String text, String spans) {
    Content content = Content.of(text);
    List<String> found =
        Regex.of(pattern).findAll(content, 0, content.length()).stream()
            .map(span -> span.start() + "-" + span.end())
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(spans);
  }

  /** Loops in loops that may be empty, and the groups that Go's regexp returns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(?:([^a]{0;2})*)+ | aab bb | 0 0 0 0",
        "(?:(?:(x,\\b,\\w)?){0;2})+ | bx_k | 0 0 0 0",
        "(,a)*b | aab | 0 3 1 2",
        "(,a)+b | aab | 0 3 1 2",
        "(a*)+ | b | 0 0 0 0",
        "(a,b)*?(b*)* | abb | 0 0 -1 -1 0 0",
        "(?:(a?)*?)*b | aab | 0 3 1 2",
        "((a*)(b*))*c | abac | 0 4 2 3 2 3 3 3",
        "(a?)*?$ | aa | 0 2 1 2",
      })
  void loopsThatMayBeEmptyFollowGo(String pattern, String text, String groups) {
    int[] expected = Arrays.stream(groups.split(" ")).mapToInt(Integer::parseInt).toArray();
    // In the table a comma stands for the bar and a semicolon for the comma.
    Regex regex = Regex.of(pattern.replace(',', '|').replace(';', ','));
    assertThat(regex.findGroups(Content.of(text))).isEqualTo(expected);
  }

  @Test
  void aGroupThatIsNeverReachedHasNoSpan() {
    assertThat(Regex.of("(a){0}b").findGroups(Content.of("ab"))).containsExactly(1, 2, -1, -1);
  }

  @Test
  void takesNoLongerThanTheTextTimesThePattern() {
    // There are 2 to the power of 4,000 ways to split this text.
    String text = "a".repeat(4_000);
    assertThat(Regex.of("(?:a?){30}(?:a|aa)+(?:a|aa)+b").findAll(Content.of(text), 0, 4_000))
        .isEmpty();
    assertThat(Regex.of("(?:(?:a*)*)*b").findAll(Content.of(text), 0, 4_000)).isEmpty();
  }

  @Test
  void aTextThatIsTooLongForTheBacktrackerIsSearchedInLockstep() {
    String text = "a".repeat(1_000_000) + "xyb";
    Content content = Content.of(text);
    assertThat(Regex.of("(x|xy){1,50}(b)").findAllGroups(content))
        .containsExactly(
            new int[] {1_000_000, 1_000_003, 1_000_000, 1_000_002, 1_000_002, 1_000_003});
  }

  @Test
  void remembersNothingOfAnotherText() {
    Regex regex = Regex.of("(a|ab)(c|bcd)(d*)");
    assertThat(regex.findGroups(Content.of("abcd"))).containsExactly(0, 4, 0, 1, 1, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("xabce"))).containsExactly(1, 4, 1, 3, 3, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("abd"))).isNull();
  }
}
