package dev.weir.core.regex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.Regex;
import dev.weir.core.text.Content;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A filter never says that there is no match where there is one. */
class MatchFilterProperties {
  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> atoms =
        Arbitraries.of(
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
    Arbitrary<String> repeats =
        Arbitraries.of("", "*", "+?", "?", "{2}", "{1,3}", "{0,9}", "{3,}", "{18}");
    Arbitrary<String> pieces =
        Combinators.combine(atoms, repeats).as((atom, repeat) -> "(?:" + atom + ")" + repeat);
    return Arbitraries.recursive(
        () -> pieces,
        inner ->
            Combinators.combine(inner, pieces, Arbitraries.of(true, false))
                .as((a, b, choice) -> choice ? "(" + a + "|" + b + ")" : a + b),
        0,
        5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "ab", " ", "\n", "é", "€", "K", "k", "0", "_", "b".repeat(18))
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3000, seed = "20261121")
  void losesNoMatch(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
    Regex regex = Regex.of(pattern);
    Content content = Content.of(text);
    boolean matches = !regex.findAll(content, 0, content.length()).isEmpty();
    boolean mayMatch = regex.filter().mayMatch(content.bytes(), 0, content.length());
    assertThat(mayMatch || !matches).as("%s in %s", pattern, text).isTrue();
  }

  @Property(tries = 300, seed = "20261121")
  void losesNoMatchWhenItsStatesAreMadeAnew(@ForAll("texts") String text) {
    // Each text reaches other states of the last of these.
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

  @Example
  void saysWhatCannotMatch() {
    List.of(
            Tuple.of("key = [a-z0-9]{16}", "key = short"),
            Tuple.of("(?i)token[\\w-]{0,20}\\s?[:=]\\s?\"\\w{20,}\"", "Token: \"nothing\" tokens"),
            Tuple.of("a{40}", "a".repeat(15)))
        .forEach(
            pair -> {
              byte[] text = Content.of(pair.get2()).bytes();
              assertThat(Regex.of(pair.get1()).filter().mayMatch(text, 0, text.length)).isFalse();
            });
  }

  @Example
  void manyStatesAreGivenUpAndNeverKept() {
    MatchFilter filter =
        Regex.of("[ab]*a[ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab][ab]c").filter();
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(7);
    for (int i = 0; i < 300_000; i++) {
      text.append(random.nextBoolean() ? 'a' : 'b');
    }
    byte[] bytes = Content.of(text.toString()).bytes();
    assertThat(filter.mayMatch(bytes, 0, bytes.length)).isTrue();
    assertThat(filter.states()).isLessThanOrEqualTo(1_000);
  }
}
