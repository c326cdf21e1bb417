package dev.weir.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output and the exit code of a hook, in the form that each agent documents.
 *
 * @param out standard output: one JSON object, or empty
 * @param err standard error: a message for the user, or empty
 */
public record AgentAnswer(String out, String err, int exitCode) {
  /**
   * All agents take this exit code for «the action must not happen» at events that can be blocked.
   */
  public static final int BLOCK = 2;

  /** All agents take this exit code for «the hook failed»; they show it and go on. */
  public static final int ERROR = 1;

  private static final String PERMISSION = "permission";
  private static final String REASON = "reason";
  private static final String DECISION = "decision";

  /** Returns the answer to an event. */
  public static AgentAnswer of(AgentEvent event, Decision decision) {
    return switch (event.agent()) {
      case CLAUDE_CODE -> claudeCode(event, decision);
      case CURSOR -> cursor(event, decision);
      case COPILOT -> copilot(event, decision);
      case GEMINI -> gemini(event, decision);
    };
  }

  /** Returns the answer to an input that was not checked: it blocks where an agent lets a hook. */
  public static AgentAnswer unchecked(String why) {
    return new AgentAnswer("", why, BLOCK);
  }

  /** Returns the answer to an event that weir was not made for. */
  public static AgentAnswer unknownEvent(String why) {
    return new AgentAnswer("", why, ERROR);
  }

  private static AgentAnswer json(Map<String, Object> members) {
    return new AgentAnswer(Json.write(members), "", 0);
  }

  private static AgentAnswer nothing() {
    return new AgentAnswer("", "", 0);
  }

  private static String word(Decision.Permission permission) {
    return switch (permission) {
      case ALLOW -> "allow";
      case ASK -> "ask";
      case DENY -> "deny";
    };
  }

  // An answer "allow" to PreToolUse would skip the question that Claude Code asks the user.
  private static AgentAnswer claudeCode(AgentEvent event, Decision decision) {
    if (decision.permission() == Decision.Permission.ALLOW) {
      return nothing();
    }
    Map<String, Object> specific = new LinkedHashMap<>();
    specific.put("hookEventName", event.name());
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (event.name()) {
      case "PreToolUse" -> {
        specific.put("permissionDecision", word(decision.permission()));
        specific.put("permissionDecisionReason", decision.reason());
      }
      case "PostToolUseFailure" -> specific.put("additionalContext", decision.reason());
      default -> {
        answer.put(DECISION, "block");
        answer.put(REASON, decision.reason());
        if (event.name().equals("UserPromptSubmit")) {
          specific.put("suppressOriginalPrompt", true);
        }
        if (event.kind() == EventKind.AFTER_TOOL && decision.replaced() != null) {
          specific.put("updatedToolOutput", decision.replaced());
        }
      }
    }
    answer.put("hookSpecificOutput", specific);
    return json(answer);
  }

  private static AgentAnswer cursor(AgentEvent event, Decision decision) {
    boolean isAllowed = decision.permission() == Decision.Permission.ALLOW;
    if (event.name().equals("beforeSubmitPrompt")) {
      return isAllowed
          ? json(Map.of("continue", true))
          : json(ordered("continue", false, "user_message", decision.reason()));
    }
    boolean decides = event.kind() == EventKind.BEFORE_TOOL || event.name().equals("subagentStart");
    if (decides) {
      Map<String, Object> answer = ordered(PERMISSION, word(decision.permission()));
      if (!isAllowed && !event.name().equals("beforeTabFileRead")) {
        answer.put("user_message", decision.reason());
        if (List.of("beforeShellExecution", "beforeMCPExecution", "preToolUse")
            .contains(event.name())) {
          answer.put("agent_message", decision.reason());
        }
      }
      return json(answer);
    }
    if (isAllowed) {
      return json(Map.of());
    }
    if (event.name().equals("postToolUse")) {
      Map<String, Object> answer = new LinkedHashMap<>();
      Object replaced = decision.replaced();
      if (replaced != null && event.tool().startsWith("MCP:")) {
        // Cursor takes an object only.
        answer.put(
            "updated_mcp_tool_output",
            replaced instanceof Map<?, ?> ? replaced : Map.of("output", replaced));
      }
      answer.put("additional_context", decision.reason());
      return json(answer);
    }
    // The other events after a tool have no output; an error is at least shown.
    return new AgentAnswer("", decision.reason(), ERROR);
  }

  private static AgentAnswer copilot(AgentEvent event, Decision decision) {
    if (decision.permission() == Decision.Permission.ALLOW) {
      return nothing();
    }
    return switch (event.name()) {
      case "preToolUse", "PreToolUse" ->
          json(
              ordered(
                  "permissionDecision",
                  word(decision.permission()),
                  "permissionDecisionReason",
                  decision.reason()));
      case "userPromptTransformed" ->
          json(ordered("modifiedTransformedPrompt", String.valueOf(decision.replaced())));
      case "postToolUse", "PostToolUse" ->
          json(
              ordered(
                  "modifiedResult",
                  copilotResult(decision.replaced(), decision.reason()),
                  "additionalContext",
                  decision.reason()));
      // The text on standard output goes to the model.
      case "postToolUseFailure", "PostToolUseFailure" ->
          new AgentAnswer(decision.reason(), decision.reason(), BLOCK);
      // A prompt cannot be blocked: the user sees the message, and the next event hides the secret.
      default -> new AgentAnswer("", decision.reason(), BLOCK);
    };
  }

  private static Map<String, Object> copilotResult(@Nullable Object replaced, String otherwise) {
    Map<String, Object> members = Json.members(replaced);
    String text =
        Json.text(members, "textResultForLlm") + Json.text(members, "text_result_for_llm");
    return ordered("resultType", "success", "textResultForLlm", text.isEmpty() ? otherwise : text);
  }

  private static AgentAnswer gemini(AgentEvent event, Decision decision) {
    if (decision.permission() == Decision.Permission.ALLOW) {
      return json(Map.of());
    }
    String reason = decision.reason();
    if (event.kind() == EventKind.AFTER_TOOL) {
      // The reason replaces the result, so it holds what remains of it.
      Object replaced = decision.replaced();
      Object content = Json.members(replaced).get("llmContent");
      Object rest = content == null ? replaced : content;
      reason += "\n\n" + (rest instanceof String text ? text : Json.write(rest));
    }
    return json(ordered(DECISION, "deny", REASON, reason, "systemMessage", decision.reason()));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return members;
  }

  /** Shows only the exit code: the output may hold a text of the event. */
  @Override
  public String toString() {
    return "exit " + exitCode;
  }
}
