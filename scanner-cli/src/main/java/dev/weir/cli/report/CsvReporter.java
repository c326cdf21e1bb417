package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the CSV report of gitleaks. */
public final class CsvReporter implements Reporter {
  private static final String HEADER =
      "RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,EndLine,StartColumn,EndColumn,Author,"
          + "Message,Date,Email,Fingerprint,Tags";

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    if (report.findings().size() > 0) {
      // gitleaks: the first finding decides whether there is a column for links
      boolean links = !report.findings().get(0).finding().link().isEmpty();
      out.write((HEADER + (links ? ",Link\n" : "\n")).getBytes(UTF_8));
      for (FindingStore.Stored stored : report.findings()) {
        row(stored.finding(), links, out);
      }
    }
    out.flush();
  }

  private static void row(Finding finding, boolean links, OutputStream out) throws IOException {
    CommitInfo commit = finding.commit();
    field(finding.ruleId(), out);
    next(finding.sha(), out);
    next(finding.path(), out);
    next(finding.symlinkPath(), out);
    next(finding.secret(), out);
    next(finding.match(), out);
    next(String.valueOf(finding.location().startLine()), out);
    next(String.valueOf(finding.location().endLine()), out);
    next(String.valueOf(finding.location().startColumn()), out);
    next(String.valueOf(finding.location().endColumn()), out);
    next(commit == null ? "" : commit.author(), out);
    next(commit == null ? "" : commit.message(), out);
    next(commit == null ? "" : commit.date(), out);
    next(commit == null ? "" : commit.email(), out);
    next(finding.fingerprint().toString(), out);
    next(String.join(" ", finding.tags()), out);
    if (links) {
      next(finding.link(), out);
    }
    out.write('\n');
  }

  private static void next(String text, OutputStream out) throws IOException {
    out.write(',');
    field(text, out);
  }

  private static void next(Content text, OutputStream out) throws IOException {
    out.write(',');
    field(text, out);
  }

  private static void field(String text, OutputStream out) throws IOException {
    field(Content.of(text), out);
  }

  private static void field(Content content, OutputStream out) throws IOException {
    if (!needsQuotes(content)) {
      out.write(content.bytes());
      return;
    }
    out.write('"');
    for (byte b : content.bytes()) {
      if (b == '"') {
        out.write('"');
      }
      out.write(b);
    }
    out.write('"');
  }

  private static boolean needsQuotes(Content content) {
    if (content.isEmpty()) {
      return false;
    }
    for (byte b : content.bytes()) {
      if (b == ',' || b == '"' || b == '\r' || b == '\n') {
        return true;
      }
    }
    String text = content.text();
    int first = text.codePointAt(0);
    return text.equals("\\.")
        || Character.isSpaceChar(first)
        || (first >= '\t' && first <= '\r')
        || first == 0x85;
  }
}
