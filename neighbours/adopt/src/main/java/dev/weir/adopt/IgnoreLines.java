package dev.weir.adopt;

import dev.weir.adopt.ReportedSecret.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lists with one entry a line: {@code .gitleaksignore}, the files of truffleHog's {@code
 * --exclude-paths}, and {@code .gitallowed} of git-secrets. Comments begin with {@code #}.
 */
final class IgnoreLines {
  private static final Pattern FINGERPRINT =
      Pattern.compile("(?:(?<sha>[0-9a-f]{7,64}):)?(?<path>.+):(?<rule>[^:\\s]+):(?<line>[0-9]+)");

  /** A file, and for its lines at most "any number, any text". */
  private static final Pattern ABOUT_FILE =
      Pattern.compile("(?<path>\\^?[^:]+?)(?<rest>:(?:(?:\\.\\*|\\[0-9]\\+|\\\\d\\+):?)*)?");

  private IgnoreLines() {}

  static ForeignReport read(String text, String name) throws ForeignReportException {
    List<String> lines = text.lines().toList();
    List<ReportedSecret> secrets = new ArrayList<>();
    List<ReportedPaths> patterns = new ArrayList<>();
    ReportedPaths.Target target =
        name.endsWith(".gitallowed") ? ReportedPaths.Target.LINE : ReportedPaths.Target.PATH;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher fingerprint = FINGERPRINT.matcher(line);
      if (fingerprint.matches()) {
        secrets.add(secret(fingerprint));
      } else {
        patterns.addAll(patterns(target, line, i + 1));
      }
    }
    if (!secrets.isEmpty() && !patterns.isEmpty()) {
      throw new ForeignReportException(
          name
              + ":"
              + patterns.get(0).lineNumber()
              + ": not file:rule:line, as other lines of this file are");
    }
    if (!secrets.isEmpty()) {
      return new ForeignReport(
          ScannerName.GITLEAKS, "a .gitleaksignore file", secrets, List.of(), List.of());
    }
    boolean isAllowed = target == ReportedPaths.Target.LINE;
    return new ForeignReport(
        isAllowed ? ScannerName.GIT_SECRETS : ScannerName.TRUFFLEHOG,
        isAllowed ? "a .gitallowed file of git-secrets" : "a list of paths",
        List.of(),
        patterns,
        List.of());
  }

  /**
   * git-secrets compares a pattern with {@code FILE:NUMBER:LINE}. So one that begins with {@code ^}
   * is about the file, and any other one may fit the file or the line.
   */
  private static List<ReportedPaths> patterns(
      ReportedPaths.Target target, String line, int number) {
    if (target == ReportedPaths.Target.PATH) {
      return List.of(new ReportedPaths(target, line, line, number));
    }
    Matcher file = ABOUT_FILE.matcher(line);
    if (file.matches() && (line.startsWith("^") || file.group("rest") != null)) {
      String end = file.group("rest") == null ? "" : "$";
      return List.of(
          new ReportedPaths(ReportedPaths.Target.PATH, file.group("path") + end, line, number));
    }
    return List.of(
        new ReportedPaths(ReportedPaths.Target.LINE, line, line, number),
        new ReportedPaths(ReportedPaths.Target.PATH, line, line, number));
  }

  private static ReportedSecret secret(Matcher fingerprint) {
    String sha = fingerprint.group("sha");
    return new ReportedSecret(
        ScannerName.GITLEAKS,
        fingerprint.group("rule"),
        SecretClue.NONE,
        JsonFields.path(fingerprint.group("path")),
        lineNumber(fingerprint.group("line")),
        sha == null ? "" : sha,
        Liveness.UNKNOWN,
        "",
        Map.of());
  }

  /** A number that is too large is a line that no file has. */
  private static int lineNumber(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return Integer.MAX_VALUE;
    }
  }
}
