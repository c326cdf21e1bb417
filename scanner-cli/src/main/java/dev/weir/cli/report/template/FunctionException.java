package dev.weir.cli.report.template;

/** The call of a function that failed; the executor adds where it stands in the template. */
final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String message;

  FunctionException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
