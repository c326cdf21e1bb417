package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.regex.Regex;
import dev.weir.core.regex.syntax.RegexSyntax;
import dev.weir.core.text.CharText;
import dev.weir.core.text.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The backtracker finds what RE2/J finds, with the same groups. */
class BacktrackerProperties {
  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> atoms =
        Arbitraries.of(
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
    Arbitrary<String> repeats =
        Arbitraries.of(
            "", "", "*", "*?", "+", "+?", "?", "??", "{2}", "{1,3}", "{1,3}?", "{0,4}", "{3,}",
            "{2,}?", "{1}");
    Arbitrary<String> pieces =
        Combinators.combine(atoms, repeats, Arbitraries.of("(?:", "("))
            .as((atom, repeat, open) -> open + atom + ")" + repeat);
    return Arbitraries.recursive(
        () -> pieces,
        inner ->
            Combinators.combine(inner, pieces, Arbitraries.of("ab", "a|b", "(a|b)", "(?:ab)+?"))
                .as(
                    (a, b, shape) ->
                        switch (shape) {
                          case "ab" -> a + b;
                          case "a|b" -> a + "|" + b;
                          case "(a|b)" -> "(" + b + "|" + a + ")";
                          default -> "(?:" + a + b + ")+?";
                        }),
        0,
        5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
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
            "\ud83d\ude00")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 8_000, seed = "20261121")
  void findsWhatRe2jFinds(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
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

  @Example
  void leavesAGroupOutThatIsNeverReached() {
    // Go says so; RE2/J gives the empty text at 0.
    assertThat(Regex.of("(a){0}b").findGroups(Content.of("ab"))).containsExactly(1, 2, -1, -1);
  }

  /** A range, which may cut characters, is searched as RE2/J searches it with its neighbours. */
  @Property(tries = 4_000, seed = "20261121")
  void findsTheSameInARangeOfAText(
      @ForAll("patterns") String pattern,
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 40) int first,
      @ForAll @IntRange(max = 40) int second) {
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

  @Example
  void takesNoLongerThanTheTextTimesThePattern() {
    // Tried one after the other, the ways to split this are 2 to the power of 4,000.
    String text = "a".repeat(4_000);
    assertThat(Regex.of("(?:a?){30}(?:a|aa)+(?:a|aa)+b").findAll(Content.of(text), 0, 4_000))
        .isEmpty();
  }

  @Example
  void remembersNothingOfAnotherText() {
    Regex regex = Regex.of("(a|ab)(c|bcd)(d*)");
    assertThat(regex.findGroups(Content.of("abcd"))).containsExactly(0, 4, 0, 1, 1, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("xabce"))).containsExactly(1, 4, 1, 3, 3, 4, 4, 4);
    assertThat(regex.findGroups(Content.of("abd"))).isNull();
  }
}
