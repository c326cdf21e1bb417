package dev.weir.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.adopt.ReportedSecret.Liveness;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads SARIF 2.1.0. gitleaks writes the secret as the snippet; what others write there may be the
 * whole line, so their results are known by their place.
 */
final class SarifReport {
  private static final Set<String> SECRET =
      Set.of("snippet", "contextregion", "message", "text", "markdown", "rendered");

  private SarifReport() {}

  static boolean isReport(JsonNode node) {
    return node.path("runs").isArray();
  }

  static ForeignReport read(JsonNode root) {
    ScannerName scanner = ScannerName.OTHER;
    List<ReportedSecret> secrets = new ArrayList<>();
    for (JsonNode run : root.path("runs")) {
      scanner = scanner(run.path("tool").path("driver").path("name").asText(""));
      for (JsonNode result : run.path("results")) {
        secrets.add(secret(scanner, result));
      }
    }
    return new ForeignReport(
        scanner, "a SARIF report of " + scanner.shown(), secrets, List.of(), List.of());
  }

  private static ScannerName scanner(String driver) {
    return switch (driver.toLowerCase(Locale.ROOT)) {
      case "weir" -> ScannerName.WEIR;
      case "gitleaks" -> ScannerName.GITLEAKS;
      case "trufflehog" -> ScannerName.TRUFFLEHOG;
      case "kingfisher" -> ScannerName.KINGFISHER;
      case "ggshield" -> ScannerName.GGSHIELD;
      case "detect-secrets" -> ScannerName.DETECT_SECRETS;
      default -> ScannerName.OTHER;
    };
  }

  private static ReportedSecret secret(ScannerName scanner, JsonNode result) {
    JsonNode place = result.path("locations").path(0).path("physicalLocation");
    JsonNode region = place.path("region");
    String shown = region.path("snippet").path("text").asText("");
    return new ReportedSecret(
        scanner,
        result.path("ruleId").asText(""),
        scanner == ScannerName.GITLEAKS ? JsonFields.clue(shown, "") : SecretClue.NONE,
        JsonFields.path(path(place.path("artifactLocation").path("uri").asText(""))),
        region.path("startLine").asInt(0),
        result.path("partialFingerprints").path("commitSha").asText(""),
        Liveness.UNKNOWN,
        result.path("suppressions").path(0).path("justification").asText(""),
        fields(result, region));
  }

  private static Map<String, String> fields(JsonNode result, JsonNode region) {
    Map<String, String> fields = JsonFields.flat(result, SECRET);
    fields.putAll(JsonFields.flat(region, SECRET));
    return fields;
  }

  private static String path(String uri) {
    String plain = uri.startsWith("file://") ? uri.substring("file://".length()) : uri;
    try {
      return URLDecoder.decode(plain.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return plain;
    }
  }
}
