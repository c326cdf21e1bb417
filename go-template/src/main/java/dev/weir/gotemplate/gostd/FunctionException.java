package dev.weir.gotemplate.gostd;

/**
 * A function failed. The message is the one of Go's function; the executor adds the place in the
 * template.
 */
public final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  public FunctionException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
