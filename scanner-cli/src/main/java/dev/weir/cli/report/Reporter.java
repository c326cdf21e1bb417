package dev.weir.cli.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes findings in one file format. */
public interface Reporter {
  /**
   * Writes a complete document to {@code out} and flushes it; the caller closes it.
   *
   * @throws IOException if the document cannot be made or written
   */
  void write(Report report, OutputStream out) throws IOException;

  /** Returns false for a format that never contains a secret: its report is always redacted. */
  default boolean showsSecrets() {
    return true;
  }
}
