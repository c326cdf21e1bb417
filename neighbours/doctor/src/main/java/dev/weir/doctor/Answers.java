package dev.weir.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.doctor.Answer.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Formats the answers of all checks, as text and as JSON. */
public final class Answers {
  private static final int VERSION = 1;
  private static final int MOST_SHOWN = 20;

  private Answers() {}

  /** Returns the answers as text for people. */
  public static String text(List<Answer> answers) {
    StringBuilder text = new StringBuilder();
    for (Answer answer : answers) {
      text.append(String.format(Locale.ROOT, "%-12s %s: ", word(answer.status()), answer.id()));
      text.append(plain(answer.about())).append('\n');
      int shown = Math.min(MOST_SHOWN, answer.evidence().size());
      for (String line : answer.evidence().subList(0, shown)) {
        text.append(" ".repeat(15)).append(plain(line)).append('\n');
      }
      if (shown < answer.evidence().size()) {
        int more = answer.evidence().size() - shown;
        text.append(" ".repeat(15))
            .append("and ")
            .append(more)
            .append(" more; --json prints all\n");
      }
      if (!answer.fix().isEmpty()) {
        text.append(" ".repeat(13)).append("fix: ").append(plain(answer.fix())).append('\n');
      }
    }
    return text.toString();
  }

  /** Returns the answers as JSON. */
  public static String json(List<Answer> answers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeArrayFieldStart("checks");
      for (Answer answer : answers) {
        write(answer, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", answer.id());
    json.writeStringField("status", word(answer.status()).replace(' ', '-'));
    json.writeStringField("about", answer.about());
    json.writeArrayFieldStart("evidence");
    for (String line : answer.evidence()) {
      json.writeString(line);
    }
    json.writeEndArray();
    json.writeStringField("fix", answer.fix());
    json.writeEndObject();
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Replaces control characters: a file name may contain terminal escape codes. */
  private static String plain(String text) {
    return text.replace('\t', ' ').replaceAll("[\\p{Cntrl}]", "?");
  }
}
