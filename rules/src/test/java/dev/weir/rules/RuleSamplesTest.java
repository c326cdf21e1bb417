package dev.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.toml.ConfigTable;
import dev.weir.core.config.toml.TomlReader;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.Detector;
import dev.weir.core.detect.RuleIndex;
import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds what its samples declare, and nothing else in them. */
class RuleSamplesTest {
  private static final RuleSet RULES = DefaultRules.ruleSet();
  private static final long SEED = 20261121;

  record Sample(String id, String secret, List<String> found, List<String> notFound) {}

  @TestFactory
  Stream<DynamicTest> everySample() throws Exception {
    return samples().stream().map(s -> DynamicTest.dynamicTest(s.id(), () -> check(s)));
  }

  @Test
  void everyRuleHasSamples() throws Exception {
    TreeSet<String> sampled = new TreeSet<>();
    for (Sample sample : samples()) {
      assertThat(sample.found()).as(sample.id()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(sample.notFound()).as(sample.id()).hasSizeGreaterThanOrEqualTo(2);
      sampled.add(sample.id());
    }
    assertThat(sampled).containsExactlyElementsOf(new TreeSet<>(ids()));
    assertThat(ids()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void rulesAreInGoodForm() throws Exception {
    for (Rule rule : RULES.rules()) {
      assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
      assertThat(rule.description()).as(rule.id()).isNotBlank().endsWith(".");
      if (rule.path() != null && rule.regex() == null) {
        assertThat(rule.path().isFoundIn("")).as(rule.id()).isFalse();
        continue;
      }
      assertThat(rule.keywords()).as(rule.id()).isNotEmpty();
      assertThat(rule.regex()).as(rule.id()).isNotNull();
      assertThat(rule.regex().isFoundIn("")).as(rule.id() + " matches nothing").isFalse();
      assertThat(rule.regex().groupCount()).as(rule.id()).isLessThanOrEqualTo(1);
      assertThat(rule.regex().anchors().isPresent()).as(rule.id() + " has anchors").isTrue();
    }
    for (Sample sample : samples()) {
      if (RULES.rule(sample.id()).regex() == null) {
        continue;
      }
      String text = sample.found().get(0) + Recipe.make(sample.secret(), SEED);
      assertThat(RULES.rule(sample.id()).keywords())
          .as(sample.id())
          .anyMatch(keyword -> text.toLowerCase(Locale.ROOT).contains(keyword));
    }
  }

  private static void check(Sample sample) {
    if (RULES.rule(sample.id()).regex() == null) {
      // The samples of a rule that only tests paths are paths.
      for (String path : sample.found()) {
        assertThat(RULES.rule(sample.id()).path().isFoundIn(path)).as(path).isTrue();
      }
      for (String path : sample.notFound()) {
        assertThat(RULES.rule(sample.id()).path().isFoundIn(path)).as(path).isFalse();
      }
      return;
    }
    Detector one =
        new Detector(
            new RuleIndex(RULES.only(List.of(sample.id()))),
            DetectOptions.defaults()
                .withMaxDecodeDepth(0)
                .withStrictChecks(true)
                .withSearchRejected(true));
    for (int i = 0; i < sample.found().size(); i++) {
      // One text is enough to test the variety of secrets.
      int secrets = i == 0 ? 20 : 5;
      for (long seed = SEED; seed < SEED + secrets; seed++) {
        String secret = Recipe.make(sample.secret(), seed);
        List<String> found = secrets(one, sample.found().get(i).replace("{}", secret));
        assertThat(found).as(sample.id() + ", sample " + i).containsExactly(secret);
      }
    }
    for (int i = 0; i < sample.notFound().size(); i++) {
      List<String> found = secrets(one, Recipe.make(sample.notFound().get(i), SEED));
      assertThat(found).as(sample.id() + ", counter-sample " + i).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cloudflare-api-token-v2, cfut_${alnum:40}${hex:8}",
    "cloudflare-global-api-key-v2, cfk_${alnum:40}${hex:8}",
    "zuplo-consumer-api-key, zpka_${lower:32}_${hex:8}",
  })
  void aSumThatTheProviderDoesNotDefineDropsNothing(String rule, String recipe) {
    Detector one = new Detector(new RuleIndex(RULES.only(List.of(rule))), DetectOptions.defaults());
    String secret = Recipe.make(recipe, SEED);
    assertThat(secrets(one, "key = " + secret + "\n")).containsExactly(secret);
  }

  private static List<String> secrets(Detector rule, String text) {
    List<String> secrets = new ArrayList<>();
    rule.detect(
        new Fragment("sample.txt", "", Content.of(text), 1, null),
        (Finding finding) -> secrets.add(finding.secret().text()));
    return secrets;
  }

  private static List<String> ids() {
    return RULES.rules().stream().map(Rule::id).toList();
  }

  private static List<Sample> samples() throws Exception {
    List<Sample> samples = TableSamples.all();
    try (Stream<Path> files = Files.list(Path.of("src/test/samples"))) {
      for (Path file : files.sorted().toList()) {
        ConfigTable.Value all = TomlReader.read(Files.readString(file)).get("samples");
        for (Object element : (List<?>) all.data()) {
          ConfigTable table = (ConfigTable) ((ConfigTable.Value) element).data();
          samples.add(
              new Sample(
                  (String) table.get("id").data(),
                  (String) table.get("secret").data(),
                  texts(table, "found"),
                  texts(table, "not_found")));
        }
      }
    }
    return samples;
  }

  private static List<String> texts(ConfigTable table, String key) {
    return ((List<?>) table.get(key).data())
        .stream().map(value -> (String) ((ConfigTable.Value) value).data()).toList();
  }
}
