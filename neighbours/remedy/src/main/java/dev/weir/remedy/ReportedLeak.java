package dev.weir.remedy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weir.core.regex.Regex;
import dev.weir.core.rule.Rule;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A finding in a JSON report of gitleaks or weir.
 *
 * @param path the file, as in the report
 * @param sha the commit, or empty
 * @param date when the commit was authored, as in the report; may be empty
 * @param startLine the one-based line
 * @param startColumn the one-based column
 */
public record ReportedLeak(
    String ruleId,
    String description,
    String path,
    String sha,
    String date,
    int startLine,
    int startColumn,
    String match,
    String secret,
    List<String> tags) {
  private static final String WHOLLY_MASKED = "REDACTED";
  private static final String MASK_END = "...";

  /**
   * Reads a report.
   *
   * @param name the name of the file, for messages
   * @throws RemedyException if the file is not a report
   * @throws SourceException if it holds nothing, not even an empty list
   */
  public static List<ReportedLeak> read(byte[] json, String name) throws RemedyException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JacksonException e) {
      // The parser's message quotes the text, which may contain a secret.
      throw new RemedyException(
          name
              + ":"
              + line(e)
              + ": this is not JSON; write a report with weir git -f json -r FILE");
    } catch (IOException e) {
      throw new RemedyException(name + ": cannot be read");
    }
    if (root.isNull()) {
      throw new SourceException(name + " holds null, not a list of findings, so nothing was read");
    }
    if (!root.isArray()) {
      throw new RemedyException(
          name
              + ": this is not a JSON report, which is a list of findings; write one with -f json");
    }
    List<ReportedLeak> leaks = new ArrayList<>();
    for (JsonNode node : root) {
      leaks.add(leak(node, name, leaks.size() + 1));
    }
    return leaks;
  }

  private static int line(JacksonException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private static ReportedLeak leak(JsonNode node, String name, int number) throws RemedyException {
    if (!node.isObject()
        || text(node, "RuleID").isEmpty()
        || (text(node, "Secret").isEmpty() && text(node, "File").isEmpty())) {
      throw new RemedyException(
          name
              + ": element "
              + number
              + " is not a finding: it has no RuleID, or neither Secret nor File");
    }
    return new ReportedLeak(
        text(node, "RuleID"),
        text(node, "Description"),
        text(node, "File"),
        text(node, "Commit"),
        text(node, "Date"),
        node.path("StartLine").asInt(0),
        node.path("StartColumn").asInt(0),
        text(node, "Match"),
        text(node, "Secret"),
        tags(node));
  }

  private static List<String> tags(JsonNode node) {
    List<String> tags = new ArrayList<>();
    for (JsonNode tag : field(node, "Tags")) {
      tags.add(tag.asText(""));
    }
    return tags;
  }

  // The case of keys does not matter, as in gitleaks.
  private static JsonNode field(JsonNode node, String key) {
    if (node.has(key)) {
      return node.path(key);
    }
    for (var field : node.properties()) {
      if (field.getKey().toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT))) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  private static String text(JsonNode node, String key) {
    return field(node, key).asText("");
  }

  /**
   * Returns true if the report does not contain the secret: it was masked, or it contains bytes
   * that JSON cannot represent.
   */
  public boolean isMasked() {
    return secret.isEmpty()
        || secret.equals(WHOLLY_MASKED)
        || secret.endsWith(MASK_END)
        || secret.indexOf('\uFFFD') >= 0;
  }

  /** Returns true if the rule would find this, so that what is known about the rule applies. */
  boolean isOf(Rule rule, Content value) {
    Regex regex = rule.regex();
    return regex == null
        || isMasked()
        || regex.isFoundIn(Content.of(match))
        || regex.isFoundIn(value);
  }

  /** Returns the place, which messages may contain. */
  public String place() {
    String where = path.isEmpty() ? "standard input" : path + ":" + startLine;
    return sha.isEmpty() ? where : where + " of commit " + sha;
  }

  @Override
  public String toString() {
    return ruleId + " at " + place();
  }
}
