package dev.weir.agent;

/**
 * A hook's input, or an agent's settings, could not be read. The message is for the user and quotes
 * nothing of the text.
 */
public final class AgentInputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean ofUnknownEvent;

  public AgentInputException(String message) {
    this(message, false);
  }

  private AgentInputException(String message, boolean ofUnknownEvent) {
    super(message);
    this.ofUnknownEvent = ofUnknownEvent;
  }

  static AgentInputException unknownEvent() {
    return new AgentInputException("weir does not know this event, so nothing was checked", true);
  }

  /** Returns true if the input is an event, but not one that weir was made for. */
  public boolean isOfUnknownEvent() {
    return ofUnknownEvent;
  }
}
