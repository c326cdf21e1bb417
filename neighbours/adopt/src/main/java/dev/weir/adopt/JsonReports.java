package dev.weir.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads reports in JSON: finds out which scanner wrote them. */
final class JsonReports {
  private final String name;

  JsonReports(String name) {
    this.name = name;
  }

  /**
   * Reads a report.
   *
   * @param roots the JSON values of the file: one, or one for each line
   */
  ForeignReport read(List<JsonNode> roots) throws ForeignReportException {
    List<JsonNode> findings = new ArrayList<>();
    for (JsonNode root : roots) {
      if (root.isArray()) {
        root.forEach(findings::add);
      } else {
        findings.add(root);
      }
    }
    if (findings.isEmpty()) {
      return new ForeignReport(
          ScannerName.OTHER, "an empty report", List.of(), List.of(), List.of());
    }
    JsonNode first = findings.get(0);
    if (GitleaksJson.isFinding(first)) {
      return GitleaksJson.read(findings, name);
    }
    if (SarifReport.isReport(first)) {
      return SarifReport.read(first);
    }
    if (DetectSecretsBaseline.isBaseline(first)) {
      return DetectSecretsBaseline.read(first);
    }
    if (findings.stream().anyMatch(TrufflehogJson::isFinding)) {
      return TrufflehogJson.read(findings);
    }
    if (KingfisherJson.isReport(first)) {
      return KingfisherJson.read(findings);
    }
    throw new ForeignReportException(name + ": JSON, but not a report that weir knows");
  }
}
