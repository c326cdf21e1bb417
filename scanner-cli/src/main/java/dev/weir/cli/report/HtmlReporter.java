package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import dev.weir.core.source.CommitInfo;
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

  private static void finding(
      GoJson json, Finding finding, Map<String, Integer> indexes, ScanDetails run) {
    CommitInfo commit = finding.commit();
    json.open('{')
        .member("rule", indexes.getOrDefault(finding.ruleId(), 0))
        .member("file", finding.path())
        .member("line", finding.location().startLine())
        .member("key", SecretFingerprint.of(finding, run.fingerprintKey()));
    if (!run.masked()) {
      json.member("secret", finding.secret().text());
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
}
