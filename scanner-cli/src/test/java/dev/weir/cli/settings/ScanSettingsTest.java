package dev.weir.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.flag.UsageException;
import dev.weir.cli.process.Persona;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.detect.DetectOptions;
import dev.weir.core.detect.DetectOptions.Selection;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.RuleSet;
import dev.weir.git.source.HistoryExtras;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanSettingsTest {
  private static final RuleSet NO_RULES = new RuleSet(List.of(), List.of(), List.of());

  private static ScanSettings settings(Persona persona, Command command, String... flags) {
    List<String> words = new ArrayList<>(List.of(flags));
    words.add(0, command.word());
    return ScanSettings.from(PflagParser.parse(words, command, persona));
  }

  private static ScanSettings git(String... flags) {
    return settings(Persona.WEIR, Command.GIT, flags);
  }

  private static ScanSettings hook(String... flags) {
    return settings(Persona.WEIR, Command.HOOK, flags).withHookDefaults(Addressee.AUTHOR);
  }

  @Test
  void theDefaultsOfGit() {
    ScanSettings settings = git();
    int threads = Math.min(16, Runtime.getRuntime().availableProcessors());
    assertThat(settings)
        .isEqualTo(
            new ScanSettings(
                Persona.WEIR,
                new ConsoleSettings(null, null, true, false),
                new RuleSettings("", null, List.of(), null, ""),
                new ReadSettings(
                    "",
                    new HistoryExtras(HistoryExtras.Merges.NAMED, true, true, false),
                    true,
                    true,
                    true,
                    new ChangeSettings(true, true, true, true),
                    true,
                    true,
                    false,
                    true,
                    true,
                    ""),
                new LimitSettings(threads, 0, 5, 0, new ArchiveLimits(0, 0, 200_000)),
                new DetectSettings(
                    List.of("weir", "gitleaks"),
                    false,
                    false,
                    true,
                    new Selection(true, Confidence.LOW, false),
                    null,
                    new KnownSettings(false, false, List.of(), "", ""),
                    new VerifySettings(VerifySettings.How.NOT, "")),
                new ReportSettings(List.of(), "", false, Addressee.NONE),
                new ExitSettings(1, false)));
    assertThat(settings.console().level()).isEqualTo("info");
    assertThat(settings.console().banner()).isTrue();
    assertThat(settings.detect().redactPercent()).isZero();
    assertThat(settings.detect().options(settings.limits(), NO_RULES))
        .isEqualTo(
            DetectOptions.defaults()
                .withSearchRejected(true)
                .withAllowComments(List.of("weir", "gitleaks"))
                .withSelection(new Selection(true, Confidence.LOW, false)));
  }

  @Test
  void gitleaksReadsLess() {
    ScanSettings settings = settings(Persona.GITLEAKS, Command.GIT);
    assertThat(settings.read().extent()).isEqualTo(HistoryExtras.LOG);
    assertThat(settings.read().allText()).isFalse();
    assertThat(settings.detect().searchRejected()).isFalse();
    assertThat(settings.detect().selection().rated()).isFalse();
    ScanSettings asked =
        settings(Persona.GITLEAKS, Command.GIT, "--merges", "--messages", "--all-text");
    assertThat(asked.read().extent())
        .isEqualTo(new HistoryExtras(HistoryExtras.Merges.REPORTED, true, false, false));
    assertThat(asked.read().allText()).isTrue();
  }

  @Test
  void whatIsReportedOfWhatIsFound() {
    assertThat(
            settings(Persona.GITLEAKS, Command.GIT, "--min-confidence=high").detect().selection())
        .isEqualTo(new Selection(true, Confidence.HIGH, false));
    assertThat(settings(Persona.WEIR, Command.DIR, "--identifiers").detect().selection())
        .isEqualTo(new Selection(true, Confidence.LOW, true));
    assertThat(settings(Persona.WEIR, Command.DIR, "--enable-rule=a").detect().selection())
        .isEqualTo(new Selection(true, Confidence.LOW, true));
    assertThatThrownBy(() -> settings(Persona.WEIR, Command.DIR, "--min-confidence=hgh"))
        .hasMessageContaining("use low, medium or high");
  }

  @Test
  void theDefaultsOfAHook() {
    ScanSettings settings = hook();
    assertThat(settings.console().level()).isEqualTo("warn");
    assertThat(settings.console().banner()).isFalse();
    assertThat(settings.detect().redactPercent()).isEqualTo(100);
    assertThat(settings.read().extent().merges()).isEqualTo(HistoryExtras.Merges.REPORTED);
    assertThat(settings.report().addressee()).isEqualTo(Addressee.AUTHOR);
    ScanSettings before = settings(Persona.WEIR, Command.HOOK);
    assertThat(settings.rules()).isEqualTo(before.rules());
    assertThat(settings.limits()).isEqualTo(before.limits());
    assertThat(settings.exit()).isEqualTo(before.exit());
  }

  @Test
  void flagsOverrideTheDefaultsOfAHook() {
    ScanSettings settings =
        hook("--redact=0", "--log-level=debug", "--no-banner=false", "--merges=false");
    assertThat(settings.console().level()).isEqualTo("debug");
    assertThat(settings.console().banner()).isTrue();
    assertThat(settings.detect().redactPercent()).isZero();
    assertThat(settings.read().extent().merges()).isEqualTo(HistoryExtras.Merges.SKIPPED);
    assertThat(hook("--redact=20", "--known").detect().redactPercent()).isEqualTo(20);
  }

  @Test
  void aRevisionForTheRulesIsChosenOnce() {
    assertThat(hook().rules().configFrom()).isNull();
    assertThat(hook().withConfigFrom("HEAD").rules().configFrom()).isEqualTo("HEAD");
    assertThat(hook("--config-from=").rules().configFrom()).as("decided: none").isEmpty();
  }

  @Test
  void knownValuesRedactAllSecretsUnlessAFlagSaysOtherwise() {
    assertThat(git("--known").detect().redactPercent()).isEqualTo(100);
    assertThat(git("--known-from=vault:a").detect().redactPercent()).isEqualTo(100);
    assertThat(git("--known-from=vault:a").detect().known())
        .isEqualTo(new KnownSettings(true, false, List.of("vault:a"), "", ""));
    assertThat(git("--known", "--redact=0").detect().redactPercent()).isZero();
    assertThat(git("--redact").detect().redactPercent()).isEqualTo(100);
    assertThat(git("--redact=250").detect().redactPercent()).isEqualTo(100);
  }

  @Test
  void numbersAreClamped() {
    ScanSettings settings =
        git(
            "--threads=99",
            "--max-decode-depth=-3",
            "--max-archive-depth=-1",
            "--max-archive-megabytes=7",
            "--exit-code=257");
    assertThat(settings.limits().threads()).isEqualTo(16);
    assertThat(settings.limits().maxDecodeDepth()).isZero();
    assertThat(settings.limits().archives()).isEqualTo(new ArchiveLimits(0, 7_000_000, 200_000));
    assertThat(settings.exit().found()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--max-memory=lots",
        "--max-memory=0",
        "--max-memory=",
        "--max-memory=1gg",
        "--max-memory=m",
        "--verify=perhaps",
        "--verify-config=x.toml",
      })
  void invalidValuesAreRefused(String flag) {
    assertThatThrownBy(() -> git(flag))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(flag.substring(0, flag.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "512m", "4G", "100k"})
  void memory(String size) {
    assertThat(git("--max-memory=" + size)).isEqualTo(git());
  }

  @Test
  void aRepeatedReportFlagStartsTheNextReport() {
    assertThat(git("-r", "a.json", "-f", "csv", "-r", "b", "-r", "c.sarif").report().reports())
        .containsExactly(
            new ReportRequest("a.json", "csv", ""),
            new ReportRequest("b", "", ""),
            new ReportRequest("c.sarif", "", ""));
    assertThat(git("-f", "template", "--report-template=t", "-v", "-r", "-").report().reports())
        .containsExactly(new ReportRequest("-", "template", "t"));
    assertThat(git("-f", "json").report().reports()).as("no path, no report").isEmpty();
    assertThat(git("-f", "json", "-f", "csv", "-r", "x").report().reports())
        .containsExactly(new ReportRequest("x", "csv", ""));
  }
}
