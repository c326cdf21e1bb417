package dev.weir.adopt;

import dev.weir.adopt.ReportedSecret.Liveness;
import dev.weir.core.text.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of ggshield, {@code .gitguardian.yaml}: version 2, and the older form
 * without a version. Its keys may have dashes or underscores.
 */
final class GitguardianYaml {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private final List<ReportedSecret> secrets = new ArrayList<>();
  private final List<ReportedPaths> paths = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private GitguardianYaml() {}

  /** Returns true if the file has a key of such a configuration. */
  static boolean isConfiguration(Map<?, ?> root) {
    Map<String, Object> keys = keys(root);
    Map<String, Object> secret = keys(keys.get("secret"));
    return keys.containsKey("matches_ignore")
        || keys.containsKey("paths_ignore")
        || secret.containsKey("ignored_matches")
        || secret.containsKey("ignored_match_patterns")
        || secret.containsKey("ignored_paths")
        || secret.containsKey("ignored_detectors");
  }

  static ForeignReport read(Map<?, ?> root) {
    GitguardianYaml reading = new GitguardianYaml();
    Map<String, Object> keys = keys(root);
    Map<String, Object> secret = keys(keys.get("secret"));
    reading.matches(keys.get("matches_ignore"));
    reading.matches(secret.get("ignored_matches"));
    reading.paths(keys.get("paths_ignore"));
    reading.paths(secret.get("ignored_paths"));
    for (Object pattern : list(secret.get("ignored_match_patterns"))) {
      String regex = String.valueOf(pattern);
      reading.paths.add(new ReportedPaths(ReportedPaths.Target.SECRET, regex, regex, 0));
    }
    for (Object detector : list(secret.get("ignored_detectors"))) {
      reading.notes.add("the detector " + detector + " is switched off, which has no equivalent");
    }
    return new ForeignReport(
        ScannerName.GGSHIELD,
        "a configuration of ggshield",
        reading.secrets,
        reading.paths,
        reading.notes);
  }

  private void matches(@Nullable Object matches) {
    for (Object each : list(matches)) {
      Map<String, Object> keys = keys(each);
      Object match = each instanceof Map ? keys.get("match") : each;
      String name = String.valueOf(keys.getOrDefault("name", ""));
      if (match != null) {
        match(String.valueOf(match), name.equals("null") ? "" : name);
      }
    }
  }

  private void match(String written, String name) {
    SecretClue clue =
        SHA256.matcher(written).matches()
            ? new SecretClue.Hashed("SHA-256", written.toLowerCase(Locale.ROOT))
            : new SecretClue.Plain(Content.of(written), Content.empty());
    secrets.add(
        new ReportedSecret(
            ScannerName.GGSHIELD, "", clue, "", 0, "", Liveness.UNKNOWN, name, Map.of()));
  }

  private void paths(@Nullable Object globs) {
    for (Object each : list(globs)) {
      String glob = String.valueOf(each);
      paths.add(new ReportedPaths(ReportedPaths.Target.PATH, regex(glob), glob, 0));
    }
  }

  /**
   * Returns a glob as a pattern. A star stands for one part of a path, two for any number of them;
   * a glob that does not begin with a slash may begin at any folder.
   */
  static String regex(String glob) {
    boolean isAtTop = glob.startsWith("/");
    String rest = isAtTop ? glob.substring(1) : glob;
    StringBuilder regex = new StringBuilder(isAtTop ? "^" : "(?:^|/)");
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (rest.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 2;
      } else if (c == '*') {
        regex.append("[^/]+");
      } else {
        regex.append("\\.^$+?{}()[]|".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
      }
    }
    return regex.append(rest.endsWith("/") ? "" : "$").toString();
  }

  private static Map<String, Object> keys(@Nullable Object map) {
    Map<String, Object> keys = new TreeMap<>();
    if (map instanceof Map<?, ?> given) {
      given.forEach((key, value) -> keys.put(String.valueOf(key).replace('-', '_'), value));
    }
    return keys;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> given ? given : List.of();
  }
}
