package dev.weir.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the input of a hook, in the form in which each agent documents it. */
public final class AgentEventReader {
  private static final String EVENT = "hook_event_name";

  /** Events at which nothing is sent, run, read or written. */
  private static final List<String> OTHERS =
      List.of(
          "sessionstart",
          "sessionend",
          "stop",
          "subagentstop",
          "notification",
          "precompact",
          "precompress",
          "agentstop");

  private final Agent agent;
  private final Map<String, Object> input;
  private final List<AgentText> texts = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private String tool = "";
  private @Nullable Object result;

  private AgentEventReader(Agent agent, Map<String, Object> input) {
    this.agent = agent;
    this.input = input;
  }

  /**
   * Reads one event.
   *
   * @param named the agent that calls, or null to tell it by the form of the input
   * @throws AgentInputException if the input is not an event of the agent, with what is wrong
   */
  public static AgentEvent read(byte[] bytes, @Nullable Agent named) throws AgentInputException {
    Map<String, Object> input = Json.object(bytes);
    Agent agent = named == null ? agent(input) : named;
    return new AgentEventReader(agent, input).event();
  }

  private static Agent agent(Map<String, Object> input) throws AgentInputException {
    String event = Json.text(input, EVENT);
    if (input.containsKey("cursor_version") || input.containsKey("generation_id")) {
      return Agent.CURSOR;
    }
    if (event.isEmpty() && input.containsKey("timestamp")) {
      return Agent.COPILOT;
    }
    if (event.startsWith("Before") || event.startsWith("After")) {
      return Agent.GEMINI;
    }
    if (Character.isUpperCase(event.isEmpty() ? 'x' : event.charAt(0))) {
      // Copilot and Gemini CLI have events with the names of Claude Code, and say when they were.
      if (!input.containsKey("timestamp")) {
        return Agent.CLAUDE_CODE;
      }
      return input.containsKey("transcript_path") ? Agent.GEMINI : Agent.COPILOT;
    }
    throw new AgentInputException(
        "it is not an event of an agent that weir knows; name the agent: weir agent-hook "
            + String.join("|", Agent.words()));
  }

  private AgentEvent event() throws AgentInputException {
    String name = Json.text(input, EVENT);
    if (name.isEmpty() && agent == Agent.COPILOT) {
      name = copilotEvent();
    }
    if (name.isEmpty()) {
      throw new AgentInputException("it has no " + EVENT);
    }
    EventKind kind =
        switch (agent) {
          case CLAUDE_CODE -> claudeCode(name);
          case CURSOR -> cursor(name);
          case COPILOT -> copilot(name);
          case GEMINI -> gemini(name);
        };
    return new AgentEvent(agent, name, kind, folder(), tool, texts, files, commands, result);
  }

  private String folder() {
    String folder = Json.text(input, "cwd");
    if (folder.isEmpty() && input.get("workspace_roots") instanceof List<?> roots) {
      return !roots.isEmpty() && roots.get(0) instanceof String first ? first : "";
    }
    return folder;
  }

  private EventKind claudeCode(String name) throws AgentInputException {
    return switch (name) {
      case "UserPromptSubmit" -> prompt("prompt");
      // The prompt event has seen what the user typed.
      case "UserPromptExpansion" -> prompt("command_args");
      case "PreToolUse" -> before("tool_name", "tool_input");
      case "PostToolUse" -> after("tool_name", "tool_input", "tool_response");
      case "PostToolUseFailure" -> after("tool_name", "tool_input", "error");
      default -> other(name);
    };
  }

  private EventKind cursor(String name) throws AgentInputException {
    return switch (name) {
      case "beforeSubmitPrompt" -> {
        EventKind kind = prompt("prompt");
        addAttachments();
        yield kind;
      }
      case "subagentStart" -> prompt("task");
      case "preToolUse" -> before("tool_name", "tool_input");
      case "beforeMCPExecution" -> {
        tool = "MCP:" + required("tool_name");
        yield call(input.get("tool_input"));
      }
      case "beforeShellExecution" -> {
        tool = "Shell";
        yield call(Map.of("command", required("command")));
      }
      case "beforeReadFile", "beforeTabFileRead" -> {
        tool = "Read";
        String path = required("file_path");
        texts.add(new AgentText(AgentText.FILE, path, required("content"), ""));
        addAttachments();
        yield EventKind.BEFORE_TOOL;
      }
      case "postToolUse" -> after("tool_name", "tool_input", "tool_output");
      case "afterShellExecution" -> after("", "", "output");
      case "afterMCPExecution" -> after("tool_name", "tool_input", "result_json");
      case "afterFileEdit", "afterTabFileEdit" -> {
        tool = "Write";
        String path = required("file_path");
        call(Map.of("file_path", path, "edits", input.getOrDefault("edits", List.of())));
        yield EventKind.AFTER_TOOL;
      }
      default -> other(name);
    };
  }

