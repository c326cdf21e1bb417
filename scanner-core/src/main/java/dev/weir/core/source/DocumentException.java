package dev.weir.core.source;

import java.io.IOException;

/** The text of a document, or a part of it, cannot be read. The message is shown to the user. */
public final class DocumentException extends IOException {
  private static final long serialVersionUID = 1L;

  private final UnreadReason kind;

  private DocumentException(UnreadReason kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * Returns one for bytes that break the rules of the format.
   *
   * @param where what is wrong, without any text of the file: {@code page 7 is no b-tree page}
   */
  public static DocumentException damaged(String where) {
    return new DocumentException(UnreadReason.UNREADABLE, "it is damaged: " + where);
  }

  /** Returns one for a file that ends too early. */
  public static DocumentException cutOff() {
    return new DocumentException(UnreadReason.UNREADABLE, "it is cut off");
  }

  /** Returns one for a document that needs a password. */
  public static DocumentException encrypted() {
    return new DocumentException(UnreadReason.ENCRYPTED, "it is encrypted");
  }

  /**
   * Returns one for a document that is whole but that weir cannot read.
   *
   * @param why a clause about the file: {@code it was made by Python 4.0, which weir does not know}
   */
  public static DocumentException unsupported(String why) {
    return new DocumentException(UnreadReason.UNSUPPORTED, why);
  }

  /**
   * Returns one for a document that exceeds a limit.
   *
   * @param what a clause about the file: {@code it is larger than 100 MB}
   */
  public static DocumentException limit(String what) {
    return new DocumentException(UnreadReason.UNPACK_LIMIT, what);
  }

  /** Returns the kind of reason. */
  public UnreadReason kind() {
    return kind;
  }
}
