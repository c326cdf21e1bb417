package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.gotemplate.gostd.FloatText;
import dev.weir.gotemplate.gostd.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes JSON exactly as Go's encoder does: escapes, numbers and indentation. */
public final class GoJson {
  // Invalid UTF-8 was decoded to U+FFFD, which Go escapes.
  private static final String ESCAPED = JsonText.HTML + "\uFFFD";

  private final StringBuilder out = new StringBuilder();
  private final String indent;
  private int depth;
  private boolean first = true;

  /**
   * Creates an empty text.
   *
   * @param indent the indentation of each level, or empty to write everything on one line
   */
  public GoJson(String indent) {
    this.indent = indent;
  }

  /**
   * Returns the JSON object of a finding, without a newline at the end: what gitleaks writes.
   *
   * @param rated true to write the confidence as well, if the finding has one
   */
  static String finding(Finding finding, String indent, int depth, boolean rated) {
    GoJson json = new GoJson(indent);
    json.depth = depth;
    CommitInfo commit = finding.commit();
    json.open('{')
        .member("RuleID", finding.ruleId())
        .member("Description", finding.description())
        .member("StartLine", finding.location().startLine())
        .member("EndLine", finding.location().endLine())
        .member("StartColumn", finding.location().startColumn())
        .member("EndColumn", finding.location().endColumn())
        .member("Match", finding.match().text())
        .member("Secret", finding.secret().text())
        .member("File", finding.path())
        .member("SymlinkFile", finding.symlinkPath())
        .member("Commit", finding.sha());
    if (!finding.link().isEmpty()) {
      json.member("Link", finding.link());
    }
    json.name("Entropy");
    json.out.append(FloatText.of(finding.entropy(), 'f', -1, /* isSingle= */ true));
    json.member("Author", commit == null ? "" : commit.author())
        .member("Email", commit == null ? "" : commit.email())
        .member("Date", commit == null ? "" : commit.date())
        .member("Message", commit == null ? "" : commit.message())
        .name("Tags")
        .strings(finding.tags())
        .member("Fingerprint", finding.fingerprint().toString());
    if (rated && finding.confidence() != Confidence.UNKNOWN) {
      json.member("Confidence", finding.confidence().word());
    }
    return json.close('}').toString();
  }

  public GoJson open(char bracket) {
    out.append(bracket);
    depth++;
    first = true;
    return this;
  }

  public GoJson close(char bracket) {
    depth--;
    if (!first) {
      newline();
    }
    out.append(bracket);
    first = false;
    return this;
  }

  /** Starts an element of an array, or a member of an object. */
  public GoJson next() {
    if (!first) {
      out.append(',');
    }
    first = false;
    newline();
    return this;
  }

  public GoJson name(String name) {
    next();
    string(name);
    out.append(indent.isEmpty() ? ":" : ": ");
    return this;
  }

  public GoJson member(String name, String value) {
    name(name);
    string(value);
    return this;
  }

  public GoJson member(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  public GoJson member(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  public GoJson strings(List<String> values) {
    open('[');
    for (String value : values) {
      next();
      string(value);
    }
    return close(']');
  }

  private void newline() {
    if (indent.isEmpty()) {
      return;
    }
    out.append('\n').append(indent.repeat(depth));
  }

  private void string(String text) {
    JsonText.append(out, text, ESCAPED);
  }

  /** Writes the text so far to a stream and clears it. */
  public void drainTo(OutputStream to) throws IOException {
    to.write(out.toString().getBytes(UTF_8));
    out.setLength(0);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