  private void addAttachments() {
    if (input.get("attachments") instanceof List<?> attachments) {
      for (Object attachment : attachments) {
        Map<String, Object> members = Json.members(attachment);
        // The page had filePath before it had file_path.
        String path = Json.text(members, "file_path") + Json.text(members, "filePath");
        if (!path.isEmpty()) {
          files.add(path);
        }
      }
    }
  }

  /** Copilot's own form does not name the event, but each event has other members. */
  private String copilotEvent() {
    if (input.containsKey("transformedPrompt")) {
      return "userPromptTransformed";
    }
    if (input.containsKey("toolName")) {
      return input.containsKey("toolResult")
          ? "postToolUse"
          : input.containsKey("error") ? "postToolUseFailure" : "preToolUse";
    }
    if (input.containsKey("prompt")) {
      return "userPromptSubmitted";
    }
    return input.containsKey("source") ? "sessionStart" : "";
  }

  private EventKind copilot(String name) throws AgentInputException {
    return switch (name) {
      case "userPromptSubmitted", "UserPromptSubmit" -> prompt("prompt");
      case "userPromptTransformed" -> {
        // It can be changed, but not blocked, and it holds the files that the prompt names.
        texts.add(new AgentText("the prompt", "", required("transformedPrompt"), ""));
        yield EventKind.PROMPT;
      }
      case "preToolUse" -> before("toolName", "toolArgs");
      case "PreToolUse" -> before("tool_name", "tool_input");
      case "postToolUse" -> after("toolName", "toolArgs", "toolResult");
      case "PostToolUse" -> after("tool_name", "tool_input", "tool_result");
      case "postToolUseFailure" -> after("toolName", "toolArgs", "error");
      case "PostToolUseFailure" -> after("tool_name", "tool_input", "error");
      default -> other(name);
    };
  }

  private EventKind gemini(String name) throws AgentInputException {
    return switch (name) {
      case "BeforeAgent" -> prompt("prompt");
      case "BeforeModel" -> {
        Map<String, Object> request = Json.members(input.get("llm_request"));
        if (!(request.get("messages") instanceof List<?> messages)) {
          throw new AgentInputException(name + " has no llm_request.messages");
        }
        for (Object message : messages) {
          addText("a message to the model", Json.members(message).get("content"));
        }
        yield EventKind.PROMPT;
      }
      case "BeforeTool" -> before("tool_name", "tool_input");
      case "AfterTool" -> after("tool_name", "tool_input", "tool_response");
      default -> other(name);
    };
  }

  private static EventKind other(String name) throws AgentInputException {
    for (String known : OTHERS) {
      if (known.equalsIgnoreCase(name)) {
        return EventKind.OTHER;
      }
    }
    throw AgentInputException.unknownEvent();
  }

  private EventKind prompt(String member) throws AgentInputException {
    String prompt = required(member);
    texts.add(new AgentText("the prompt", "", prompt, ""));
    files.addAll(MentionedFiles.in(prompt));
    return EventKind.PROMPT;
  }

  private EventKind before(String name, String arguments) throws AgentInputException {
    tool = required(name);
    return call(input.get(arguments));
  }

  private EventKind call(@Nullable Object arguments) throws AgentInputException {
    Object tree = arguments instanceof String text ? Json.nested(text) : arguments;
    if (tree == null && arguments instanceof String text) {
      texts.add(new AgentText("the input of " + tool, "", text, ""));
      return EventKind.BEFORE_TOOL;
    }
    if (tree == null) {
      throw new AgentInputException("it says nothing of the tool's input");
    }
    new ToolInput(tool, texts, files, commands).add(tree);
    return EventKind.BEFORE_TOOL;
  }

  private EventKind after(String name, String arguments, String output) throws AgentInputException {
    tool = name.isEmpty() ? "Shell" : required(name);
    if (!input.containsKey(output)) {
      throw new AgentInputException("it has no " + output);
    }
    Object written = input.get(output);
    Object tree = written instanceof String text ? Json.nested(text) : null;
    result = tree == null ? written : tree;
    Object given = input.get(arguments);
    Object call = given instanceof String text ? Json.nested(text) : given;
    String path = ToolInput.path(Json.members(call));
    Json.map(
        result,
        text -> {
          texts.add(new AgentText("the output of " + tool, path, text, ""));
          return text;
        });
    return EventKind.AFTER_TOOL;
  }

  private void addText(String label, @Nullable Object value) {
    Json.map(
        value,
        text -> {
          texts.add(new AgentText(label, "", text, ""));
          return text;
        });
  }

  private String required(String name) throws AgentInputException {
    if (input.get(name) instanceof String text) {
      return text;
    }
    throw new AgentInputException("it has no text " + name);
  }
}
