package dev.weir.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weir.agent.AgentEventReader;
import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The events of each agent as its documentation shows them, and the answers as it documents them.
 *
 * <p>Each file has the address of the {@code page}, an {@code event}, the answer if nothing speaks
 * against it ({@code allowed}; null for no output), and the answer ({@code denied}, {@code
 * deniedExit}, {@code deniedError} for a message on standard error) if a token is at the place
 * {@code secretAt}. {@code others} are answers to other values. {@code REASON} stands for a reason
 * and {@code CWD} for the folder.
 */
class AgentEventsTest {
  private static final Path EVENTS = Path.of("src/test/resources/agents");
  private static final String TOKEN = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeFolder() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    Files.createDirectory(repository.resolve(".git"));
    Files.writeString(repository.resolve("file.txt"), "file content\n");
    Files.writeString(repository.resolve(".env"), "GITHUB_TOKEN=" + TOKEN + "\n");
    work = new Workspace(repository);
    work.set("HOME", folder.resolve("home").toString());
  }

  static Stream<Path> events() throws Exception {
    try (Stream<Path> files = Files.walk(EVENTS)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void isAnsweredAsDocumented(Path file) throws Exception {
    JsonNode recorded = JSON.readTree(file.toFile());
    assertThat(recorded.get("page").asText()).startsWith("https://");
    String agent = String.valueOf(file.getParent().getFileName());
    JsonNode event = recorded.get("event");

    assertAnswer(agent, event, recorded.get("allowed"), 0, false);
    if (!recorded.get("secretAt").asText().isEmpty()) {
      boolean isError = recorded.path("deniedError").asBoolean();
      JsonNode secret = with(event, recorded.get("secretAt").asText(), TOKEN);
      assertAnswer(
          agent, secret, recorded.get("denied"), recorded.get("deniedExit").asInt(), isError);
    }
    for (JsonNode other : recorded.path("others")) {
      JsonNode changed = with(event, other.get("at").asText(), other.get("value").asText());
      assertAnswer(agent, changed, other.get("answer"), 0, false);
    }
  }

  /** Without its name, too, the agent is told by the form of the event. */
  @Test
  void tellsTheAgentByTheForm() throws Exception {
    for (Path file : events().toList()) {
      byte[] event = JSON.writeValueAsBytes(JSON.readTree(file.toFile()).get("event"));
      assertThat(AgentEventReader.read(event, null).agent().word())
          .as(file.toString())
          .isEqualTo(String.valueOf(file.getParent().getFileName()));
    }
  }

  private void assertAnswer(
      String agent, JsonNode event, JsonNode expected, int exit, boolean isError) throws Exception {
    work.input(event.toString().replace("CWD", work.path("").toString()));
    int code = work.weir("agent-hook", agent);
    assertThat(code).as(work.err()).isEqualTo(exit);
    assertThat(work.out() + work.err()).doesNotContain(TOKEN).doesNotContain("internal error");
    assertThat(work.err().contains("weir: ")).as(work.err()).isEqualTo(isError);
    if (expected.isNull()) {
      assertThat(work.out()).isEmpty();
    } else if (expected.isTextual()) {
      assertThat(work.out()).contains("weir: ").endsWith("\n");
    } else {
      assertThat(work.out()).endsWith("}\n").doesNotContain("\n{");
      assertSame(expected, JSON.readTree(work.out()));
    }
  }

  private static void assertSame(JsonNode expected, JsonNode actual) {
    if (expected.isTextual() && expected.asText().startsWith("REASON")) {
      String rest = expected.asText().substring("REASON".length());
      assertThat(actual.asText()).startsWith("weir: ").contains(".").endsWith(rest);
    } else if (expected.isObject() && actual.isObject()) {
      assertThat(actual.fieldNames()).toIterable().containsExactlyElementsOf(names(expected));
      names(expected).forEach(name -> assertSame(expected.get(name), actual.get(name)));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode with(JsonNode event, String place, String value) {
    JsonNode copy = event.deepCopy();
    JsonPointer pointer = JsonPointer.compile(place);
    JsonNode parent = copy.at(pointer.head());
    if (parent instanceof ArrayNode list) {
      list.set(pointer.last().getMatchingIndex(), TextNode.valueOf(value));
    } else {
      ((ObjectNode) parent).put(pointer.last().getMatchingProperty(), value);
    }
    return copy;
  }

  @Test
  void allAgentsAreRecorded() throws Exception {
    for (String agent : List.of("claude-code", "cursor", "copilot", "gemini")) {
      assertThat(EVENTS.resolve(agent)).isNotEmptyDirectory();
    }
  }
}
