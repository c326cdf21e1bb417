package dev.weir.agent;

/** The moment at which an agent calls its hook. */
public enum EventKind {
  /** Before a text of the user, with the files that it names, goes to the model. */
  PROMPT,
  /** Before a tool or a command runs, or a file is read or written. */
  BEFORE_TOOL,
  /** After a tool ran, before or after its result goes to the model. */
  AFTER_TOOL,
  /** A moment at which nothing is sent or read, such as the start of a session. */
  OTHER
}
