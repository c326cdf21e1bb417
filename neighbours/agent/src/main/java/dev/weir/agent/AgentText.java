package dev.weir.agent;

/**
 * A text of an event that may hold a secret.
 *
 * @param label what the text is, for the user, such as {@code the prompt} or {@code content}
 * @param path the file that the text is or becomes a part of, or empty
 * @param text the text
 * @param known text that the agent has already: a secret that it contains is not new
 */
public record AgentText(String label, String path, String text, String known) {
  /** The label of the whole content of a file. */
  public static final String FILE = "the file";

  /** Shows only what the text is, so that it cannot reach a log by accident. */
  @Override
  public String toString() {
    return label + (path.isEmpty() ? "" : " of " + path);
  }
}
