package dev.weir.adopt;

import java.util.Map;

/**
 * A secret in a report, a baseline or an ignore file of any scanner.
 *
 * @param scanner the scanner that wrote it
 * @param ruleId the rule or the kind of secret, as that scanner calls it; may be empty
 * @param clue what is known of the secret's text
 * @param path the file, {@code /}-separated, as in the report; empty if the entry holds for all
 * @param line one-based, or 0 if it is not known
 * @param sha the commit, or empty
 * @param liveness what its provider said
 * @param reason why it is ignored, if the file says so; may be empty
 * @param fields what else the file tells about it, by the names of that file (nested names joined
 *     with dots); contains no secret
 */
public record ReportedSecret(
    ScannerName scanner,
    String ruleId,
    SecretClue clue,
    String path,
    int line,
    String sha,
    Liveness liveness,
    String reason,
    Map<String, String> fields) {

  public ReportedSecret {
    fields = Map.copyOf(fields);
  }

  /** Whether the secret opened something when it was reported. */
  public enum Liveness {
    UNKNOWN,
    LIVE,
    NOT_LIVE
  }

  /** Returns this secret with another path. */
  public ReportedSecret in(String other) {
    return new ReportedSecret(scanner, ruleId, clue, other, line, sha, liveness, reason, fields);
  }

  /** Returns the place as people write it: {@code FILE:LINE}, with the commit if it is known. */
  public String place() {
    String file = path.isEmpty() ? "any file" : path;
    String at = line == 0 ? file : file + ":" + line;
    return sha.isEmpty() ? at : at + " in commit " + sha;
  }

  /** Shows the rule and the place. */
  @Override
  public String toString() {
    return ruleId + " at " + place();
  }
}
