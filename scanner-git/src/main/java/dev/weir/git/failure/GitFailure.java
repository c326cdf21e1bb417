package dev.weir.git.failure;

import dev.weir.core.file.FailureWords;
import dev.weir.core.source.UnreadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/** Converts the exceptions that JGit throws for damaged files into one kind, with a reason. */
public final class GitFailure {
  private GitFailure() {}

  /** An operation of JGit. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws IOException;
  }

  /**
   * Runs an operation.
   *
   * @throws IOException if the operation fails in any of the ways in which JGit fails on damaged or
   *     too large files
   */
  public static <T> T guard(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (UncheckedIOException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (LargeObjectException | OutOfMemoryError e) {
      throw new IOException("it is too large for the memory", e);
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

  /** Returns whether an object is missing, too large, or cannot be read for another reason. */
  public static UnreadReason kind(IOException e) {
    if (e.getCause() instanceof OutOfMemoryError
        || e.getCause() instanceof LargeObjectException.OutOfMemory) {
      return UnreadReason.MEMORY;
    }
    return e instanceof MissingObjectException ? UnreadReason.MISSING : UnreadReason.UNREADABLE;
  }

  /** Returns the reason, which contains nothing of what was read. */
  public static String reason(IOException e) {
    if (e instanceof MissingObjectException missing) {
      return "object " + missing.getObjectId().name() + " is missing";
    }
    return FailureWords.withFile(e);
  }
}
