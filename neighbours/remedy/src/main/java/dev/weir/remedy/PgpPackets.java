package dev.weir.remedy;

/**
 * Finds the secret parts of a PGP private key. The public numbers come before them, and are the
 * same in the public key; names and signatures come after them.
 */
final class PgpPackets {
  private static final int SECRET_KEY = 5;
  private static final int SECRET_SUBKEY = 7;
  private static final int VERSION = 4;
  private static final int NEW_FORMAT = 0x40;
  // Version, time and algorithm.
  private static final int HEAD = 6;

  private static final int RSA = 1;
  private static final int RSA_SIGN = 3;
  private static final int ELGAMAL = 16;
  private static final int DSA = 17;
  private static final int ECDH = 18;
  private static final int ECDSA = 19;
  private static final int EDDSA = 22;

  private final byte[] body;
  private int at;

  PgpPackets(byte[] body) {
    this.body = body;
  }

  /** Receives a range of bytes. */
  @FunctionalInterface
  interface Range {
    void of(int from, int to);
  }

  /**
   * Passes the secret parts on.
   *
   * @throws IndexOutOfBoundsException if these are not packets of PGP
   */
  void secrets(Range range) {
    while (at < body.length) {
      int head = body[at++] & 0xFF;
      if ((head & 0x80) == 0) {
        throw new IndexOutOfBoundsException();
      }
      boolean isNew = (head & NEW_FORMAT) != 0;
      int tag = isNew ? head & 0x3F : head >> 2 & 0xF;
      int length = isNew ? newLength() : number(1 << (head & 3));
      int end = Math.addExact(at, length);
      if (length < 0 || end > body.length) {
        throw new IndexOutOfBoundsException();
      }
      if (tag == SECRET_KEY || tag == SECRET_SUBKEY) {
        range.of(afterPublicNumbers(at), end);
      }
      at = end;
    }
  }

  private int newLength() {
    int first = number(1);
    if (first < 192) {
      return first;
    }
    return first < 224 ? ((first - 192) << 8) + number(1) + 192 : number(4);
  }

  private int number(int bytes) {
    if (bytes > 4) {
      throw new IndexOutOfBoundsException();
    }
    int number = 0;
    for (int i = 0; i < bytes; i++) {
      number = (number << 8) | (body[at++] & 0xFF);
    }
    return number;
  }

  /** Returns where the public numbers of a key end; its start if they are not known. */
  private int afterPublicNumbers(int start) {
    int algorithm = body[start + HEAD - 1];
    if (body[start] != VERSION) {
      return start;
    }
    int next = start + HEAD;
    return switch (algorithm) {
      case RSA, RSA + 1, RSA_SIGN -> numbers(next, 2);
      case ELGAMAL -> numbers(next, 3);
      case DSA -> numbers(next, 4);
      case ECDSA, EDDSA -> numbers(next + 1 + body[next], 1);
      case ECDH -> {
        int parameters = numbers(next + 1 + body[next], 1);
        yield parameters + 1 + body[parameters];
      }
      default -> start;
    };
  }

  /** Returns where some numbers end, each of which has its length in bits before it. */
  private int numbers(int start, int count) {
    int next = start;
    for (int i = 0; i < count; i++) {
      int bits = ((body[next] & 0xFF) << 8) | (body[next + 1] & 0xFF);
      next += 2 + (bits + 7) / 8;
    }
    return next;
  }
}
