package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.process.Environment;
import dev.weir.cli.review.ReviewItem;
import dev.weir.cli.review.ReviewState;
import dev.weir.cli.scan.Configuration;
import dev.weir.cli.scan.Ignores;
import dev.weir.cli.scan.WeirIgnore;
import dev.weir.core.finding.Finding;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.git.GitRepository;
import dev.weir.git.Provenance;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.NewestCommitSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of a repository that no ignore file hides, each with all its places: in the history,
 * in the index and in changed files.
 *
 * @param ignored the findings that an ignore file hides
 * @param current the keys of the secrets in the newest commit
 * @param origin the repository, or null if only files were read
 * @param state what earlier reviews decided
 * @param notRead what could not be read, for people
 */
record SecretsToReview(
    RuleSet rules,
    List<ReviewItem> items,
    List<Finding> ignored,
    Set<String> current,
    @Nullable Provenance origin,
    ReviewState state,
    List<String> notRead) {

  /**
   * Scans the repository of the current folder, or the folder if it is in none.
   *
   * @param report the report whose secrets are wanted, or empty for all
   */
  static SecretsToReview in(
      String report, CommandLine line, Environment environment, Console console)
      throws Configuration.UnusableException,
          PresentFindings.FailedException,
          IOException,
          InterruptedException {
    WeirIgnore ignores =
        WeirIgnore.of(environment.workingDirectory().resolve("."), environment.variables());
    AdoptedReport adopted =
        report.isEmpty() ? null : AdoptedReport.read(report, line, environment, console, ignores);
    RuleSet rules = new Configuration(environment, console).load(line, ".");
    PresentFindings present = PresentFindings.of(line, ignores, environment, console);
    List<String> notRead = new ArrayList<>(present.notRead());
    List<Finding> ignored = present.ignored();
    ReportedFindings wanted = null;
    if (adopted != null) {
      wanted = new ReportedFindings(adopted.matched(present, rules), present.findings());
      ignored = ignored.stream().filter(wanted::has).toList();
      if (wanted.masked() > 0) {
        notRead.add(
            report + ": " + wanted.masked() + " masked secrets that this repository does not show");
      }
    }
    if (!ignores.isOfRepository()) {
      List<ReviewItem> items = items(present.findings(), wanted, rules, null);
      return new SecretsToReview(
          rules, items, ignored, Set.of(), null, ReviewState.read(null), notRead);
    }
    try (GitRepository repository = new NamedFindings(environment, ignores).repository()) {
      Set<String> current = current(repository, rules);
      return new SecretsToReview(
          rules,
          items(present.findings(), wanted, rules, current),
          ignored,
          current,
          Provenance.of(repository),
          ReviewState.read(repository.commonFolder()),
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
      List<Finding> all,
      @Nullable ReportedFindings wanted,
      RuleSet rules,
      @Nullable Set<String> current) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    Set<String> places = new HashSet<>();
    for (Finding finding : wanted == null ? all : wanted.findings()) {
      // What is staged is in the work tree, too.
      if (places.add(key(finding) + "\0" + finding.fingerprint())) {
        groups.computeIfAbsent(key(finding), key -> new ArrayList<>()).add(finding);
      }
    }
    List<ReviewItem> items = new ArrayList<>();
    groups.forEach(
        (key, some) -> {
          Rule rule = rules.rule(some.get(0).ruleId());
          Boolean isCurrent = current == null ? null : current.contains(key);
          items.add(new ReviewItem(some, rule, isCurrent, wanted == null ? "" : wanted.note(key)));
        });
    return items;
  }

  /** Returns the same text for all findings of a secret. */
  static String key(Finding finding) {
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
    ignored.forEach(finding -> secrets.add(finding.secret()));
    return Redaction.of(100, secrets, rules);
  }
}
