package dev.weir.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentSettingsTest {
  /** Settings of others, in many spellings. */
  private static final List<String> TEXTS =
      List.of(
          "{}",
          "{}\n",
          "{ }",
          "{\n  \"model\": \"opus\"\n}\n",
          "{\"model\":\"opus\"}",
          "{\n\t\"hooks\": {\n\t\t\"Stop\": [{\"hooks\": [{\"command\": \"x\"}]}]\n\t}\n}\n",
          "{\n  // mine\n  \"a\": [1, 2.50, null, \"}\"], /* { */\n  \"b\": {}\n}\n",
          "{\n  \"a\": 1, // the last one\n}\n",
          "{\n  \"a\": 1 // no comma, here\n}\n",
          "{\"version\": 1, \"hooks\": {\"preToolUse\": [{\"command\": \"./x.sh\", \"matcher\": \"Shell\"}]}}",
          "{\"hooks\": {\"PreToolUse\": [\n  {\"matcher\": \"Bash\", \"hooks\": [{\"type\": \"command\","
              + " \"command\": \"a\"}, {\"type\": \"command\", \"command\": \"b\"}]}\n]}, \"z\": 1}",
          "{\"hooks\": {\"BeforeTool\": [{\"hooks\": [{\"name\": \"x\", \"command\": \"y\"}]}],"
              + " \"disabled\": [\"x\"]}}");

  @ParameterizedTest
  @EnumSource(Agent.class)
  void uninstallRestoresWhatInstallChanged(Agent agent) throws Exception {
    AgentSettings settings = new AgentSettings(agent);
    for (String text : TEXTS) {
      String installed = settings.installed(text, "weir");
      assertThat(settings.state(installed).missing()).as(text).isEmpty();
      assertThat(settings.state(installed).programs()).containsExactly("weir");
      assertThat(settings.installed(installed, "weir")).as("again").isEqualTo(installed);
      String removed = settings.uninstalled(installed).replace("\"version\": 1", "");
      assertThat(removed.replaceAll("[\\s,]", ""))
          .isEqualTo(text.replace("\"version\": 1", "").replaceAll("[\\s,]", ""));
    }
  }

  @ParameterizedTest
  @EnumSource(Agent.class)
  void anotherPlaceOfTheProgramReplacesTheFirst(Agent agent) throws Exception {
    AgentSettings settings = new AgentSettings(agent);
    String first = settings.installed("", "'/old place/weir'");
    String second = settings.installed(first, "/new/weir");
    assertThat(second).isEqualTo(settings.installed("", "/new/weir")).doesNotContain("old place");
    assertThat(settings.state(first).programs()).containsExactly("'/old place/weir'");
  }

  @Test
  void onlyWeirsHandlerLeavesAGroup() throws Exception {
    AgentSettings settings = new AgentSettings(Agent.CLAUDE_CODE);
    String text =
        "{\"hooks\": {\"PreToolUse\": [{\"hooks\": [{\"command\": \"a\"}, {\"command\": \"weir"
            + " agent-hook claude-code\"}, {\"command\": \"my-agent-hook claude\"}]}]}}";
    assertThat(settings.uninstalled(text))
        .isEqualTo(
            "{\"hooks\": {\"PreToolUse\": [{\"hooks\": [{\"command\": \"a\"}, {\"command\":"
                + " \"my-agent-hook claude\"}]}]}}");
    assertThat(settings.state(text).missing()).containsExactly("UserPromptSubmit", "PostToolUse");
  }

  @Test
  void whatIsNoSettingsStaysAsItIs() {
    AgentSettings settings = new AgentSettings(Agent.CLAUDE_CODE);
    for (String text :
        List.of("[]", "{", "x", "{} {}", "{\"hooks\": []}", "{\"hooks\": {\"PreToolUse\": {}}}")) {
      assertThatThrownBy(() -> settings.installed(text, "weir"))
          .as(text)
          .isInstanceOf(AgentInputException.class);
    }
  }

  @Test
  void seesWhatSwitchesHooksOff() throws Exception {
    AgentSettings gemini = new AgentSettings(Agent.GEMINI);
    assertThat(gemini.state("{\"hooks\": {\"disabled\": [\"weir\"]}}").switchedOff())
        .isEqualTo("hooks.disabled");
    assertThat(gemini.state("{\"hooksConfig\": {\"enabled\": false}}").switchedOff())
        .isEqualTo("hooksConfig.enabled");
    AgentSettings claude = new AgentSettings(Agent.CLAUDE_CODE);
    assertThat(claude.state("{\"disableAllHooks\": true}").switchedOff())
        .isEqualTo("disableAllHooks");
    assertThat(claude.state("{\"disableAllHooks\": false}").switchedOff()).isEmpty();
  }

  @Test
  void variablesMoveTheSettingsOfAUser() {
    Path home = Path.of("/home/jane");
    assertThat(new AgentSettings(Agent.CLAUDE_CODE).ofUser(home, Map.of("CLAUDE_CONFIG_DIR", "/c")))
        .isEqualTo(Path.of("/c/settings.json"));
    assertThat(new AgentSettings(Agent.COPILOT).ofUser(home, Map.of()))
        .isEqualTo(Path.of("/home/jane/.copilot/hooks/weir.json"));
  }
}
