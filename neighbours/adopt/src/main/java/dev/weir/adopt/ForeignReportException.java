package dev.weir.adopt;

/** A file is not a report that weir can read. The message contains nothing of the file. */
public final class ForeignReportException extends Exception {
  private static final long serialVersionUID = 1L;

  public ForeignReportException(String message) {
    super(message);
  }
}
