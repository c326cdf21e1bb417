package dev.weir.ci;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables of GitHub Actions and its event file, which holds the payload of a webhook.
 * Sources: docs.github.com/actions/reference/workflows-and-actions/variables and
 * docs.github.com/webhooks/webhook-events-and-payloads.
 */
final class GithubRun {
  /** Readers differ about which of two members of one name counts, so there may be only one. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private GithubRun() {}

  static void read(Variables all, byte @Nullable [] eventFile, RunDraft run) {
    String name = all.first("GITHUB_EVENT_NAME");
    JsonNode event = parse(eventFile);
    run.branch = Variables.shortName(all.first("GITHUB_REF"));
    run.defaultBranch = event.at("/repository/default_branch").asText();
    run.head = all.first("GITHUB_SHA");
    switch (name) {
      case "push" -> {
        run.event = Variables.isTag(all.first("GITHUB_REF")) ? CiEvent.TAG : CiEvent.PUSH;
        run.before = text(event, "/before");
        if (run.event == CiEvent.TAG) {
          run.tagged = text(event, "/after");
        }
      }
      case "pull_request", "pull_request_target", "pull_request_review" -> {
        run.event = CiEvent.PULL_REQUEST;
        run.branch = all.first("GITHUB_HEAD_REF");
        run.target = all.first("GITHUB_BASE_REF");
        run.head = text(event, "/pull_request/head/sha");
        run.addBase(text(event, "/pull_request/base/sha"));
      }
      case "merge_group" -> {
        run.event = CiEvent.PULL_REQUEST;
        run.target = Variables.shortName(event.at("/merge_group/base_ref").asText());
        run.head = text(event, "/merge_group/head_sha");
        run.addBase(text(event, "/merge_group/base_sha"));
      }
      case "schedule" -> run.event = CiEvent.SCHEDULE;
      case "release", "create" ->
          run.event = Variables.isTag(all.first("GITHUB_REF")) ? CiEvent.TAG : CiEvent.MANUAL;
      default -> run.event = CiEvent.MANUAL;
    }
  }

  private static JsonNode parse(byte @Nullable [] file) {
    try {
      return JSON.readTree(file == null ? new byte[0] : file);
    } catch (IOException e) {
      // The reason would quote the file.
      throw new CiException(
          "the event file that GITHUB_EVENT_PATH names is not valid JSON, one object whose names differ");
    }
  }

  private static String text(JsonNode event, String place) {
    JsonNode value = event.at(place);
    if (!value.isTextual()) {
      throw new CiException(
          "the event file that GITHUB_EVENT_PATH names has no " + place.substring(1));
    }
    return value.asText();
  }
}
