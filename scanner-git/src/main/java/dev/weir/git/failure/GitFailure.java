package dev.weir.git.failure;

import dev.weir.core.file.FailureWords;
import dev.weir.core.source.UnreadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import org.eclipse.jgit.errors.MissingObjectException;

/** Turns what JGit throws on damaged files into one kind of exception, and that into words. */
public final class GitFailure {
  private GitFailure() {}

  /** Something that JGit does. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Runs a step.
   *
   * @throws IOException if it fails in any of the ways in which JGit fails on damaged files
   */
  public static <T> T guard(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (UncheckedIOException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | ArithmeticException
        | ClassCastException
        | BufferUnderflowException e) {
      // The message may quote the bytes, so only the kind of failure is passed on.
      throw new IOException("it is damaged (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** Returns whether an object is missing or something else is wrong. */
  public static UnreadReason kind(IOException e) {
    return e instanceof MissingObjectException ? UnreadReason.MISSING : UnreadReason.UNREADABLE;
  }

  /** Returns the reason in words that hold nothing of what was read. */
  public static String reason(IOException e) {
    if (e instanceof MissingObjectException missing) {
      return "object " + missing.getObjectId().name() + " is missing";
    }
    return FailureWords.withFile(e);
  }
}
