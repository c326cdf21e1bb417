package dev.weir.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The JUnit report of gitleaks: each finding is a test case that failed. */
public final class JunitReporter implements Reporter {
  @Override
  public void write(List<Rule> rules, List<Finding> findings, OutputStream out) throws IOException {
    int count = findings.size();
    put(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\t<testsuite failures=\""
            + count
            + "\" name=\"gitleaks\" tests=\""
            + count
            + "\" time=\"\">");
    for (Finding finding : findings) {
      String message = escape(message(finding));
      String description = escape(finding.description());
      put(
          out,
          "\n\t\t<testcase classname=\""
              + description
              + "\" file=\""
              + escape(finding.path())
              + "\" name=\""
              + message
              + "\" time=\"\">\n\t\t\t<failure message=\""
              + message
              + "\" type=\""
              + description
              + "\">"
              + escape(GoJson.finding(finding, "\t", 0))
              + "</failure>\n\t\t</testcase>");
    }
    put(out, (count == 0 ? "" : "\n\t") + "</testsuite>\n</testsuites>");
    out.flush();
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
