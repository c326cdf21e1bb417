package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A filter never rules out a match that exists. */
class MatchFilterProperties {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "[ab]",
          "[^a]",
          ".",
          "\\b",
          "\\w",
          "\\s",
          "é",
          "(?i:k)",
          "\\d",
          "(?:ab|b)",
          "^",
          "$",
          "(?s:.)",
          "[[:alpha:]]",
          "\\pL",
          "_");

  private static final List<String> REPEATS =
      List.of("", "*", "+?", "?", "{2}", "{1,3}", "{0,9}", "{3,}", "{18}");

  private static final List<String> PIECES =
      List.of("a", "b", "ab", " ", "\n", "é", "€", "K", "k", "0", "_", "b".repeat(18));

  private static String pattern(Draw draw) {
    return draw.make(
        () -> {
          String pattern = piece(draw);
          for (int i = draw.number(0, 5); i > 0; i--) {
            pattern =
                draw.oneIn(2) ? "(" + pattern + "|" + piece(draw) + ")" : pattern + piece(draw);
          }
          return pattern;
        });
  }

  private static String piece(Draw draw) {
    return "(?:" + draw.of(ATOMS) + ")" + draw.of(REPEATS);
  }

  @Property(tries = 3000)
  void losesNoMatch(Draw draw) {
    String pattern = pattern(draw);
    String text = draw.joined(14, PIECES);
    Regex regex = Regex.of(pattern);
    Content content = Content.of(text);
    boolean matches = !regex.findAll(content, 0, content.length()).isEmpty();
    boolean mayMatch = regex.filter().mayMatch(content.bytes(), 0, content.length());
    assertThat(mayMatch || !matches).as("%s in %s", pattern, text).isTrue();
  }

  @Property(tries = 300)
  void losesNoMatchOfLargePatterns(Draw draw) {
    String pattern =
        "(?:" + pattern(draw) + "){1,9}(?:[ab]{16}|.{12}b|[^b]{0,9}é)*(?:" + pattern(draw) + ")+";
    Regex regex = Regex.of(pattern);
    for (int i = 0; i < 4; i++) {
      Content content = Content.of(draw.joined(30, PIECES));
      boolean matches = !regex.findAll(content, 0, content.length()).isEmpty();
      assertThat(regex.filter().mayMatch(content.bytes(), 0, content.length()) || !matches)
          .as("%s in %s", pattern, content)
          .isTrue();
    }
  }

  @Property(tries = 300)
  void losesNoMatchWhenItsStatesAreRebuilt(Draw draw) {
    String text = draw.joined(14, PIECES);
    // Each text reaches other states of the last of these patterns.
    for (String pattern : List.of("a.{0,3}b", "[ab]{9}[ab0]{9}_", "(?:a|b.{12}|k.{15})+0")) {
      Regex regex = Regex.of(pattern);
      MatchFilter filter = regex.filter();
      for (int i = 0; i < 40; i++) {
        Content content = Content.of(text.repeat(i % 7) + "ab0k".repeat(i) + text);
        boolean matches = !regex.findAll(content, 0, content.length()).isEmpty();
        assertThat(filter.mayMatch(content.bytes(), 0, content.length()) || !matches)
            .as(pattern)
            .isTrue();
      }
    }
  }

  @Test
  void rulesOutWhatCannotMatch() {
    Map.of(
            "key = [a-z0-9]{16}",
            "key = short",
            "(?i)token[\\w-]{0,20}\\s?[:=]\\s?\"\\w{20,}\"",
            "Token: \"nothing\" tokens",
            "a{40}",
            "a".repeat(15))
        .forEach(
            (pattern, text) -> {
              byte[] bytes = Content.of(text).bytes();
              assertThat(Regex.of(pattern).filter().mayMatch(bytes, 0, bytes.length))
                  .as(pattern)
                  .isFalse();
            });
  }

  @Test
  void givesUpIfThereAreTooManyStates() {
    MatchFilter filter =
        Regex.of("[ab]*a[ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab]c").filter();
    StringBuilder text = new StringBuilder();
    Random random = new Random(7);
    for (int i = 0; i < 300_000; i++) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    byte[] bytes = Content.of(text.toString()).bytes();
    assertThat(filter.mayMatch(bytes, 0, bytes.length)).isTrue();
    assertThat(filter.states()).isLessThanOrEqualTo(1_000);
  }
}
