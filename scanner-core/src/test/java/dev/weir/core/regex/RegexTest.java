package dev.weir.core.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.regex.syntax.RegexAnchors;
import dev.weir.core.regex.syntax.RegexSyntaxException;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
  private static List<String> spans(String pattern, String text) {
    Content content = Content.of(text);
    return Regex.of(pattern).findAll(content, 0, content.length()).stream()
        .map(span -> span.start() + "-" + span.end())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "(foo # missing closing )",
        "foo) # unexpected )",
        "[a # missing closing ]",
        "*a # missing argument to repetition operator",
        "a|+b # missing argument to repetition operator",
        "a** # invalid nested repetition operator",
        "a{2}{3} # invalid nested repetition operator",
        "a{1001} # invalid repeat count",
        "a{2,1} # invalid repeat count",
        "(a{100}){11} # invalid repeat count",
        "(?:a{0,500}){0,3} # invalid repeat count",
        "[z-a] # invalid character class range",
        "[a-\\d] # invalid escape sequence",
        "[[:foo:]] # invalid character class range",
        "\\8 # invalid escape sequence",
        "\\1 # invalid escape sequence",
        "\\y # invalid escape sequence",
        "(?=a) # invalid or unsupported Perl syntax",
        "(?!a) # invalid or unsupported Perl syntax",
        "(?<=a)b # invalid named capture",
        "(?i-) # invalid or unsupported Perl syntax",
        "(?P<>a) # invalid named capture",
        "a\\ # trailing backslash at end of expression",
        "\\p{Klingon} # invalid character class range",
        "\\pX # invalid character class range",
        "\\p{Greek # invalid character class range",
        "\\Q\\E* # missing argument to repetition operator",
        "(?i)* # missing argument to repetition operator",
        "((a{1000}b){1000}c){1000} # invalid repeat count",
        "(?:(?:[0-9]{1000}[a-f]{1000}){1}(?:x{1000}){1}){1000} # invalid repeat count"
      })
  void refusesWhatGoRefuses(String pattern, String reason) {
    assertThatThrownBy(() -> Regex.of(pattern.strip()))
        .isInstanceOf(RegexSyntaxException.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "a{,2}",
        "a{1",
        "a{01}",
        "x{1000}",
        "[]a]",
        "[a-]",
        "[^]a]",
        "(?i)a|b",
        "(?s:.)",
        "(?U)a*",
        "(?P<n>a)(?P<n>b)",
        "(?<n>a)",
        "\\pL",
        "\\p{Greek}",
        "[[:alnum:]_]",
        "\\x41",
        "\\x{1F600}",
        "\\101",
        "\\0",
        "\\Qa.b\\E",
        "\\Qa.b",
        "\\Qa.b\\E+",
        "a(?i)*",
        "\\p{Vithkuqi}",
        "\\p{Old_Italic}",
        "\\p{olditalic}",
        "\\p{Uppercase_Letter}",
        "\\p{LC}",
        "\\p{Any}",
        "\\P{^Assigned}",
        "a||b",
        "()",
        "(|a)",
        "^$",
        "\\A\\z",
        "\\-\\_"
      })
  void acceptsWhatGoAccepts(String pattern) {
    assertThat(Regex.of(pattern).findAll(Content.of("aab"), 0, 3)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "\\Qa.b\\E+, xa.bbb, 1-6",
    "\\Qa.b\\E+, xaxb, ''",
    "a\\Q\\E+b, aab, 0-3",
    "a(?i)+B, aab, 0-3",
    "\\p{Old_Italic}, x\ud800\udf00, 1-5",
    "\\p{Uppercase_Letter}, aB, 1-2",
    "\\p{Lt}, \u01c4\u01c5, 2-4",
    "[^\\p{L}], a1, 1-2",
    "\\P{^L}, 1a, 1-2",
    "(?i)\\p{Lu}, 1a, 1-2",
    "\\pN, a\u0664, 1-3",
    "\\p{Cn}, a\u0378, 1-3",
  })
  void characterClassesFollowGo(String pattern, String text, String found) {
    assertThat(String.join(" ", spans(pattern, text))).isEqualTo(found);
  }

  @Test
  void emptyMatchesFollowGo() {
    assertThat(spans("a*", "baaac")).containsExactly("0-0", "1-4", "5-5");
    assertThat(spans("z*", "ab")).containsExactly("0-0", "1-1", "2-2");
  }

  @Test
  void offsetsAreBytes() {
    assertThat(spans("key", "é key é key")).containsExactly("3-6", "10-13");
    assertThat(spans("[^a]", "\uD83D\uDE00")).containsExactly("0-4");
  }

  @Test
  void aByteThatIsNotUtf8IsOneCharacter() {
    Content content = Content.ofOwned(new byte[] {'a', (byte) 0xFF, (byte) 0xE2, 'b'});
    assertThat(Regex.of("a..b").findAll(content, 0, 4)).containsExactly(new MatchSpan(0, 4));
  }

  @Test
  void aRangeUsesTheCharactersAroundIt() {
    Content content = Content.of("xkey key");
    assertThat(Regex.of("\\bkey\\b").findAll(content, 1, 4)).isEmpty();
    assertThat(Regex.of("\\bkey\\b").findAll(content, 5, 8)).containsExactly(new MatchSpan(5, 8));
    assertThat(Regex.of("^key").findAll(content, 5, 8)).isEmpty();
    assertThat(Regex.of("key$").findAll(content, 1, 4)).isEmpty();
  }

  @Test
  void groupsAreBytesToo() {
    assertThat(Regex.of("é(k)(x)?").findGroups(Content.of("éék")))
        .containsExactly(2, 5, 4, 5, -1, -1);
  }

  @Test
  void anchorsBoundAMatch() {
    RegexAnchors token = Regex.of("\\b(ghp_[0-9A-Za-z]{36})\\b").anchors();
    assertThat(token.literals()).containsExactly("ghp_");
    assertThat(token.before()).isZero();
    assertThat(token.after()).isEqualTo(40);
    assertThat(Regex.of("[\\w.-]{0,50}?(?:adafruit)").anchors().before()).isEqualTo(50);
    assertThat(Regex.of("a*b.*cde").anchors().literals()).containsExactly("cde");
    assertThat(Regex.of("[a-z]+").anchors().isPresent()).isFalse();
    assertThat(Regex.of("AC[0-9a-f]{32}").anchors().literals()).containsExactly("AC");
    assertThat(Regex.of("(?:S|[.]S|s)(?i:ecret)=").anchors().literals())
        .containsExactly(".Secret=", "secret=");
    assertThat(Regex.of("x?").anchors().isPresent()).isFalse();
  }
}
