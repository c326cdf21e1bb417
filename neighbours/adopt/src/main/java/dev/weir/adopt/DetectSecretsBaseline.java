package dev.weir.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.adopt.ReportedSecret.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code .secrets.baseline} of detect-secrets, and the output of its {@code scan}: for each
 * file, the SHA-1 of each secret.
 */
final class DetectSecretsBaseline {
  private static final String SHA1 = "SHA-1";

  private DetectSecretsBaseline() {}

  static boolean isBaseline(JsonNode node) {
    return node.path("results").isObject()
        && (node.has("plugins_used") || node.has("generated_at"));
  }

  static ForeignReport read(JsonNode root) {
    List<ReportedSecret> secrets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : root.path("results").properties()) {
      for (JsonNode secret : file.getValue()) {
        secrets.add(secret(JsonFields.path(file.getKey()), secret));
      }
    }
    return new ForeignReport(
        ScannerName.DETECT_SECRETS,
        "a baseline of detect-secrets",
        secrets,
        paths(root),
        List.of());
  }

  private static ReportedSecret secret(String path, JsonNode node) {
    String digits = node.path("hashed_secret").asText("").toLowerCase(Locale.ROOT);
    return new ReportedSecret(
        ScannerName.DETECT_SECRETS,
        node.path("type").asText(""),
        digits.isEmpty() ? SecretClue.NONE : new SecretClue.Hashed(SHA1, digits),
        path,
        node.path("line_number").asInt(0),
        "",
        node.path("is_verified").asBoolean() ? Liveness.LIVE : Liveness.UNKNOWN,
        "",
        JsonFields.flat(node, Set.of()));
  }

  /** Returns what the filters leave out, which a baseline records with their settings. */
  private static List<ReportedPaths> paths(JsonNode root) {
    List<ReportedPaths> paths = new ArrayList<>();
    for (JsonNode filter : root.path("filters_used")) {
      ReportedPaths.Target target =
          switch (filter.path("path").asText("")) {
            case "detect_secrets.filters.regex.should_exclude_file" -> ReportedPaths.Target.PATH;
            case "detect_secrets.filters.regex.should_exclude_line" -> ReportedPaths.Target.LINE;
            case "detect_secrets.filters.regex.should_exclude_secret" ->
                ReportedPaths.Target.SECRET;
            default -> null;
          };
      if (target != null) {
        add(filter.path("pattern"), target, paths);
      }
    }
    JsonNode older = root.path("exclude");
    add(older.path("files"), ReportedPaths.Target.PATH, paths);
    add(older.path("lines"), ReportedPaths.Target.LINE, paths);
    return paths;
  }

  private static void add(JsonNode pattern, ReportedPaths.Target to, List<ReportedPaths> paths) {
    if (pattern.isTextual() && !pattern.asText().isEmpty()) {
      paths.add(new ReportedPaths(to, pattern.asText(), pattern.asText(), 0));
    }
    for (JsonNode each : pattern) {
      add(each, to, paths);
    }
  }
}
