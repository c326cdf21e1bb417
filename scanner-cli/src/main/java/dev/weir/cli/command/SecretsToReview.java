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
 * @param state what earlier reviews decided
 * @param notRead what could not be read, for people
 */
record SecretsToReview(
    RuleSet rules, List<ReviewItem> items, ReviewState state, List<String> notRead) {

  /** Scans the repository of the current folder, or the folder if it is in none. */
  static SecretsToReview in(CommandLine line, Environment environment, Console console)
      throws Configuration.UnusableException,
          PresentFindings.FailedException,
          IOException,
          InterruptedException {
    WeirIgnore ignores =
        WeirIgnore.of(environment.workingDirectory().resolve("."), environment.variables());
    RuleSet rules = new Configuration(environment, console).load(line, ".");
    PresentFindings present = PresentFindings.of(line, ignores, environment, console);
    if (!ignores.isOfRepository()) {
      List<ReviewItem> items = items(present.findings(), rules, null);
      return new SecretsToReview(rules, items, ReviewState.read(null), present.notRead());
    }
    try (GitRepository repository = new NamedFindings(environment, ignores).repository()) {
      return new SecretsToReview(
          rules,
          items(present.findings(), rules, current(repository, rules)),
          ReviewState.read(repository.commonFolder()),
          present.notRead());
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
      List<Finding> findings, RuleSet rules, @Nullable Set<String> current) {
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
          items.add(new ReviewItem(some, rule, current == null ? null : current.contains(key), ""));
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
