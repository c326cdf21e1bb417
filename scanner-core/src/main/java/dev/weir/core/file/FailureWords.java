package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Describes why a file could not be read or written, in the words of the operating system. Java's
 * own message is often only the name of the file.
 */
public final class FailureWords {
  private FailureWords() {}

  /** Returns the reason, for a message that already names the file. */
  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Returns the reason, preceded by the name of the file if the exception has one. */
  public static String withFile(IOException e) {
    String words = of(e);
    boolean isBare =
        e instanceof FileSystemException failure
            && failure.getFile() != null
            && !words.contains(failure.getFile());
    return isBare ? ((FileSystemException) e).getFile() + ": " + words : words;
  }
}
