package dev.weir.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.TestRules;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.RequiredFinding;
import dev.weir.core.source.Fragment;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A finding of a rule that requires others is reported only near a match of each. */
class RequiredRulesTest {
  private static String pair(String limits) {
    return """
    [[rules]]
    id = 'user'
    regex = 'user_([a-z]+)'
    [[rules.required]]
    id = 'pass'
    %s

    [[rules]]
    id = 'pass'
    regex = 'pass_([a-z]+)'
    skipReport = true
    """
        .formatted(limits);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'user_a\n\n\n\npass_b', true",
    "'', 'user_a', false",
    "withinLines=2, 'user_a\n\npass_b', true",
    "withinLines=1, 'user_a\n\npass_b', false",
    "withinLines=2, 'pass_b\n\nuser_a', true",
    "withinLines=1, 'pass_b\n\nuser_a', false",
    "withinLines=0, 'user_a pass_b', true",
    "withinLines=0, 'user_a\npass_b', false",
    "withinColumns=7, 'user_a pass_b', true",
    "withinColumns=6, 'user_a pass_b', false",
    "withinColumns=7, 'pass_b user_a', true",
    "withinColumns=6, 'pass_b user_a', false",
    "'withinLines=1\nwithinColumns=7', 'user_a pass_b', true",
    "'withinLines=1\nwithinColumns=6', 'user_a pass_b', false",
    "'withinLines=1\nwithinColumns=7', 'user_a\n\npass_b', false"
  })
  void aRequiredRuleMustMatchNearEnough(String limits, String text, boolean found) {
    Detected detected = Detected.in(text, pair(limits));
    assertThat(detected.secrets()).isEqualTo(found ? List.of("a") : List.of());
    assertThat(detected.dropped())
        .isEqualTo(found ? List.of() : List.of("user a: required rule pass does not match nearby"));
  }

  @Test
  void aFindingNamesTheMatchesThatItNeedsAndThatAreNear() {
    Detected detected = Detected.in("pass_x user_a pass_b\n\n\npass_c", pair("withinLines=1"));
    assertThat(detected.findings().get(0).required())
        .containsExactly(
            new RequiredFinding("pass", 1, Content.of("x")),
            new RequiredFinding("pass", 1, Content.of("b")));
  }

  @Test
  void eachFindingNeedsItsOwn() {
    Detected detected =
        Detected.in("user_a pass_b\n\n\nuser_c\n\n\nuser_d pass_e", pair("withinLines=0"));
    assertThat(detected.secrets()).containsExactly("a", "d");
  }

  @ParameterizedTest
  @CsvSource({
    "user_a pass_b host_c, ''",
    "user_a pass_b, user a: required rule host does not match nearby",
    "user_a host_b, user a: required rule pass does not match nearby"
  })
  void allRequiredRulesMustMatch(String text, String dropped) {
    String toml =
        pair("[[rules.required]]\nid = 'host'")
            + "\n[[rules]]\nid = 'host'\nregex = 'host_[a-z]+'\nskipReport = true\n";
    Detected detected = Detected.in(text, toml);
    assertThat(String.join("", detected.dropped())).isEqualTo(dropped);
    assertThat(detected.secrets()).isEqualTo(dropped.isEmpty() ? List.of("a") : List.of());
  }

  @Test
  void aRequiredRuleIsTriedWithoutItsKeywords() {
    String toml = pair("") + "keywords = ['zz']\n";
    assertThat(Detected.in("user_a pass_b", toml).secrets()).containsExactly("a");
  }

  @Test
  void aRequiredRuleMayComeFirst() {
    String toml =
        """
        [[rules]]
        id = 'pass'
        regex = 'pass_([a-z]+)'
        skipReport = true

        [[rules]]
        id = 'user'
        regex = 'user_([a-z]+)'
        [[rules.required]]
        id = 'pass'
        """;
    assertThat(Detected.in("user_a pass_b", toml).secrets()).containsExactly("a");
    assertThat(Detected.in("user_a pass_b", toml).missing()).isEmpty();
  }

  @Test
  void aMatchOfARequiredRuleMustPassItsTests() {
    String toml = pair("") + "entropy = 1\n";
    assertThat(Detected.in("user_a pass_bcde", toml).secrets()).containsExactly("a");
    assertThat(Detected.in("user_a pass_bb", toml).secrets()).isEmpty();
  }

  @Test
  void aRequiredRuleThatIsNotAppliedIsNamed() {
    List<String> missing = new ArrayList<>();
    DetectionListener out =
        new DetectionListener() {
          @Override
          public void found(Finding finding) {
            throw new AssertionError(finding);
          }

          @Override
          public void requiredRuleMissing(String path, String ruleId) {
            missing.add(path + " " + ruleId);
          }
        };
    RuleIndex index = new RuleIndex(TestRules.of(pair("")).only(List.of("user")));
    new Detector(index, DetectOptions.defaults())
        .detect(new Fragment("a.txt", "", Content.of("user_a pass_b"), 1, null), out);
    assertThat(missing).containsExactly("a.txt pass");
  }
}
