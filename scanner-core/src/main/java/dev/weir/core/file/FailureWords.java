package dev.weir.core.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Describes why a file could not be read or written, in the words of the operating system. Java's
 * own message is often only the name of the file, or the class and message of another exception.
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
    Throwable cause = e.getCause();
    String message = e.getMessage();
    if (message != null && (cause == null || !message.equals(cause.toString()))) {
      return message;
    }
    if (cause != null) {
      return of(cause instanceof IOException io ? io : wrapped(cause));
    }
    return e instanceof EOFException ? "it ends too early" : "for an unknown reason";
  }

  private static IOException wrapped(Throwable e) {
    return new IOException(e.getMessage(), e.getCause());
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
