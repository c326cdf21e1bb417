package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Persona;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.rules.DefaultRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerIdentityTest {
  private static String identity(Persona persona, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add(0, Command.GIT.word());
    ScanSettings settings = ScanSettings.from(PflagParser.parse(words, Command.GIT, persona));
    return LedgerIdentity.of(settings, DefaultRules.ruleSet(), List.of(".gitleaks.toml"));
  }

  /** Flags that never change what a scan with a ledger finds in a commit. */
  private static final Set<String> HARMLESS =
      Set.of(
          // what is shown, and where
          "redact",
          "verbose",
          "no-color",
          "no-banner",
          "log-level",
          "report-path",
          "report-format",
          "report-template",
          "coverage-report",
          "exit-code",
          "allow-incomplete",
          "diagnostics",
          "diagnostics-dir",
          "help",
          "version",
          // how fast
          "threads",
          "timeout",
          "max-memory",
          // part of the rules, which the identity has as a whole
          "config",
          "config-from",
          "enable-rule",
          // applied to what was found, and commits with findings are read again
          "baseline-path",
          "gitleaks-ignore-path",
          // a scan with one of them has no ledger
          "guard",
          "sops",
          "staged",
          "pre-commit",
          "known",
          "known-from",
          "known-file",
          "known-key",
          "verify",
          "verify-config");

  static Stream<Flag<?>> flags() {
    return Flag.all().stream().filter(flag -> flag.isKnownTo(Command.GIT));
  }

  /** A new flag is part of the identity, or is listed above with its reason. */
  @ParameterizedTest
  @MethodSource("flags")
  void dependsOnEachFlagThatAffectsFindings(Flag<?> flag) {
    Set<String> identities = new HashSet<>();
    for (String value : values(flag)) {
      String given = "--" + flag.name() + "=" + value;
      identities.add(
          flag == Flag.VERIFY_CONFIG
              ? identity(Persona.WEIR, "--verify=online", given)
              : identity(Persona.WEIR, given));
    }
    boolean isHarmless =
        HARMLESS.contains(flag.name()) || flag.group() == Flag.Group.WITHOUT_EFFECT;
    assertThat(identities).as(flag.name()).hasSize(isHarmless ? 1 : 2);
  }

  private static List<String> values(Flag<?> flag) {
    if (flag == Flag.VERIFY) {
      return List.of("offline", "online");
    }
    if (flag == Flag.MIN_CONFIDENCE) {
      return List.of("medium", "high");
    }
    if (flag == Flag.ALLOW_COMMENTS) {
      return List.of("gitleaks", "ggshield");
    }
    if (flag.type().initial() instanceof Boolean) {
      return List.of("true", "false");
    }
    return flag.type().initial() instanceof Number ? List.of("1", "2") : List.of("1m", "2m");
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
