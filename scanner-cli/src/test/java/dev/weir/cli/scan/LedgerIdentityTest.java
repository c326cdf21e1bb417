package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Persona;
import dev.weir.rules.DefaultRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIdentityTest {
  private static String identity(Persona persona, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add(0, Command.GIT.word());
    ScanSettings settings = ScanSettings.from(PflagParser.parse(words, Command.GIT, persona));
    return LedgerIdentity.of(settings, DefaultRules.ruleSet(), List.of(".gitleaks.toml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ignore-gitleaks-allow",
        "--max-archive-depth=1",
        "--max-archive-megabytes=1",
        "--max-decode-depth=1",
        "--max-target-megabytes=1",
        "--strict-checks",
        "--search-rejected=false",
        "--merges",
        "--merges=false",
        "--messages=false",
        "--notes=false",
        "--all-text=false",
      })
  void changesWithFlagsThatAffectFindings(String flag) {
    assertThat(identity(Persona.WEIR, flag)).isNotEqualTo(identity(Persona.WEIR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-decode-depth=5",
        "--redact",
        "--threads=1",
        "--verbose",
        "-r=x.json",
        "--exit-code=3",
      })
  void ignoresFlagsThatDoNotAffectFindings(String flag) {
    assertThat(identity(Persona.WEIR, flag)).isEqualTo(identity(Persona.WEIR));
  }

  @Test
  void dependsOnTheProgramAndItsRules() {
    assertThat(identity(Persona.WEIR)).isNotEqualTo(identity(Persona.GITLEAKS));
    ScanSettings settings =
        ScanSettings.from(PflagParser.parse(List.of("git"), Command.GIT, Persona.WEIR));
    assertThat(
            List.of(
                LedgerIdentity.of(settings, DefaultRules.ruleSet(), List.of()),
                LedgerIdentity.of(
                    settings,
                    DefaultRules.ruleSet().only(List.of("aws-access-token")),
                    List.of(".gitleaks.toml")),
                identity(Persona.WEIR)))
        .doesNotHaveDuplicates();
  }
}
