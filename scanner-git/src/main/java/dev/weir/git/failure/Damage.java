package dev.weir.git.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;

/** JGit throws all kinds of exceptions at damaged files: these become one kind. */
public final class Damage {
  private Damage() {}

  /** Something that JGit does. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws IOException;
  }

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
      // The message may quote the bytes: the kind of failure has to do.
      throw new IOException("it is damaged (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
