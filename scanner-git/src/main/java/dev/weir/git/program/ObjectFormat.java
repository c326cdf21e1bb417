package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Converts the ids of a repository. JGit only supports ids of 20 bytes, so it gets the first 20
 * bytes of SHA-256 ids, also inside objects that refer to others. Thread-safe.
 */
public final class ObjectFormat {
  private static final int SHORT_DIGITS = Constants.OBJECT_ID_STRING_LENGTH;
  private static final int SHORT_BYTES = Constants.OBJECT_ID_LENGTH;

  private final int digits;
  private final Map<ObjectId, String> fullNames = new ConcurrentHashMap<>();

  /**
   * @param sha256 true for ids of 32 bytes, false for 20 bytes
   */
  public ObjectFormat(boolean sha256) {
    this.digits = sha256 ? 64 : SHORT_DIGITS;
  }

  boolean isSha256() {
    return digits != SHORT_DIGITS;
  }

  /** Returns the id for a full name, and remembers the name. */
  public ObjectId id(String name) throws IOException {
    if (name.length() != digits || !ObjectId.isId(name.substring(0, SHORT_DIGITS))) {
      throw new IOException("git printed an object name in an unknown format");
    }
    return remember(name);
  }

  private ObjectId remember(String name) {
    ObjectId id = ObjectId.fromString(name.substring(0, SHORT_DIGITS));
    if (digits != SHORT_DIGITS) {
      fullNames.put(id, name);
    }
    return id;
  }

  /** Returns the full name of a commit, a tag or a submodule's commit. */
  public String name(AnyObjectId id) {
    String full = digits == SHORT_DIGITS ? null : fullNames.get(id);
    return full == null ? id.name() : full;
  }

  /** Returns a revision in which full names are shortened for JGit. */
  String shortened(String revision) {
    return digits == SHORT_DIGITS
        ? revision
        : revision.replaceAll("\\b([0-9a-f]{40})[0-9a-f]{1,24}\\b", "$1");
  }

  /** Returns an object with its ids shortened for JGit. */
  byte[] translated(int type, byte[] raw) throws IOException {
    if (digits == SHORT_DIGITS || type == Constants.OBJ_BLOB) {
      return raw;
    }
    return type == Constants.OBJ_TREE ? tree(raw) : headers(raw);
  }

  private byte[] tree(byte[] raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    int at = 0;
    while (at < raw.length) {
      int zero = at;
      while (zero < raw.length && raw[zero] != 0) {
        zero++;
      }
      int end = zero + 1 + digits / 2;
      if (end > raw.length) {
        throw new IOException("a tree is cut off");
      }
      out.write(raw, at, zero + 1 + SHORT_BYTES - at);
      if (isSubmodule(raw, at)) {
        remember(hexadecimal(raw, zero + 1));
      }
      at = end;
    }
    return out.toByteArray();
  }

  private static boolean isSubmodule(byte[] raw, int at) {
    String mode = Integer.toOctalString(FileMode.TYPE_GITLINK);
    return new String(raw, at, Math.min(mode.length(), raw.length - at), ISO_8859_1).equals(mode);
  }

  private String hexadecimal(byte[] raw, int from) {
    StringBuilder name = new StringBuilder(digits);
    for (int i = from; i < from + digits / 2; i++) {
      name.append(Character.forDigit(raw[i] >> 4 & 15, 16));
      name.append(Character.forDigit(raw[i] & 15, 16));
    }
    return name.toString();
  }

  // In a commit or tag, the lines with ids precede all other lines.
  private byte[] headers(byte[] raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    int at = 0;
    int space = named(raw, at);
    while (space > 0) {
      int end = space + 1 + digits;
      if (end >= raw.length || raw[end] != '\n') {
        throw new IOException("a commit or tag is damaged");
      }
      remember(new String(raw, space + 1, digits, ISO_8859_1));
      out.write(raw, at, space + 1 + SHORT_DIGITS - at);
      out.write('\n');
      at = end + 1;
      space = named(raw, at);
    }
    out.write(raw, at, raw.length - at);
    return out.toByteArray();
  }

  private static int named(byte[] raw, int at) {
    for (String header : new String[] {"tree ", "parent ", "object "}) {
      boolean fits = at + header.length() <= raw.length;
      if (fits && new String(raw, at, header.length(), ISO_8859_1).equals(header)) {
        return at + header.length() - 1;
      }
    }
    return -1;
  }
}
