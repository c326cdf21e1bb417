package dev.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.check.ValueChecks;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRulesTest {
  @Test
  void rulesCreatedOnDemandEqualThoseOfTheTables() {
    RuleSet made = DefaultRules.ruleSet();
    RuleSet loaded =
        new ConfigLoader(Path.of(""), DefaultRules::configFile, new ArrayList<>())
            .load(DefaultRules.configFile());
    assertThat(made.rules()).hasSameSizeAs(loaded.rules());
    for (int i = 0; i < loaded.rules().size(); i++) {
      assertThat(shown(made.rules().get(i))).isEqualTo(shown(loaded.rules().get(i)));
    }
    assertThat(made.allowlists()).hasToString(loaded.allowlists().toString());
    assertThat(made.literals().search().size()).isEqualTo(loaded.literals().search().size());
  }

  @Test
  void eachRuleIsCreatedOnce() {
    List<Rule> rules = DefaultRules.ruleSet().rules();
    assertThat(rules.get(7)).isSameAs(rules.get(7));
  }

  @Test
  void noRuleDropsAValueByACheckThatItsProviderDoesNotDefine() {
    for (Rule rule : DefaultRules.ruleSet().rules()) {
      ValueCheck check = ValueChecks.named(rule.metadata().check().name());
      assertThat(check != null && rule.metadata().check().strict() && !check.isDefinedByProvider())
          .as(rule.id())
          .isFalse();
    }
  }

  // Shows the whole rule, with the facts about its patterns.
  private static String shown(Rule rule) {
    StringBuilder text = new StringBuilder(rule.toString());
    if (rule.regex() != null) {
      text.append(rule.regex().facts());
    }
    for (Allowlist list : rule.allowlists()) {
      if (list.regexes() != null) {
        text.append(list.regexes().facts());
      }
    }
    return text.toString();
  }
}
