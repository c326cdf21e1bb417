package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.TestRules;
import dev.weir.core.detect.NearRules.Keyword;
import dev.weir.core.detect.NearRules.Near;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The information that {@code weir explain} shows about each rule. */
class NearRulesTest {
  private static final String RULES =
      """
      [[rules]]
      id = 'acme'
      regex = 'acme_[0-9]{3}'
      keywords = ['acme_', 'zz']

      [[rules]]
      id = 'any'
      regex = '[0-9]+-[0-9]+'

      [[rules]]
      id = 'placed'
      regex = 'acme_x'
      path = '\\.pem$'
      keywords = ['acme_']

      [[rules]]
      id = 'exempt'
      regex = 'acme_y'
      keywords = ['acme_']
      [[rules.allowlists]]
      paths = ['^src/']

      [[rules]]
      id = 'far'
      regex = 'other_x'
      keywords = ['other_']

      [[rules]]
      id = 'path'
      path = '^src/'

      [[allowlists]]
      paths = ['^vendor/']
      """;

  private static final NearRules NEAR = new NearRules(new RuleIndex(TestRules.of(RULES)));

  private static List<Near> near(String text) {
    return NEAR.in(new Fragment("src/a.txt", "", Content.of(text), 1, null));
  }

  private static Near rule(String text, String id) {
    return near(text).stream()
        .filter(near -> near.rule().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rulesAreNearIfAKeywordOccursOrIfTheyNeedNone() {
    assertThat(near("an acme_12 and no more"))
        .extracting(near -> near.rule().id())
        .containsExactly("acme", "any", "placed", "exempt", "path");
    assertThat(near("nothing")).extracting(near -> near.rule().id()).containsExactly("any", "path");
  }

  @Test
  void keywordsAndMatchesHaveTheirPlace() {
    Near acme = rule("an acme_12 and ACME_4 acme_567", "acme");
    assertThat(acme.keywords())
        .containsExactly(
            new Keyword("acme_", 3), new Keyword("acme_", 15), new Keyword("acme_", 22));
    assertThat(acme.matches()).extracting(MatchSpan::start).containsExactly(22);
    assertThat(acme.matches()).extracting(MatchSpan::end).containsExactly(30);
    assertThat(acme.windows()).isNotEmpty();
    assertThat(acme.place()).isEmpty();
  }

  @Test
  void aRuleWithoutAnchorsIsTriedOnTheWholeText() {
    Near any = rule("7-8 acme_", "any");
    assertThat(any.keywords()).isEmpty();
    assertThat(any.windows()).hasSize(1);
    assertThat(any.windows().get(0).start()).isZero();
    assertThat(any.windows().get(0).end()).isEqualTo(9);
    assertThat(any.matches()).hasSize(1);
  }

  @Test
  void aTextWithCharactersThatFoldToAsciiIsOneWindow() {
    Near acme = rule("acme_1 \u212a acme_567", "acme");
    assertThat(acme.windows()).hasSize(1);
    assertThat(acme.windows().get(0).start()).isZero();
    assertThat(acme.windows().get(0).end()).isEqualTo(19);
    assertThat(acme.matches()).hasSize(1);
  }

  @Test
  void aPlaceThatARuleDoesNotApplyToIsTheReason() {
    assertThat(rule("acme_x", "placed").place()).isEqualTo("its path pattern does not match");
    assertThat(rule("acme_x", "placed").matches()).isEmpty();
    assertThat(rule("acme_y", "exempt").place())
        .isEqualTo("one of its allowlists exempts the path");
    assertThat(rule("acme_y", "exempt").windows()).isEmpty();
    assertThat(rule("acme_y", "path").place()).isEmpty();
  }

  @Test
  void theGlobalAllowlistOfAPathIsNamed() {
    assertThat(NEAR.exempting("vendor/a")).isNotNull();
    assertThat(NEAR.exempting("src/a")).isNull();
  }
}
