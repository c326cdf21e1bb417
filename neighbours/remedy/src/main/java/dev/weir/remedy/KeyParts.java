package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Ascii;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which characters of a private key are secret and its own. The others are the same in all
 * keys of its kind (frames, headers, names of algorithms, parameters of groups and curves), or are
 * public: comments, and the numbers of the public key.
 */
final class KeyParts {
  private static final String BEGIN = "-----BEGIN";
  // The public key comes before it.
  private static final String PUTTY = "Private-Lines:";
  private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(ISO_8859_1);
  private static final int SHORTEST_OWN = 16;

  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int SEQUENCE = 0x30;
  private static final int PARAMETERS = 0xA0;
  private static final int CONSTRUCTED = 0x20;
  private static final int NUMBERS_OF_DSA = 6;
  private static final int NUMBERS_OF_RSA = 9;
  private static final int ED25519_SEED = 32;

  private final byte[] body;
  private final BitSet own = new BitSet();

  private KeyParts(byte[] body) {
    this.body = body;
  }

  /** Returns for each line the characters that are the key's own; all for lines of other texts. */
  static List<BitSet> own(List<byte[]> lines) {
    List<BitSet> own = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i < lines.size(); i++) {
      BitSet all = new BitSet();
      all.set(0, lines.get(i).length);
      own.add(all);
      String line = new String(lines.get(i), ISO_8859_1);
      if (begin < 0 && line.contains(BEGIN)) {
        begin = i;
      }
      if (line.startsWith(PUTTY)) {
        own.forEach(BitSet::clear);
      }
    }
    if (begin < 0) {
      return own;
    }
    List<Integer> ofBody = new ArrayList<>();
    StringBuilder base64 = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = new String(lines.get(i), ISO_8859_1);
      if (i > begin && isBase64(line)) {
        ofBody.add(i);
        base64.append(line);
      } else {
        own.get(i).clear();
      }
    }
    BitSet bytes = of(decoded(base64.toString()), lines.get(begin));
    int at = 0;
    for (int i : ofBody) {
      for (int k = 0; k < lines.get(i).length; k++, at++) {
        own.get(i).set(k, bytes.get(at * 6 / 8) && bytes.get((at * 6 + 5) / 8));
      }
    }
    return own;
  }

  private static boolean isBase64(String line) {
    return !line.isEmpty()
        && !line.startsWith("=")
        && line.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=');
  }

  private static byte[] decoded(String padded) {
    String base64 = padded.replaceFirst("=+$", "");
    byte[] out = new byte[base64.length() * 6 / 8];
    int bits = 0;
    int held = 0;
    int size = 0;
    for (int i = 0; i < base64.length() && size < out.length; i++) {
      char c = base64.charAt(i);
      int value = Ascii.isUpper(c) ? c - 'A' : Ascii.isLower(c) ? c - 'a' + 26 : c - '0' + 52;
      held = held << 6 | (c == '+' ? 62 : c == '/' ? 63 : c == '=' ? 0 : value);
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out[size++] = (byte) (held >> bits);
      }
    }
    return out;
  }

  private static BitSet of(byte[] body, byte[] begin) {
    KeyParts parts = new KeyParts(body);
    try {
      if (new String(begin, ISO_8859_1).contains("PGP")) {
        new PgpPackets(body).secrets(parts::add);
      } else if (startsWith(body, OPENSSH)) {
        parts.openSsh(ByteBuffer.wrap(body, OPENSSH.length, body.length - OPENSSH.length));
      } else if (body.length > 0 && (body[0] & 0xFF) == SEQUENCE) {
        parts.der(0, body.length);
      } else {
        parts.add(0, body.length);
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      // It is cut off or not what it looks like.
      parts.add(0, body.length);
    }
    return parts.own;
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    return text.length >= start.length
        && Arrays.equals(text, 0, start.length, start, 0, start.length);
  }

  private void add(int from, int to) {
    own.set(from, to);
  }

  private void openSsh(ByteBuffer in) {
    String cipher = new String(field(in), ISO_8859_1);
    field(in);
    field(in);
    in.getInt();
    field(in);
    int length = in.getInt();
    int from = in.position();
    if (!cipher.equals("none")) {
      add(from, Math.min(body.length, from + length));
      return;
    }
    // Two equal random numbers, the type, numbers that depend on the type, a comment.
    add(from, from + 2 * Integer.BYTES);
    in.getLong();
    String type = new String(field(in), ISO_8859_1);
    int end = Math.min(body.length, from + length);
    for (int i = 0; in.position() + Integer.BYTES <= end; i++) {
      int size = in.getInt();
      int start = in.position();
      if (size < 0 || start + size > end) {
        return;
      }
      // The second half of such a number is the public key again.
      int kept = type.endsWith("ed25519") ? Math.min(size, ED25519_SEED) : size;
      if (kept >= SHORTEST_OWN && i >= publicNumbers(type) && !isComment(start, size)) {
        add(start, start + kept);
      }
      in.position(start + size);
    }
  }

  /** Returns how many numbers of the public key come first. */
  private static int publicNumbers(String type) {
    if (type.equals("ssh-dss")) {
      return 4;
    }
    return type.startsWith("ecdsa") ? 2 : 1;
  }

  private boolean isComment(int start, int size) {
    for (int i = start; i < start + size; i++) {
      if (body[i] < ' ' || body[i] > '~') {
        return false;
      }
    }
    return true;
  }

  private static byte[] field(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IndexOutOfBoundsException();
    }
    byte[] field = new byte[length];
    in.get(field);
    return field;
  }

  /** One value of DER: its tag, and where its content starts and ends. */
  private record Value(int tag, int from, int to) {}

  private Value valueAt(int at, int end) {
    int tag = body[at] & 0xFF;
    int length = body[at + 1] & 0xFF;
    int from = at + 2;
    if (length > 0x80) {
      int bytes = length - 0x80;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | (body[from++] & 0xFF);
      }
    }
    if (length < 0 || from + length > end) {
      throw new IndexOutOfBoundsException();
    }
    return new Value(tag, from, from + length);
  }

  private void der(int start, int end) {
    List<Value> values = new ArrayList<>();
    for (int at = start; at < end; at = values.get(values.size() - 1).to()) {
      values.add(valueAt(at, end));
    }
    if (!values.isEmpty() && values.get(0).tag() == OBJECT_ID) {
      // The name and the parameters of an algorithm.
      return;
    }
    int shared = 0;
    if (values.stream().allMatch(value -> value.tag() == INTEGER)) {
      shared = values.size() == NUMBERS_OF_DSA ? 5 : values.size() == NUMBERS_OF_RSA ? 2 : 0;
    }
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      boolean isLong = value.to() - value.from() >= SHORTEST_OWN;
      if (value.tag() == OCTET_STRING) {
        octets(value);
      } else if (value.tag() == INTEGER) {
        own.set(value.from(), value.to(), isLong && i >= shared);
      } else if ((value.tag() & CONSTRUCTED) != 0 && value.tag() != PARAMETERS) {
        der(value.from(), value.to());
      }
    }
  }

  /** An octet string is a number of a key, or contains a key of its own. */
  private void octets(Value value) {
    int length = value.to() - value.from();
    int tag = length < 2 ? 0 : body[value.from()] & 0xFF;
    if (tag == SEQUENCE || tag == OCTET_STRING) {
      try {
        if (valueAt(value.from(), value.to()).to() == value.to()) {
          der(value.from(), value.to());
          return;
        }
      } catch (IndexOutOfBoundsException e) {
        // It only looks like one.
      }
    }
    own.set(value.from(), value.to(), length >= SHORTEST_OWN);
  }
}
