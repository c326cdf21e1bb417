package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntax;
import dev.weir.core.text.CharText;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The backtracker finds what RE2/J finds, with the same groups. */
class BacktrackerProperties {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "k",
          "[ab]",
          "[^a]",
          ".",
          "\\b",
          "\\B",
          "\\w",
          "\\W",
          "\\s",
          "\\S",
          "\\d",
          "(?:ab|b)",
          "(a|ab)",
          "(b|)",
          "^",
          "$",
          "\\A",
          "\\z",
          "(?m:^)",
          "(?m:$)",
          "(?s:.)",
          "(?i:k)",
          "(?i:[^k])",
          "(?i:\\W)",
          "(?i:[[:^upper:]])",
          "(?i:[^\\x{100}-\\x{200}])",
          "(?i:[^\\x{2000}-\\x{2200}])",
          "[[:alpha:]]",
          "[[:^alpha:]_]",
          "(?U:a+)",
          "(?U:a+?)",
          "_",
          "(?:a?b?)",
          "((a)|(b))",
          "[\\s'\"]",
          "(?i)A",
          "\\x{61}",
          "\\n");

  private static final List<String> REPEATS =
      List.of(
          "", "", "*", "*?", "+", "+?", "?", "??", "{2}", "{1,3}", "{1,3}?", "{0,4}", "{3,}",
          "{2,}?", "{1}");

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
          "0",
          "_",
          "'",
          "b".repeat(9),
          "\u00e9",
          "\u20ac",
          "\ud83d\ude00");

  private static String pattern(Draw draw) {
    return draw.make(
        () -> {
          String pattern = piece(draw);
          for (int i = draw.number(0, 5); i > 0; i--) {
            String next = piece(draw);
            pattern =
                switch (draw.of("ab", "a|b", "(a|b)", "(?:ab)+?")) {
                  case "ab" -> pattern + next;
                  case "a|b" -> pattern + "|" + next;
                  case "(a|b)" -> "(" + next + "|" + pattern + ")";
                  default -> "(?:" + pattern + next + ")+?";
                };
          }
          return pattern;
        });
  }

  private static String piece(Draw draw) {
    return draw.of("(?:", "(") + draw.of(ATOMS) + ")" + draw.of(REPEATS);
  }

  @Property(tries = 8_000)
  void findsWhatRe2jFinds(Draw draw) {
    String pattern = pattern(draw);
    String text = draw.joined(14, PIECES);
    RegexSyntax syntax = RegexSyntax.parse(pattern);
    BacktrackProgram program = BacktrackProgram.of(syntax.root());
    if (program == null) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Backtracker.suits(program, bytes, 0, bytes.length)) {
      return;
    }
    Backtracker backtracker =
        new Backtracker(
            program, syntax.groupCount(), bytes, 0, bytes.length, new Backtracker.Scratch());
    Matcher matcher = Pattern.compile(syntax.forRe2j()).matcher(text);
    for (int i = 0; i <= text.length(); i = text.offsetByCodePoints(i, i < text.length() ? 1 : 0)) {
      int position = text.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
      int @Nullable [] expected = matcher.find(i) ? groups(matcher, text) : null;
      int @Nullable [] found = backtracker.find(position) ? backtracker.groups() : null;
      assertThat(found).as("%s in %s from %s", pattern, text, position).isEqualTo(expected);
      if (i == text.length()) {
        break;
      }
    }
  }

  private static int[] groups(Matcher matcher, String text) {
    int[] groups = new int[2 * (matcher.groupCount() + 1)];
    for (int i = 0; i <= matcher.groupCount(); i++) {
      boolean tookPart = matcher.start(i) >= 0;
      groups[2 * i] = tookPart ? bytes(text, matcher.start(i)) : -1;
      groups[2 * i + 1] = tookPart ? bytes(text, matcher.end(i)) : -1;
    }
    return groups;
  }

  private static int bytes(String text, int chars) {
    return text.substring(0, chars).getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void aGroupThatIsNeverReachedHasNoSpan() {
    // This is Go's result; RE2/J returns the empty text at 0.
    assertThat(Regex.of("(a){0}b").findGroups(Content.of("ab"))).containsExactly(1, 2, -1, -1);
  }

  /** A range, which may cut characters, is searched as RE2/J searches it with its neighbours. */
  @Property(tries = 4_000)
  void findsTheSameInARangeOfAText(Draw draw) {
    String pattern = pattern(draw);
    String text = draw.joined(14, PIECES);
    int first = draw.number(0, 40);
    int second = draw.number(0, 40);
    Content content = Content.of(text);
    int start = Math.min(Math.min(first, second), content.length());
    int end = Math.min(Math.max(first, second), content.length());
    Regex regex = Regex.of(pattern);
    assertThat(regex.findAll(content, start, end))
        .as("%s in %s, %s to %s", pattern, text, start, end)
        .isEqualTo(byRe2j(regex, content.bytes(), start, end));
  }

  private static List<MatchSpan> byRe2j(Regex regex, byte[] bytes, int start, int end) {
    CharText seen =
        CharText.of(bytes, Regex.contextBefore(bytes, start), Regex.contextAfter(bytes, end));
    Matcher matcher = Pattern.compile(regex.facts().forRe2j()).matcher(seen);
    List<MatchSpan> found = new ArrayList<>();
    int limit = seen.charIndex(end);
    int position = seen.charIndex(start);
    int lastEnd = -1;
    while (position <= limit && matcher.find(position) && matcher.end() <= limit) {
      int a = matcher.start();
      int b = matcher.end();
      if (a != b || a != lastEnd) {
        found.add(new MatchSpan(seen.byteOffset(a), seen.byteOffset(b)));
      }
      lastEnd = b;
      if (a == b && b == limit) {
        break;
      }
      position = a < b ? b : seen.nextIndex(b);
    }
    return found;
  }

  @Test
  void takesNoLongerThanTheTextTimesThePattern() {
    // There are 2 to the power of 4,000 ways to split this text.
    String text = "a".repeat(4_000);
    assertThat(Regex.of("(?:a?){30}(?:a|aa)+(?:a|aa)+b").findAll(Content.of(text), 0, 4_000))
        .isEmpty();
  }

  @Test
  void remembersNothingOfAnotherText() {
    Regex regex = Regex.of("(a|ab)(c|bcd)(d*)");
    assertThat(regex.findGroups(Content.of("abcd"))).containsExactly(0, 4, 0, 1, 1, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("xabce"))).containsExactly(1, 4, 1, 3, 3, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("abd"))).isNull();
  }
}
