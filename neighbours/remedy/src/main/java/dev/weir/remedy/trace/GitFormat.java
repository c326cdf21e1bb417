package dev.weir.remedy.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A format in which git keeps or moves objects, recognised by the first bytes of a file. */
enum GitFormat {
  PACK("a git pack"),
  BUNDLE("a git bundle"),
  LOOSE_OBJECT("a git object");

  // The longest header: a type, the digits of a long, and a zero byte.
  private static final int LONGEST_HEADER = 32;
  private static final Pattern HEADER =
      Pattern.compile("(?s)(?:blob|tree|commit|tag) [0-9]{1,19}\0.*");
  private static final Pattern PACK_START = Pattern.compile("(?s)PACK\0\0\0[\2\3].*");
  private static final Pattern BUNDLE_START = Pattern.compile("(?s)# v[0-9]+ git bundle\n.*");

  private final String shown;

  GitFormat(String shown) {
    this.shown = shown;
  }

  /** Returns the name of this format for messages. */
  String shown() {
    return shown;
  }

  /** Returns the format of a file that starts with these bytes, or null if it is another file. */
  static @Nullable GitFormat of(byte[] head) {
    String start = new String(head, ISO_8859_1);
    if (PACK_START.matcher(start).matches()) {
      return PACK;
    }
    if (BUNDLE_START.matcher(start).matches()) {
      return BUNDLE;
    }
    return HEADER.matcher(inflated(head)).matches() ? LOOSE_OBJECT : null;
  }

  private static String inflated(byte[] head) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(head);
      byte[] header = new byte[LONGEST_HEADER];
      return new String(header, 0, inflater.inflate(header), ISO_8859_1);
    } catch (DataFormatException e) {
      return "";
    } finally {
      inflater.end();
    }
  }

  /** Reads past the header of an inflated object. */
  static void skipHeader(InputStream object) throws IOException {
    for (int next = object.read(); next > 0; ) {
      next = object.read();
    }
  }
}
