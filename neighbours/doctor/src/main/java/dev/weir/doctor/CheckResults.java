package dev.weir.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.core.text.ForeignText;
import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Formats the answers of all checks, as text and as JSON. */
public final class CheckResults {
  private static final int VERSION = 1;
  private static final int MOST_SHOWN = 20;

  private CheckResults() {}

  /** Returns the answers as text for people. */
  public static String text(List<CheckResult> results) {
    StringBuilder text = new StringBuilder();
    for (CheckResult result : results) {
      text.append(String.format(Locale.ROOT, "%-12s %s: ", word(result.status()), result.id()));
      text.append(ForeignText.line(result.about())).append('\n');
      int shown = Math.min(MOST_SHOWN, result.evidence().size());
      for (String line : result.evidence().subList(0, shown)) {
        text.append(" ".repeat(15)).append(shown(line)).append('\n');
      }
      if (shown < result.evidence().size()) {
        int more = result.evidence().size() - shown;
        text.append(" ".repeat(15))
            .append("and ")
            .append(more)
            .append(" more; --json prints all\n");
      }
      if (!result.fix().isEmpty()) {
        text.append(" ".repeat(13))
            .append("fix: ")
            .append(ForeignText.line(result.fix()))
            .append('\n');
      }
    }
    return text.toString();
  }

  /** Returns the answers as JSON. */
  public static String json(List<CheckResult> results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeArrayFieldStart("checks");
      for (CheckResult result : results) {
        write(result, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void write(CheckResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", result.id());
    json.writeStringField("status", word(result.status()).replace(' ', '-'));
    json.writeStringField("about", result.about());
    json.writeArrayFieldStart("evidence");
    for (String line : result.evidence()) {
      json.writeString(line);
    }
    json.writeEndArray();
    json.writeStringField("fix", result.fix());
    json.writeEndObject();
  }

  // git separates columns with tabs.
  private static String shown(String evidence) {
    return ForeignText.line(evidence.replace('\t', ' '));
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
