package dev.weir.core.source;

import dev.weir.core.ScannerException;
import org.jspecify.annotations.Nullable;

/** Nothing could be read from a source: the target is missing, or has the wrong type. */
public class SourceException extends ScannerException {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message, null);
  }

  public SourceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
