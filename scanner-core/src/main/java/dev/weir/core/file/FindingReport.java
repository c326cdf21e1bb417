package dev.weir.core.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Checks that a file is a report from its first byte to its last, so that nothing else hides in it.
 */
final class FindingReport {
  private static final Set<String> FIELDS =
      Set.of(
          "RuleID",
          "Description",
          "StartLine",
          "EndLine",
          "StartColumn",
          "EndColumn",
          "Match",
          "Secret",
          "File",
          "SymlinkFile",
          "Commit",
          "Link",
          "Entropy",
          "Author",
          "Email",
          "Date",
          "Message",
          "Tags",
          "Fingerprint",
          "Confidence");
  private static final String COLUMNS =
      "RuleID,Commit,File,SymlinkFile,Secret,Match,StartLine,EndLine,StartColumn,EndColumn,Author,"
          + "Message,Date,Email,Fingerprint,Tags";
  private static final int START_LINE = 6;
  private static final int END_COLUMN = 9;
  private static final int MOST_HEADER = 1_024;

  private final InputStream in;
  private int next;

  private FindingReport(InputStream in) throws IOException {
    this.in = in;
    this.next = in.read();
  }

  /** Returns true for one array of findings, or for findings one after the other. */
  static boolean isJson(InputStream in) throws IOException {
    JsonFactory factory = new JsonFactory().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    try (JsonParser parser = factory.createParser(in)) {
      boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
      JsonToken token = isArray ? parser.nextToken() : parser.currentToken();
      while (token == JsonToken.START_OBJECT) {
        if (!isFinding(parser)) {
          return false;
        }
        token = parser.nextToken();
      }
      return isArray ? token == JsonToken.END_ARRAY && parser.nextToken() == null : token == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean isFinding(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean isKnown = FIELDS.contains(name);
      JsonToken value = parser.nextToken();
      if (name.equals("Tags") && value == JsonToken.START_ARRAY) {
        do {
          value = parser.nextToken();
        } while (value == JsonToken.VALUE_STRING);
        isKnown = value == JsonToken.END_ARRAY;
      } else {
        isKnown &= value.isScalarValue();
      }
      if (!isKnown) {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  /** Returns true for a header and rows with as many fields, of which some are numbers. */
  static boolean isCsv(InputStream in) throws IOException {
    FindingReport report = new FindingReport(new BufferedInputStream(in));
    StringBuilder header = new StringBuilder();
    while (report.next >= 0 && report.next != '\n' && header.length() < MOST_HEADER) {
      header.append((char) report.take());
    }
    String columns = header.toString().stripTrailing();
    if (!columns.equals(COLUMNS) && !columns.equals(COLUMNS + ",Link")) {
      return false;
    }
    report.take();
    int count = columns.split(",", -1).length;
    while (report.next >= 0) {
      if (!report.isRow(count)) {
        return false;
      }
    }
    return true;
  }

  private boolean isRow(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      boolean isNumber = i >= START_LINE && i <= END_COLUMN;
      boolean isField = (next == '"' && !isNumber) ? isQuoted() : isPlain(isNumber);
      if (!isField || (i < count - 1 && take() != ',')) {
        return false;
      }
    }
    if (next == '\r') {
      take();
    }
    return next < 0 || take() == '\n';
  }

  private boolean isQuoted() throws IOException {
    take();
    while (next >= 0) {
      if (take() == '"') {
        if (next != '"') {
          return true;
        }
        take();
      }
    }
    return false;
  }

  private boolean isPlain(boolean isNumber) throws IOException {
    boolean isRight = !isNumber || (next >= '0' && next <= '9');
    while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
      int c = take();
      isRight &= isNumber ? c >= '0' && c <= '9' : c != '"';
    }
    return isRight;
  }

  private int take() throws IOException {
    int taken = next;
    next = in.read();
    return taken;
  }
}
