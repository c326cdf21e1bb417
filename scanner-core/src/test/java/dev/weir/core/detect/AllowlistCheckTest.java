package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.rule.TargetPaths;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests each criterion of an allowlist, each target and both conditions, for global allowlists and
 * those of a rule.
 */
class AllowlistCheckTest {
  private static final String SHA = "c0ffee0000000000000000000000000000000000";
  private static final String RULE = "[[rules]]\nid = 'tok'\nregex = 'tok_([A-Za-z0-9]+)'\n";

  private static Detected detect(String path, String text, String allowlist) {
    return detect(path, text, RULE + allowlist.replace(';', '\n'), TargetPaths.none());
  }

  private static Detected detect(String path, String text, String toml, TargetPaths targets) {
    CommitInfo commit = new CommitInfo(SHA, "a", "e", "d", "m");
    Fragment fragment = new Fragment(path, "", Content.of(text), 1, commit);
    return Detected.in(fragment, toml, DetectOptions.defaults(), targets);
  }

  /** The text is «key tok_Abc123 end» in {@code src/a.txt}, in the commit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "commits=['c0ffee0000000000000000000000000000000000'] # true",
        "commits=['C0FFEE0000000000000000000000000000000000'] # true",
        "commits=['c0ffee'] # false",
        "commits=['beef000000000000000000000000000000000000'] # false",
        "paths=['^src/'] # true",
        "paths=['^lib/', 'a\\.txt$'] # true",
        "paths=['^lib/'] # false",
        "regexes=['^Abc123$'] # true",
        "regexes=['x', '123'] # true",
        "regexes=['tok_'] # false",
        "regexTarget='match';regexes=['^tok_Abc123$'] # true",
        "regexTarget='match';regexes=['key'] # false",
        "regexTarget='line';regexes=['^key .* end$'] # true",
        "regexTarget='line';regexes=['other'] # false",
        "stopwords=['bc1'] # true",
        "stopwords=['BC1'] # true",
        "stopwords=['x', '123'] # true",
        "stopwords=['tok'] # false",
        // one criterion is enough, unless all are required
        "paths=['^lib/'];stopwords=['bc1'] # true",
        "paths=['^src/'];stopwords=['zz'] # true",
        "commits=['beef000000000000000000000000000000000000'];paths=['^src/'] # true",
        "regexes=['zz'];stopwords=['bc1'] # true",
        "regexes=['bc1'];stopwords=['zz'] # true",
        "condition='AND';paths=['^src/'];stopwords=['bc1'] # true",
        "condition='AND';paths=['^lib/'];stopwords=['bc1'] # false",
        "condition='AND';paths=['^src/'];stopwords=['zz'] # false",
        "condition='AND';paths=['^src/'];regexes=['bc1'] # true",
        "condition='AND';paths=['^src/'];regexes=['zz'] # false",
        "condition='AND';commits=['c0ffee0000000000000000000000000000000000'];paths=['^src/'] # true",
        "condition='AND';commits=['beef000000000000000000000000000000000000'];paths=['^src/'] # false",
        "condition='AND';commits=['c0ffee0000000000000000000000000000000000'];paths=['^lib/'] # false",
        "condition='AND';commits=['c0ffee0000000000000000000000000000000000'];stopwords=['bc1'] # true",
        "condition='AND';commits=['beef000000000000000000000000000000000000'];stopwords=['bc1'] # false",
        "condition='AND';regexes=['bc1'];stopwords=['zz'] # false",
        "condition='AND';regexes=['bc1'];stopwords=['abc'] # true",
        "condition='AND';stopwords=['abc'] # true",
        "condition='AND';commits=['c0ffee0000000000000000000000000000000000'] # true",
        "condition='AND';paths=['^src/'] # true"
      })
  void exemptsWhatMatchesItsCriteria(String criteria, boolean exempt) {
    String text = "key tok_Abc123 end";
    for (String scope : new String[] {"rules.allowlists", "allowlists"}) {
      Detected detected = detect("src/a.txt", text, "[[" + scope + "]];" + criteria);
      assertThat(detected.secrets()).as(scope).isEqualTo(exempt ? List.of() : List.of("Abc123"));
    }
  }

  @Test
  void theReasonNamesTheAllowlist() {
    String list = "description = 'samples';stopwords = ['abc']";
    assertThat(detect("a", "tok_abc", "[[allowlists]];" + list).dropped())
        .containsExactly("tok abc: allowed by a global allowlist 'samples'");
    assertThat(detect("a", "tok_abc", "[[rules.allowlists]];stopwords = ['abc']").dropped())
        .containsExactly("tok abc: allowed by an allowlist of the rule");
    String both = "[[rules.allowlists]];stopwords=['abc'];[[allowlists]];" + list;
    assertThat(detect("a", "tok_abc", both).dropped())
        .containsExactly("tok abc: allowed by a global allowlist 'samples'");
  }

  @Test
  void theSecondOfTwoListsCountsToo() {
    String lists = "[[rules.allowlists]];stopwords=['zz'];[[rules.allowlists]];stopwords=['abc']";
    assertThat(detect("a", "tok_abc", lists).secrets()).isEmpty();
    String places = "[[rules.allowlists]];paths=['zz'];[[rules.allowlists]];paths=['a']";
    assertThat(detect("a", "tok_abc", places).secrets()).isEmpty();
    assertThat(detect("b", "tok_abc", places).secrets()).containsExactly("abc");
  }

  @Test
  void anAllowlistOfARuleIsForThatRuleOnly() {
    String toml =
        RULE
            + "[[rules.allowlists]]\nstopwords=['abc']\n"
            + "[[rules]]\nid = 'other'\nregex = 'tok_(\\w+)'\n";
    assertThat(detect("a", "tok_abc", toml, TargetPaths.none()).findings())
        .extracting(finding -> finding.ruleId())
        .containsExactly("other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commits=['c0ffee']", "paths=['.']"})
  void aTextWithoutAPlaceIsInNone(String criterion) {
    String toml = RULE + "[[allowlists]]\n" + criterion;
    Fragment input = new Fragment("", "", Content.of("tok_abc"), 1, null);
    assertThat(Detected.in(input, toml, DetectOptions.defaults()).secrets()).containsExactly("abc");
  }

  @Test
  void anEmptyTargetIsInNoPattern() {
    String toml =
        "[[rules]]\nid='r'\nregex='tok_()(x)?'\nsecretGroup=1\n[[rules.allowlists]]\nregexes=['^$']";
    assertThat(detect("a", "tok_", toml, TargetPaths.none()).secrets()).containsExactly("");
  }

  @Test
  void theLineIsThatOfTheDecodedText() {
    // «word here: tok_abcdef0123» in base64
    String encoded = "d29yZCBoZXJlOiB0b2tfYWJjZGVmMDEyMw==";
    String list = "[[rules.allowlists]];regexTarget='line';regexes=['^word here']";
    assertThat(detect("a", encoded, "").secrets()).containsExactly("abcdef0123");
    assertThat(detect("a", encoded, list).secrets()).isEmpty();
    String asWritten = "[[rules.allowlists]];regexTarget='line';regexes=['d29yZ']";
    assertThat(detect("a", encoded, asWritten).secrets()).containsExactly("abcdef0123");
  }

  @Test
  void whereTheTargetLiesDoesNotCount() {
    String toml = RULE + "[[allowlists]]\npaths=['vendor/']\n";
    TargetPaths targets = new TargetPaths(List.of("/home/vendor/app"));
    assertThat(detect("/home/vendor/app/a.txt", "tok_abc", toml, targets).secrets()).hasSize(1);
    assertThat(detect("/home/vendor/app/vendor/a", "tok_abc", toml, targets).secrets()).isEmpty();
    assertThat(detect("/home/vendor/app/a.txt", "tok_abc", toml, TargetPaths.none()).secrets())
        .isEmpty();
  }
}
