package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.review.ReviewItem;
import dev.weir.cli.review.ReviewState;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.ScanTarget;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.cli.settings.RuleSettings;
import dev.weir.core.finding.Finding;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.NewestCommitSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of a repository that no ignore file hides, each with all its places: in the history,
 * in the index and in the work tree.
 *
 * @param state what earlier reviews decided
 * @param notRead what could not be read, for people
 */
record SecretsToReview(
    RuleSet rules, List<ReviewItem> items, ReviewState state, List<String> notRead) {

  /**
   * Scans the repository of the current folder.
   *
   * @throws dev.weir.core.source.SourceException if it is in no repository
   */
  static SecretsToReview in(CommandLine line, Environment environment, Console console)
      throws Configuration.UnusableException, IOException, InterruptedException {
    RuleSet rules = new Configuration(environment, console).load(line, ".");
    ScanTarget target = new ScanTarget(ScanTarget.Kind.HISTORY, ".", List.of());
    Ignores ignores =
        Ignores.load(RuleSettings.from(line), line.persona(), target, environment, console, null);
    Path here = environment.workingDirectory().resolve(".");
    NamedFindings everywhere =
        new NamedFindings(environment, WeirIgnore.of(here, environment.variables()));
    List<String> notRead = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try (GitRepository repository = everywhere.repository()) {
      for (Source source : everywhere.everything(repository, rules)) {
        FoundSecrets found = FoundSecrets.in(source, rules, ignores);
        findings.addAll(found.findings());
        notRead.addAll(found.notRead());
      }
      return new SecretsToReview(
          rules,
          items(findings, rules, current(repository, rules)),
          ReviewState.of(repository.commonFolder()),
          notRead);
    }
  }

  /** Returns the keys of the secrets in the newest commit. */
  private static Set<String> current(GitRepository repository, RuleSet rules)
      throws InterruptedException {
    Source newest =
        new NewestCommitSource(
            repository, ChangeReading.asGitLog(FileReading.withoutArchives(true)));
    Set<String> keys = new HashSet<>();
    for (Finding finding : FoundSecrets.in(newest, rules, Ignores.NONE).findings()) {
      keys.add(key(finding));
    }
    return keys;
  }

  private static List<ReviewItem> items(
      List<Finding> findings, RuleSet rules, Set<String> current) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    Set<String> places = new HashSet<>();
    for (Finding finding : findings) {
      // What is staged is in the work tree, too.
      if (!places.add(key(finding) + "\0" + finding.fingerprint())) {
        continue;
      }
      groups.computeIfAbsent(key(finding), key -> new ArrayList<>()).add(finding);
    }
    List<ReviewItem> items = new ArrayList<>();
    groups.forEach(
        (key, some) -> {
          Rule rule = rules.rule(some.get(0).ruleId());
          items.add(new ReviewItem(some, rule, current.contains(key), ""));
        });
    return items;
  }

  private static String key(Finding finding) {
    return finding.ruleId() + "\0" + finding.secretDigest();
  }

  /** Returns what hides all these secrets. */
  Redaction redaction() {
    RunSecrets secrets = new RunSecrets();
    for (ReviewItem item : items) {
      Rule rule = item.rule();
      for (Finding finding : item.findings()) {
        secrets.add(finding.secret());
        if (rule != null) {
          RunSecrets.of(finding, rule).forEach(secrets::add);
        }
      }
    }
    return Redaction.of(100, secrets, rules);
  }
}
