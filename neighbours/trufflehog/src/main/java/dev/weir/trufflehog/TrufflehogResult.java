package dev.weir.trufflehog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.core.finding.Finding;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.ForeignText;
import dev.weir.verify.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes findings in the formats of truffleHog. */
public final class TrufflehogResult {
  private static final JsonFactory JSON = new JsonFactory();

  private final DetectorNames names;
  private final Place place;

  /**
   * The source of the findings.
   *
   * @param command git, filesystem or stdin
   * @param repository the address of the repository's remote, or empty
   * @param localPath the repository's folder, or empty
   */
  public record Place(String command, String repository, String localPath) {
    int type() {
      return switch (command) {
        case "git" -> 16;
        case "filesystem" -> 15;
        default -> 40;
      };
    }
  }

  /** Creates a writer of results. */
  public TrufflehogResult(DetectorNames names, Place place) {
    this.names = names;
    this.place = place;
  }

  /** Returns a finding as a line of JSON, without line end. */
  public String json(Finding finding, Verdict verdict) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, finding, verdict);
    }
    return text.toString();
  }

  private void write(JsonGenerator json, Finding finding, Verdict verdict) throws IOException {
    DetectorNames.Detector detector = names.of(finding.ruleId());
    boolean verified = verdict.state() == Verdict.State.VERIFIED;
    String secret = finding.secret().text();
    json.writeStartObject();
    json.writeObjectFieldStart("SourceMetadata");
    json.writeObjectFieldStart("Data");
    metadata(json, finding);
    json.writeEndObject();
    json.writeEndObject();
    json.writeNumberField("SourceID", 1);
    json.writeNumberField("SourceType", place.type());
    json.writeStringField("SourceName", "trufflehog - " + place.command());
    json.writeNumberField("DetectorType", detector.number());
    json.writeStringField("DetectorName", detector.name());
    json.writeStringField("DetectorDescription", finding.description());
    json.writeStringField("DecoderName", decoder(finding));
    json.writeBooleanField("Verified", verified);
    if (WantedResults.name(verdict).equals("unknown")) {
      json.writeStringField("VerificationError", verdict.reason());
    }
    json.writeBooleanField("VerificationFromCache", false);
    json.writeStringField("Raw", secret);
    json.writeStringField("RawV2", "");
    json.writeStringField("Redacted", "");
    json.writeObjectFieldStart("ExtraData");
    for (Map.Entry<String, String> extra : extra(finding, verdict).entrySet()) {
      json.writeStringField(extra.getKey(), extra.getValue());
    }
    json.writeEndObject();
    json.writeNullField("StructuredData");
    json.writeObjectFieldStart("SecretParts");
    json.writeStringField("key", secret);
    json.writeEndObject();
    json.writeEndObject();
  }

  // Go omits empty values and zeros.
  private void metadata(JsonGenerator json, Finding finding) throws IOException {
    switch (place.command()) {
      case "git" -> {
        json.writeObjectFieldStart("Git");
        member(json, "commit", commit(finding));
        member(json, "file", finding.path());
        member(json, "email", author(finding.commit()));
        member(json, "repository", place.repository());
        member(json, "timestamp", time(finding.commit()));
        line(json, finding);
        member(json, "repository_local_path", place.localPath());
      }
      case "filesystem" -> {
        json.writeObjectFieldStart("Filesystem");
        member(json, "file", finding.path());
        line(json, finding);
      }
      default -> json.writeObjectFieldStart("Stdin");
    }
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private static void line(JsonGenerator json, Finding finding) throws IOException {
    if (finding.region().startLine() > 0) {
      json.writeNumberField("line", finding.region().startLine());
    }
  }

  private static String commit(Finding finding) {
    return finding.sha().isEmpty() ? "Staged" : finding.sha();
  }

  private static String author(@Nullable CommitInfo commit) {
    return commit == null || commit.author().isEmpty()
        ? ""
        : commit.author() + " <" + commit.email() + ">";
  }

  private static String time(@Nullable CommitInfo commit) {
    return commit == null || commit.date().isEmpty()
        ? ""
        : commit.date().replace('T', ' ').replaceFirst("Z$", " +0000");
  }

  private static String decoder(Finding finding) {
    if (finding.tags().contains("decoded:base64")) {
      return "BASE64";
    }
    return finding.tags().contains("decoded:unicode") ? "ESCAPED_UNICODE" : "PLAIN";
  }

  private static Map<String, String> extra(Finding finding, Verdict verdict) {
    Map<String, String> extra = new TreeMap<>();
    extra.put("name", finding.ruleId());
    for (String evidence : verdict.evidence()) {
      int colon = evidence.indexOf(':');
      extra.put(evidence.substring(0, colon), evidence.substring(colon + 1));
    }
    return extra;
  }

  /** Returns a finding as lines for people. */
  public String text(Finding finding, Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append("Found ").append(WantedResults.name(verdict)).append(" result\n");
    row(text, "Detector Type", names.of(finding.ruleId()).name());
    row(text, "Decoder Type", decoder(finding));
    row(text, "Raw result", finding.secret().text());
    extra(finding, verdict).forEach((name, value) -> row(text, name, value));
    if (WantedResults.name(verdict).equals("unknown")) {
      row(text, "Verification issue", verdict.reason());
    }
    if (place.command().equals("git")) {
      row(text, "Commit", commit(finding));
      row(text, "Email", author(finding.commit()));
      row(text, "Repository", place.repository());
      row(text, "Timestamp", time(finding.commit()));
    }
    row(text, "File", finding.path());
    row(text, "Line", Integer.toString(finding.region().startLine()));
    return text.append('\n').toString();
  }

  private static void row(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(name).append(": ").append(ForeignText.lines(value)).append('\n');
    }
  }
}
