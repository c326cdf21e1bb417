package dev.weir.cli.report.template;

/** The call of a function that failed; the executor adds where it stands in the template. */
final class FunctionException extends Exception {
  private static final long serialVersionUID = 1L;

  FunctionException(String message) {
    super(message);
  }
}
