package dev.weir.gitsecrets;

/** A command cannot be carried out; the message is for people, and may be empty. */
final class GitSecretsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  GitSecretsException(String message, int exitCode) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
