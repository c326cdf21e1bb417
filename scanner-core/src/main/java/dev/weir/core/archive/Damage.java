package dev.weir.core.archive;

import java.io.EOFException;
import java.io.IOException;

/** Turns the many exceptions that decoders throw on damaged bytes into {@link IOException}. */
final class Damage {
  private Damage() {}

  /** One step of a decoder, which may throw anything. */
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
      // The message of a decoder may quote the bytes, so only the kind of failure is kept.
      throw new IOException("it is damaged (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
