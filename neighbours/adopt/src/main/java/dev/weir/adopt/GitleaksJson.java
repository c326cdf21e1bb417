package dev.weir.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.adopt.ReportedSecret.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the JSON and JSON Lines reports of gitleaks and weir, which have the same fields. */
final class GitleaksJson {
  private static final Set<String> SECRET = Set.of("secret", "match", "line");

  private GitleaksJson() {}

  static boolean isFinding(JsonNode node) {
    return !JsonFields.text(node, "RuleID").isEmpty()
        && (!JsonFields.get(node, "Secret").isMissingNode()
            || !JsonFields.get(node, "StartLine").isMissingNode());
  }

  static ForeignReport read(List<JsonNode> findings, String name) throws ForeignReportException {
    ScannerName scanner = scanner(findings);
    List<ReportedSecret> secrets = new ArrayList<>();
    for (JsonNode finding : findings) {
      if (!isFinding(finding)) {
        throw new ForeignReportException(
            name + ": element " + (secrets.size() + 1) + " is not a finding");
      }
      secrets.add(secret(finding, scanner));
    }
    return new ForeignReport(
        scanner, "a JSON report of " + scanner.shown(), secrets, List.of(), List.of());
  }

  /** Only weir says how sure it is. */
  private static ScannerName scanner(List<JsonNode> findings) {
    for (JsonNode finding : findings) {
      if (!JsonFields.get(finding, "Confidence").isMissingNode()) {
        return ScannerName.WEIR;
      }
    }
    return ScannerName.GITLEAKS;
  }

  private static ReportedSecret secret(JsonNode finding, ScannerName scanner) {
    String verdict = JsonFields.text(finding, "Verdict").toLowerCase(Locale.ROOT);
    return new ReportedSecret(
        scanner,
        JsonFields.text(finding, "RuleID"),
        JsonFields.clue(JsonFields.text(finding, "Secret"), JsonFields.text(finding, "Match")),
        JsonFields.path(JsonFields.text(finding, "File")),
        JsonFields.get(finding, "StartLine").asInt(0),
        JsonFields.text(finding, "Commit"),
        verdict.equals("live") ? Liveness.LIVE : Liveness.UNKNOWN,
        "",
        JsonFields.flat(finding, SECRET));
  }
}
