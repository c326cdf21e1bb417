package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the JUnit report of gitleaks, in which each finding is a failed test case. gitleaks leaves
 * times empty, omits the count of errors and adds its own attribute, so its report is invalid in
 * all common schemas. The strict dialect is valid in Jenkins' schema ({@code junit-10.xsd}).
 */
public final class JunitReporter implements Reporter {
  private final boolean strict;

  /**
   * @param strict false to write exactly what gitleaks writes
   */
  public JunitReporter(boolean strict) {
    this.strict = strict;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    long count = report.findings().size();
    String time = strict ? "0" : "";
    put(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\t<testsuite "
            + (strict ? "errors=\"0\" skipped=\"0\" " : "")
            + "failures=\""
            + count
            + "\" name=\""
            + (strict ? report.run().program() : "gitleaks")
            + "\" tests=\""
            + count
            + "\" time=\""
            + time
            + "\">");
    for (FindingStore.Stored stored : report.findings()) {
      testCase(stored.finding(), time, out);
    }
    put(out, (count == 0 ? "" : "\n\t") + "</testsuite>\n</testsuites>");
    out.flush();
  }

  private void testCase(Finding finding, String time, OutputStream out) throws IOException {
    String message = escape(message(finding));
    String description = escape(finding.description());
    put(
        out,
        "\n\t\t<testcase classname=\""
            + description
            + (strict ? "" : "\" file=\"" + escape(finding.path()))
            + "\" name=\""
            + message
            + "\" time=\""
            + time
            + "\">\n\t\t\t<failure message=\""
            + message
            + "\" type=\""
            + description
            + "\">"
            + escape(GoJson.finding(finding, "\t", 0, false))
            + "</failure>\n\t\t</testcase>");
  }

  private static String message(Finding finding) {
    String text =
        finding.ruleId()
            + " has detected a secret in file "
            + finding.path()
            + ", line "
            + finding.location().startLine();
    return finding.sha().isEmpty() ? text + "." : text + ", at commit " + finding.sha() + ".";
  }

  private static void put(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '\t' -> out.append("&#x9;");
                case '\n' -> out.append("&#xA;");
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
              }
            });
    return out.toString();
  }
}
