package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.IgnoreEntry;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes a self-contained page for people, with findings grouped by secret or by rule and a search.
 * The page shows a secret on request; it does not contain redacted secrets.
 */
public final class HtmlReporter implements Reporter {
  private final Map<String, Decision> decisions;

  /** Makes a reporter without decisions. */
  public HtmlReporter() {
    this(Map.of());
  }

  /**
   * @param decisions the decisions that people have made, by {@link #key}
   */
  public HtmlReporter(Map<String, Decision> decisions) {
    this.decisions = Map.copyOf(decisions);
  }

  /**
   * A decision about a secret.
   *
   * @param word {@code true}, {@code false alarm} or {@code accepted}
   * @param until the last day of an accepted secret, or empty
   * @param reason why; may be empty
   */
  public record Decision(String word, String until, String reason) {}

  /** Returns the name under which a finding's secret has a decision. */
  public static String key(Finding finding) {
    return finding.ruleId() + "\0" + finding.secretDigest();
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    PageText page = PageText.of(HtmlReporter.class, "report.html");
    out.write(page.beforeData());
    GoJson json = new GoJson("");
    json.open('{').name("run");
    run(json, report.run());
    json.name("rules").open('[');
    Map<String, Integer> indexes = new HashMap<>();
    for (Rule rule : report.rules()) {
      if (indexes.putIfAbsent(rule.id(), indexes.size()) == null) {
        rule(json.next(), rule);
      }
    }
    json.close(']').name("findings").open('[');
    for (FindingStore.Stored stored : report.findings()) {
      finding(json.next(), stored.finding(), indexes, report.run());
      json.drainTo(out);
    }
    json.close(']').close('}');
    json.drainTo(out);
    out.write(page.afterData());
    out.flush();
  }

  private static void run(GoJson json, ScanDetails run) {
    Provenance provenance = run.provenance();
    json.open('{')
        .member("version", run.version())
        .member("end", run.end().toString())
        .member("repository", provenance == null ? "" : provenance.remoteUrl())
        .member("revision", provenance == null ? "" : provenance.revision())
        .member("looked", run.inNewestCommit() != null)
        .member("notReadCount", run.notReadCount())
        .name("notRead")
        .open('[');
    for (ScanDetails.NotRead notRead : run.notRead()) {
      json.next()
          .open('{')
          .member("path", notRead.path())
          .member("reason", notRead.reason())
          .close('}');
    }
    json.close(']').close('}');
  }

  private static void rule(GoJson json, Rule rule) {
    RuleMetadata metadata = rule.metadata();
    Severity severity = metadata.severity();
    json.open('{')
        .member("id", rule.id())
        .member("description", rule.description())
        .member("provider", metadata.provider())
        .member("severity", severity == Severity.UNKNOWN ? "unknown" : severity.word())
        .member("revoke", metadata.revoke())
        .member("docs", metadata.docs())
        .close('}');
  }

  private void finding(
      GoJson json, Finding finding, Map<String, Integer> indexes, ScanDetails run) {
    CommitInfo commit = finding.commit();
    json.open('{')
        .member("rule", indexes.getOrDefault(finding.ruleId(), 0))
        .member("file", finding.path())
        .member("line", finding.location().startLine())
        .member("key", SecretFingerprint.of(finding, run.fingerprintKey()));
    if (finding.isAboutPath()) {
      json.member("path", finding.path());
    }
    String secret = finding.secret().text();
    if (run.masked() || !finding.secret().equals(Content.of(secret))) {
      json.member("entry", entry(finding, run));
    }
    if (!run.masked()) {
      json.member("secret", secret);
    }
    Decision decision = decisions.get(key(finding));
    if (decision != null) {
      json.member("decision", decision.word())
          .member("until", decision.until())
          .member("reason", decision.reason());
    }
    if (commit != null && !commit.sha().isEmpty()) {
      json.member("commit", commit.sha())
          .member("author", commit.author())
          .member("date", commit.date());
    }
    if (!finding.link().isEmpty()) {
      json.member("link", finding.link());
    }
    if (finding.confidence() != Confidence.UNKNOWN) {
      json.member("confidence", finding.confidence().word());
    }
    Set<String> present = run.inNewestCommit();
    if (present != null) {
      json.member("now", present.contains(finding.secretDigest()));
    }
    json.close('}');
  }

  /** Returns salt and hash of an ignore entry for a secret that the page does not hold. */
  private static String entry(Finding finding, ScanDetails run) {
    String time = run.end().toString();
    String salt = SecretFingerprint.of(finding, run.fingerprintKey() + time).substring(0, 16);
    String line = IgnoreEntry.of(finding, salt, "", null, "", "").toLine();
    return line.substring(0, line.indexOf(' '));
  }
}
