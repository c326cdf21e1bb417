package dev.weir.agent;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of an agent's hook.
 *
 * @param name the event's name as the agent writes it
 * @param folder the folder that the agent works in, or empty if it does not say
 * @param tool the name of the tool, or empty
 * @param texts what goes to the model, to a tool or into a file
 * @param files files that are about to be read, as they are named
 * @param commands shell commands that are about to run
 * @param result the result of the tool as a tree of {@link Json}, or null
 */
public record AgentEvent(
    Agent agent,
    String name,
    EventKind kind,
    String folder,
    String tool,
    List<AgentText> texts,
    List<String> files,
    List<String> commands,
    @Nullable Object result) {
  public AgentEvent {
    texts = List.copyOf(texts);
    files = List.copyOf(files);
    commands = List.copyOf(commands);
  }

  /** Returns true if the agent lets a hook ask the user at this event. */
  public boolean canAsk() {
    return switch (agent) {
      case CLAUDE_CODE -> name.equals("PreToolUse");
      case CURSOR -> name.equals("beforeShellExecution") || name.equals("beforeMCPExecution");
      case COPILOT -> kind == EventKind.BEFORE_TOOL;
      case GEMINI -> false;
    };
  }

  /**
   * Returns true if the agent reads what is in a folder that the event names. Claude Code adds only
   * the names of its files to a prompt.
   */
  public boolean readsFolders() {
    if (kind == EventKind.PROMPT) {
      return agent != Agent.CLAUDE_CODE;
    }
    String lower = tool.toLowerCase(Locale.ROOT);
    return lower.contains("grep")
        || lower.contains("search")
        || lower.contains("read_many")
        || lower.endsWith("rg");
  }

  /** Returns true if the agent may take another text in place of the prompt or the result. */
  public boolean takesReplacement() {
    return kind == EventKind.AFTER_TOOL || name.equals("userPromptTransformed");
  }

  /** Shows only which event this is, so that no text of it can reach a log by accident. */
  @Override
  public String toString() {
    return agent.word() + " " + name;
  }
}
