package dev.weir.cli.report;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.Location;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.CommitInfo;
import java.io.IOException;
import java.io.OutputStream;

/** Writes exactly the SARIF report of gitleaks, including its odd version number. */
public final class SarifReporter implements Reporter {
  @Override
  public void write(Report report, OutputStream out) throws IOException {
    GoJson json = new GoJson(" ");
    json.open('{')
        .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .member("version", "2.1.0");
    json.name("runs").open('[').next().open('{');
    json.name("tool").open('{').name("driver").open('{');
    json.member("name", "gitleaks")
        .member("semanticVersion", "v8.0.0")
        .member("informationUri", "https://github.com/gitleaks/gitleaks")
        .name("rules")
        .open('[');
    for (Rule rule : report.rules()) {
      json.next().open('{').member("id", rule.id());
      json.name("shortDescription").open('{').member("text", rule.description()).close('}');
      json.close('}');
    }
    json.close(']').close('}').close('}').name("results").open('[');
    for (FindingStore.Stored stored : report.findings()) {
      json.next();
      result(json, stored.finding());
      json.drainTo(out);
    }
    json.close(']').close('}').close(']').close('}');
    json.drainTo(out);
    out.write('\n');
    out.flush();
  }

  private static void result(GoJson json, Finding finding) {
    String at = finding.sha().isEmpty() ? "." : " at commit " + finding.sha() + ".";
    String text = finding.ruleId() + " has detected secret for file " + finding.path() + at;
    json.open('{').name("message").open('{').member("text", text).close('}');
    json.member("ruleId", finding.ruleId()).name("locations").open('[').next().open('{');
    json.name("physicalLocation").open('{').name("artifactLocation").open('{');
    json.member("uri", finding.symlinkPath().isEmpty() ? finding.path() : finding.symlinkPath())
        .close('}');
    Location location = finding.location();
    json.name("region")
        .open('{')
        .member("startLine", location.startLine())
        .member("startColumn", location.startColumn())
        .member("endLine", location.endLine())
        .member("endColumn", location.endColumn())
        .name("snippet")
        .open('{')
        .member("text", finding.secret().text())
        .close('}')
        .close('}');
    json.close('}').close('}').close(']');
    CommitInfo commit = finding.commit();
    json.name("partialFingerprints")
        .open('{')
        .member("commitSha", finding.sha())
        .member("email", commit == null ? "" : commit.email())
        .member("author", commit == null ? "" : commit.author())
        .member("date", commit == null ? "" : commit.date())
        .member("commitMessage", commit == null ? "" : commit.message())
        .close('}');
    json.name("properties").open('{').name("tags").strings(finding.tags()).close('}').close('}');
  }
}
