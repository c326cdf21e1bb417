package dev.weir.core.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, by how they begin and end and what reports of findings hold, the files that weir and
 * gitleaks write. A report in the folder that is scanned would be found again in the next one.
 */
public final class OwnFile {
  private static final int HEAD = 1_024;
  private static final int TAIL = 64;
  private static final String JSON = "a JSON report";
  private static final String JSON_LINES = "a JSON Lines report";
  private static final String CSV = "a CSV report";

  /** How a file begins and ends, without white space, and what it holds near its beginning. */
  private record Form(String kind, String start, String inside, String end) {}

  private static final Form[] FORMS = {
    new Form(JSON, "[{\"RuleID\":\"", "\"StartLine\":", "}]"),
    new Form(JSON, "[{\"Description\":\"", "\"StartLine\":", "}]"),
    new Form(JSON_LINES, "{\"RuleID\":\"", "\"StartLine\":", "}"),
    new Form(CSV, "RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,", "", ""),
    new Form("a JUnit report", "<?xmlversion=\"1.0\"", "name=\"gitleaks\"tests=", "</testsuites>"),
    new Form("a JUnit report", "<?xmlversion=\"1.0\"", "name=\"weir\"tests=", "</testsuites>"),
    new Form("a SARIF report", "{\"$schema\":\"", "{\"driver\":{\"name\":\"gitleaks\"", "]}"),
    new Form("a SARIF report", "{\"$schema\":\"", "{\"driver\":{\"name\":\"weir\"", "]}"),
    new Form("a GitLab report", "{\"version\":\"", "{\"analyzer\":{\"id\":\"weir\"", "]}"),
    new Form("an HTML report", "<!DOCTYPEhtml>", "<title>Secretsfoundbyweir</title>", "</html>"),
    new Form("a coverage report", "{\"program\":\"weir\",\"version\":\"", "\"start\":\"", "]}"),
    new Form("a file of known values", "weirknownvalues", "", ""),
  };

  private OwnFile() {}

  /** Returns what the file is, such as {@code a JSON report}, or null if it is none of these. */
  public static @Nullable String kind(SeekableByteChannel file) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    file.position(0);
    file.read(first);
    if ("[{R<w".indexOf(first.array()[0]) < 0) {
      return null;
    }
    String head = text(file, 0, HEAD);
    for (Form form : FORMS) {
      if (head.startsWith(form.start) && head.contains(form.inside)) {
        String tail = text(file, Math.max(0, file.size() - TAIL), TAIL);
        if (tail.endsWith(form.end) && holdsNothingElse(form, file)) {
          return form.kind;
        }
      }
    }
    return null;
  }

  private static boolean holdsNothingElse(Form form, SeekableByteChannel file) throws IOException {
    file.position(0);
    return switch (form.kind) {
      case JSON, JSON_LINES -> FindingReport.isJson(Channels.newInputStream(file));
      case CSV -> FindingReport.isCsv(Channels.newInputStream(file));
      default -> true;
    };
  }

  private static String text(SeekableByteChannel file, long from, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    file.position(from);
    while (bytes.hasRemaining() && file.read(bytes) >= 0) {
      // The rest comes with the next call.
    }
    StringBuilder text = new StringBuilder(bytes.position());
    for (char c : new String(bytes.array(), 0, bytes.position(), ISO_8859_1).toCharArray()) {
      if (c > ' ') {
        text.append(c);
      }
    }
    return text.toString();
  }
}
