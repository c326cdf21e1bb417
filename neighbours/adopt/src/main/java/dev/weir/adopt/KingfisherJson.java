package dev.weir.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.adopt.ReportedSecret.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the output of {@code kingfisher scan --format json} and {@code jsonl}: an object with the
 * key {@code findings}, or one finding a line.
 */
final class KingfisherJson {
  private static final Set<String> SECRET =
      Set.of("snippet", "response", "validate_command", "revoke_command", "dependent_captures");

  private KingfisherJson() {}

  static boolean isReport(JsonNode node) {
    return isFinding(node) || (node.path("findings").isArray() && !node.has("runs"));
  }

  private static boolean isFinding(JsonNode node) {
    return node.path("rule").isObject() && node.path("finding").isObject();
  }

  static ForeignReport read(List<JsonNode> roots) {
    List<ReportedSecret> secrets = new ArrayList<>();
    for (JsonNode root : roots) {
      if (isFinding(root)) {
        secrets.add(secret(root));
      }
      for (JsonNode finding : root.path("findings")) {
        if (isFinding(finding)) {
          secrets.add(secret(finding));
        }
      }
    }
    return new ForeignReport(
        ScannerName.KINGFISHER, "a JSON report of kingfisher", secrets, List.of(), List.of());
  }

  private static ReportedSecret secret(JsonNode node) {
    JsonNode finding = node.path("finding");
    JsonNode git = finding.path("git_metadata");
    String inGit = git.path("file").path("path").asText("");
    String snippet = finding.path("snippet").asText("");
    boolean isMasked = snippet.isEmpty() || snippet.startsWith("[REDACTED:");
    String status = finding.path("validation").path("status").asText("").toLowerCase(Locale.ROOT);
    return new ReportedSecret(
        ScannerName.KINGFISHER,
        node.path("rule").path("id").asText(node.path("rule").path("name").asText("")),
        isMasked
            ? SecretClue.NONE
            : new SecretClue.Plain(JsonFields.content(snippet), JsonFields.content("")),
        JsonFields.path(inGit.isEmpty() ? finding.path("path").asText("") : inGit),
        finding.path("line").asInt(0),
        git.path("commit").path("id").asText(""),
        liveness(status),
        "",
        JsonFields.flat(node, SECRET));
  }

  private static Liveness liveness(String status) {
    return switch (status) {
      case "active credential" -> Liveness.LIVE;
      case "inactive credential" -> Liveness.NOT_LIVE;
      default -> Liveness.UNKNOWN;
    };
  }
}
