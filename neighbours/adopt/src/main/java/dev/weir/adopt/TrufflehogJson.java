package dev.weir.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.adopt.ReportedSecret.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the output of {@code trufflehog --json}: one object a line (truffleHog 3). */
final class TrufflehogJson {
  private static final Set<String> SECRET =
      Set.of("raw", "rawv2", "redacted", "extradata", "structureddata");

  private TrufflehogJson() {}

  static boolean isFinding(JsonNode node) {
    return node.path("SourceMetadata").isObject() && node.has("DetectorName") && node.has("Raw");
  }

  static ForeignReport read(List<JsonNode> findings) {
    List<ReportedSecret> secrets = new ArrayList<>();
    for (JsonNode finding : findings) {
      // Log lines of the program may be among its results.
      if (isFinding(finding)) {
        secrets.add(secret(finding));
      }
    }
    return new ForeignReport(
        ScannerName.TRUFFLEHOG, "a JSON report of truffleHog", secrets, List.of(), List.of());
  }

  private static ReportedSecret secret(JsonNode finding) {
    JsonNode place = place(finding);
    String raw = JsonFields.text(finding, "Raw");
    SecretClue clue =
        raw.isEmpty()
            ? SecretClue.NONE
            : new SecretClue.Plain(
                JsonFields.content(raw), JsonFields.content(JsonFields.text(finding, "RawV2")));
    return new ReportedSecret(
        ScannerName.TRUFFLEHOG,
        finding.path("DetectorName").asText(""),
        clue,
        JsonFields.path(place.path("file").asText("")),
        place.path("line").asInt(0),
        place.path("commit").asText(""),
        finding.path("Verified").asBoolean() ? Liveness.LIVE : Liveness.UNKNOWN,
        "",
        JsonFields.flat(finding, SECRET));
  }

  /** Returns the data of the one source that the finding has: Git, Filesystem and others. */
  private static JsonNode place(JsonNode finding) {
    JsonNode data = finding.path("SourceMetadata").path("Data");
    for (JsonNode source : data) {
      if (source.isObject()) {
        return source;
      }
    }
    return data;
  }
}
