package dev.weir.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.Severity;
import dev.weir.core.source.CommitInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the report that GitLab's secret detection reads, in version 15.2.4 of its schema ({@code
 * secret-detection-report-format.json}). The report contains no secret.
 */
public final class GitlabReporter implements Reporter {
  private static final String SCHEMA_VERSION = "15.2.4";
  private static final String SCHEMA =
      "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v"
          + SCHEMA_VERSION
          + "/dist/secret-detection-report-format.json";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  // GitLab's own analyzer writes this id for files that are in no commit.
  private static final String NO_COMMIT = "0000000";
  private static final int MOST_NAME = 255;

  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Map<String, RuleMetadata> metadata = new HashMap<>();
    for (Rule rule : report.rules()) {
      metadata.put(rule.id(), rule.metadata());
    }
    OccurrenceNumbers numbers = new OccurrenceNumbers();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("version", SCHEMA_VERSION);
      json.writeStringField("schema", SCHEMA);
      scan(json, report.run());
      json.writeArrayFieldStart("vulnerabilities");
      for (FindingStore.Stored stored : report.findings()) {
        Finding finding = stored.finding();
        String print = SecretFingerprint.of(finding, report.run().fingerprintKey());
        vulnerability(
            json,
            finding,
            report.run().paths().of(finding.path()),
            metadata.getOrDefault(finding.ruleId(), RuleMetadata.NONE),
            print + ":" + numbers.next(print));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("remediations");
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
    out.flush();
  }

  private static void scan(JsonGenerator json, ScanDetails run) throws IOException {
    json.writeObjectFieldStart("scan");
    for (String part : new String[] {"analyzer", "scanner"}) {
      json.writeObjectFieldStart(part);
      json.writeStringField("id", "weir");
      json.writeStringField("name", "weir");
      json.writeStringField("version", run.version());
      json.writeObjectFieldStart("vendor");
      json.writeStringField("name", "weir");
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeStringField("type", "secret_detection");
    json.writeStringField("start_time", time(run.start()));
    json.writeStringField("end_time", time(run.end()));
    json.writeStringField("status", run.complete() ? "success" : "failure");
    json.writeArrayFieldStart("messages");
    for (ScanDetails.NotRead notRead : run.notRead()) {
      json.writeStartObject();
      json.writeStringField("level", "warn");
      json.writeStringField("value", notRead.path() + " was not read: " + notRead.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private static void vulnerability(
      JsonGenerator json, Finding finding, String file, RuleMetadata metadata, String identity)
      throws IOException {
    json.writeStartObject();
    json.writeStringField(
        "id", UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
    json.writeStringField("name", cut("Secret found by rule " + finding.ruleId()));
    String description = finding.description().isEmpty() ? finding.ruleId() : finding.description();
    json.writeStringField("description", description);
    json.writeStringField("severity", severity(metadata.severity()));
    if (!metadata.revoke().isEmpty()) {
      json.writeStringField("solution", "Revoke it: " + metadata.revoke());
    }
    json.writeArrayFieldStart("identifiers");
    json.writeStartObject();
    json.writeStringField("type", "weir_rule_id");
    json.writeStringField("name", "weir rule " + finding.ruleId());
    json.writeStringField("value", finding.ruleId());
    if (metadata.docs().startsWith("http")) {
      json.writeStringField("url", metadata.docs());
    }
    json.writeEndObject();
    json.writeEndArray();
    if (finding.confidence() != Confidence.UNKNOWN) {
      confidence(json, finding.confidence());
    }
    json.writeObjectFieldStart("location");
    json.writeStringField("file", file);
    json.writeNumberField("start_line", finding.region().startLine());
    json.writeNumberField("end_line", finding.region().endLine());
    json.writeObjectFieldStart("commit");
    CommitInfo commit = finding.commit();
    json.writeStringField("sha", finding.sha().isEmpty() ? NO_COMMIT : finding.sha());
    if (commit != null && !commit.sha().isEmpty()) {
      json.writeStringField("author", commit.author());
      json.writeStringField("date", commit.date());
      json.writeStringField("message", commit.message());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void confidence(JsonGenerator json, Confidence confidence) throws IOException {
    json.writeObjectFieldStart("details");
    json.writeObjectFieldStart("confidence");
    json.writeStringField("name", "Confidence");
    json.writeStringField("type", "text");
    json.writeStringField("value", confidence.word());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String cut(String name) {
    return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME);
  }

  /** Unknown becomes High: GitLab's dashboards would sort its own "Unknown" below Low. */
  private static String severity(Severity severity) {
    String word = severity.orHigh().word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
