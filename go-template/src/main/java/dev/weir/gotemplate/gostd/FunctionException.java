package dev.weir.gotemplate.gostd;

/** The call of a function that failed; the executor adds where it stands in the template. */
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
