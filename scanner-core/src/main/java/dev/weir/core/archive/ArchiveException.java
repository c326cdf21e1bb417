package dev.weir.core.archive;

import java.io.IOException;

/** An archive, or a file in it, is whole but cannot be read. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean encrypted;

  private ArchiveException(String message, boolean encrypted) {
    super(message);
    this.encrypted = encrypted;
  }

  static ArchiveException encrypted() {
    return new ArchiveException("it is encrypted", true);
  }

  static ArchiveException compression() {
    return new ArchiveException("it uses a compression method that weir does not support", false);
  }

  /** Returns one for an archive in a format that is only recognised. */
  public static ArchiveException format(ArchiveFormat format) {
    return new ArchiveException("it is " + format.shown() + ", which weir cannot open", false);
  }

  /** Returns true if a password is needed, false if weir does not support the format. */
  public boolean isEncrypted() {
    return encrypted;
  }
}
