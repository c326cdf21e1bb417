package dev.weir.verify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps one kind of answer of a provider to a state.
 *
 * @param statuses the HTTP statuses, at least one
 * @param json a place in the JSON of the answer, or null if only the status counts
 * @param is the texts of which the place must contain one; if empty, any value except null counts
 * @param contains a text that must occur in the answer, or empty
 * @param reason a lower-case clause that explains the answer to a person, or empty
 */
record Answer(
    List<Integer> statuses,
    @Nullable JsonPointer json,
    List<String> is,
    String contains,
    Verdict.State means,
    String reason) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  Answer {
    statuses = List.copyOf(statuses);
    is = List.copyOf(is);
  }

  boolean isGivenBy(int status, String body) {
    return statuses.contains(status)
        && (json == null || holds(json, body))
        && (contains.isEmpty() || body.contains(contains));
  }

  private boolean holds(JsonPointer place, String body) {
    try {
      JsonNode node = MAPPER.readTree(body).at(place);
      return !node.isMissingNode()
          && !node.isNull()
          && (is.isEmpty() || (node.isValueNode() && is.contains(node.asText())));
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
