package dev.weir.sops;

/** Thrown if a file does not have its format. The message contains nothing from the file. */
public final class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message) {
    super(message, null, false, false);
  }
}
