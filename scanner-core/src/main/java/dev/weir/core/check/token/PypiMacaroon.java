package dev.weir.core.check.token;

import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import org.jspecify.annotations.Nullable;

/**
 * Checks the structure of PyPI's tokens: {@code pypi-} and a macaroon of version 2 in base64url,
 * which consists of a location and an identifier, caveats, and a signature of 32 bytes at the end.
 * <a href="https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt">libmacaroons on the
 * format</a>, <a href="https://pypi.org/project/pypitoken/">pypitoken</a> on PyPI's use of it.
 *
 * <p>No default rule uses this check: gitleaks' own 18 test samples are made up.
 */
public final class PypiMacaroon implements ValueCheck {
  private static final String PREFIX = "pypi-";
  private static final String NONE = "it is not a macaroon";
  private static final int END = 0;
  private static final int LOCATION = 1;
  private static final int IDENTIFIER = 2;
  private static final int VERIFICATION = 4;
  private static final int SIGNATURE = 6;

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    byte[] bytes = secret.bytes();
    if (!Checksums.startsWith(bytes, PREFIX)) {
      return null;
    }
    byte[] body = Base64Text.decode(bytes, PREFIX.length(), bytes.length);
    if (body == null) {
      return Base64Text.NONE;
    }
    return new Reader(body).isMacaroon() ? null : NONE;
  }

  /** Reads fields of a type, a length and that many bytes. The end of a section is a type alone. */
  private static final class Reader {
    private final byte[] body;
    private int at;
    // The length of the last field that was read.
    private int length;

    Reader(byte[] body) {
      this.body = body;
    }

    boolean isMacaroon() {
      if (body.length == 0 || body[at++] != 2 || !section()) {
        return false;
      }
      while (!skip(END)) {
        if (!section()) {
          return false;
        }
      }
      return skip(SIGNATURE) && length == 32 && at == body.length;
    }

    /**
     * Reads a section: an optional location, an identifier, an optional verification id, and the
     * end mark. Returns false if it is malformed.
     */
    private boolean section() {
      skip(LOCATION);
      if (!skip(IDENTIFIER)) {
        return false;
      }
      skip(VERIFICATION);
      return skip(END);
    }

    private boolean skip(int type) {
      if (at == body.length || body[at] != type) {
        return false;
      }
      int start = at++;
      length = 0;
      if (type == END) {
        return true;
      }
      length = varint();
      if (length < 0 || length > body.length - at) {
        at = start;
        return false;
      }
      at += length;
      return true;
    }

    /**
     * Reads a number of seven bits per byte, the lowest first. No field of a token needs more than
     * three bytes.
     */
    private int varint() {
      int value = 0;
      for (int shift = 0; shift < 21 && at < body.length; shift += 7) {
        int b = body[at++];
        value |= (b & 0x7F) << shift;
        if (b >= 0) {
          return value;
        }
      }
      return -1;
    }
  }
}
