package dev.weir.core.archive;

import java.io.EOFException;
import java.io.IOException;

/** Decoders throw all kinds of exceptions at damaged bytes: these become one kind. */
final class Damage {
  private Damage() {}

  /** Something that a decoder does. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  static <T> T guard(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (EOFException e) {
      throw new IOException("it is cut off", e);
    } catch (RuntimeException e) {
      // The message of a decoder may quote the bytes: the kind of failure has to do.
      throw new IOException("it is damaged (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
