package dev.weir.gitsecrets;

/** Thrown if a command cannot be run. The message is for people and may be empty. */
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
