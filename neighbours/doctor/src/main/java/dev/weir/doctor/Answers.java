package dev.weir.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.doctor.Answer.Status;
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
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("version", VERSION);
    ArrayNode checks = root.putArray("checks");
    for (Answer answer : answers) {
      ObjectNode check = checks.addObject();
      check.put("id", answer.id());
      check.put("status", word(answer.status()).replace(' ', '-'));
      check.put("about", answer.about());
      ArrayNode evidence = check.putArray("evidence");
      answer.evidence().forEach(evidence::add);
      check.put("fix", answer.fix());
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  private static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Replaces control characters: a file name may contain terminal escape codes. */
  private static String plain(String text) {
    return text.replace('\t', ' ').replaceAll("[\\p{Cntrl}]", "?");
  }
}
