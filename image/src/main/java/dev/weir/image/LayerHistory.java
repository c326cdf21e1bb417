package dev.weir.image;

import dev.weir.core.json.JsonValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads from the configuration of an image which command made each layer, and when. */
final class LayerHistory {
  /** Longer commands are scripts, which no report needs to repeat for each finding. */
  private static final int LONGEST_COMMAND = 1_000;

  private final List<String> contents;
  private final List<JsonValue> steps = new ArrayList<>();

  /**
   * Reads the history.
   *
   * @param layers how many layers the image has. Steps that made no layer are left out; if the
   *     others are not as many as the layers, nobody knows which step made which
   */
  LayerHistory(JsonValue config, int layers) {
    List<String> ids = config.get("rootfs").get("diff_ids").texts();
    this.contents = ids.size() == layers ? ids : List.of();
    for (JsonValue step : config.get("history").elements()) {
      if (!step.get("empty_layer").text().equals("true")) {
        steps.add(step);
      }
    }
    if (steps.size() != layers) {
      steps.clear();
    }
  }

  Image.Layer layer(Image.Blob blob, int number) {
    Digest content = contents.isEmpty() ? null : Digest.of(contents.get(number));
    JsonValue step = steps.isEmpty() ? JsonValue.NONE : steps.get(number);
    String command = shortened(step.get("created_by").text());
    return new Image.Layer(blob, content, command, time(step.get("created").text()));
  }

  /** Returns a command, or, of a long one, its length: a part of it may end within a secret. */
  static String shortened(String command) {
    return command.length() > LONGEST_COMMAND
        ? "a command of " + command.length() + " characters"
        : command;
  }

  private static String time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return time.truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeParseException e) {
      return "";
    }
  }
}
