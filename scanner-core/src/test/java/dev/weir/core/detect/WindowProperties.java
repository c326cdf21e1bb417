package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.Content;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Matching in windows finds the same as matching in the whole text. */
class WindowProperties {
  private static final List<String> PATTERNS =
      List.of(
          "\\b(tok_[a-z0-9]{6,10})\\b",
          "(?i)(?:api|key)[\\w.-]{0,8}[ \\t]{0,3}[=:]{1,2}[ \"']{0,2}([\\w=-]{6,12})(?:[\"' ]|$)",
          "-----BEGIN[ A-Z]{0,20}KEY-----[\\s\\S]{4,}?-----END",
          "(?m)^key[^\\n]*secret",
          ".*tok_.*",
          "[a-z]+://[^\\s:]{1,8}:([^\\s@]{3,20})@",
          "(?:tok|key)(?:_[a-z])+",
          "k(?:ey|EY)?=\\w+\\n?",
          "(?s)key.+secret",
          "(?i)kelvin|skip",
          "(?i)[a-z ]{0,5}(?:secret|kis[sk])[=:].{2,9}");

  private static final List<String> PIECES =
      List.of(
          "tok_abc123",
          "key",
          "API_KEY",
          " = ",
          ": ",
          "\"",
          "'",
          "\n",
          " ",
          "secret",
          "=",
          "-----BEGIN RSA KEY-----",
          "-----END",
          "abc",
          "x",
          "db://u:",
          "pass@",
          "é",
          "K",
          "ſ",
          "\u212aEY",
          "\u212aelvin",
          "ſecret",
          "ki\u017f\u212a",
          "İ",
          "ı",
          "_a",
          "-",
          "elvin",
          "kip",
          "\r\n",
          "1234567");

  @Property(tries = 2000)
  void windowsLoseNothing(Draw draw) {
    String text = draw.joined(30, PIECES);
    Content content = Content.of(text);
    for (String pattern : PATTERNS) {
      Regex regex = Regex.of(pattern);
      assertThat(regex.anchors().isPresent()).as(pattern).isTrue();
      Rule rule =
          new Rule(
              "r",
              "",
              regex,
              null,
              0,
              0,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              false,
              RuleMetadata.NONE);
      RuleIndex index = new RuleIndex(new RuleSet(List.of(rule), List.of(rule), List.of()));
      CandidateRules candidates = new CandidateRules(index);
      candidates.look(content);
      assertThat(candidates.count() == 0 ? List.of() : candidates.matches(0, regex, content))
          .as(pattern)
          .isEqualTo(regex.findAll(content, 0, content.length()));
    }
  }

  /** Go's lower case of a dotted capital I is an i, that of a dotless i is itself. */
  @Test
  void keywordsAreSearchedInTheLowerCaseOfAllCharacters() {
    assertThat(finds("pin", "PİN = 1234")).isTrue();
    assertThat(finds("pin", "PıN = 1234")).isFalse();
    assertThat(finds("kin", "\u212aiN = 1234")).isTrue();
    assertThat(finds("sin", "ſiN = 1234")).isFalse();
    assertThat(finds("ärger", "ÄRGER N = 1234")).isTrue();
    assertThat(finds("ärger", "ärger N = 1234")).isTrue();
    assertThat(finds("ärger", "ARGER N = 1234")).isFalse();
    assertThat(finds("arger", "ÄRGER ARGER N = 1234")).isTrue();
  }

  private static boolean finds(String keyword, String text) {
    Rule rule =
        new Rule(
            "r",
            "",
            Regex.of("N = [0-9]{4}"),
            null,
            0,
            0,
            List.of(keyword),
            List.of(),
            List.of(),
            List.of(),
            false,
            RuleMetadata.NONE);
    CandidateRules candidates =
        new CandidateRules(new RuleIndex(new RuleSet(List.of(rule), List.of(rule), List.of())));
    candidates.look(Content.of(text));
    return candidates.count() == 1;
  }
}
