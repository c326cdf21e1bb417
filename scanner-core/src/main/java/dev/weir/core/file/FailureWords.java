package dev.weir.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Puts into words why a file could not be read or written, in the words of the operating system.
 * Java's own message is often the file's name and nothing else.
 */
public final class FailureWords {
  private FailureWords() {}

  /** Returns why, for a message that names the file itself. */
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

  /** Returns why, after the name of the file if the exception has one. */
  public static String withFile(IOException e) {
    String words = of(e);
    boolean isBare =
        e instanceof FileSystemException failure
            && failure.getFile() != null
            && !words.contains(failure.getFile());
    return isBare ? ((FileSystemException) e).getFile() + ": " + words : words;
  }
}
