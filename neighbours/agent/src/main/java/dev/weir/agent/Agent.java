package dev.weir.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A coding agent that calls hooks. */
public enum Agent {
  /** <a href="https://code.claude.com/docs/en/hooks">Hooks of Claude Code</a>. */
  CLAUDE_CODE("claude-code", "Claude Code"),
  /** <a href="https://cursor.com/docs/agent/hooks">Hooks of Cursor</a>. */
  CURSOR("cursor", "Cursor"),
  /**
   * <a href="https://docs.github.com/en/copilot/reference/hooks-reference">Hooks of Copilot</a>, in
   * its command line and in its cloud agent.
   */
  COPILOT("copilot", "GitHub Copilot"),
  /** <a href="https://geminicli.com/docs/hooks/reference">Hooks of Gemini CLI</a>. */
  GEMINI("gemini", "Gemini CLI");

  private final String word;
  private final String title;

  Agent(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** Returns the agent's name on weir's command line. */
  public String word() {
    return word;
  }

  /** Returns the agent's name in sentences. */
  public String title() {
    return title;
  }

  /** Returns the agent of a word on the command line, or null if there is none. */
  public static @Nullable Agent named(String word) {
    for (Agent agent : values()) {
      if (agent.word.equals(word)) {
        return agent;
      }
    }
    return null;
  }

  /** Returns the words of all agents. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Agent agent : values()) {
      words.add(agent.word);
    }
    return words;
  }
}
