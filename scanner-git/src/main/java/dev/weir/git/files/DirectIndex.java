package dev.weir.git.files;

import dev.weir.core.text.Ascii;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.NB;
import org.jspecify.annotations.Nullable;

/**
 * An index of version 2 or 3 as git writes it ("gitformat-index"), without conflicts. Any other
 * index and any index with a structural error is rejected, and JGit or git reads it. Like git, this
 * class does not verify the checksum at the end.
 *
 * <p>An index may have many thousands of entries, of which few have changed. Only their lengths are
 * read at first; callers {@link #check} those that they look at.
 */
public final class DirectIndex {
  private static final int HEADER = 12;
  private static final int ID = 20;
  private static final int FIXED = 62;
  private static final int MODE_AT = 24;
  private static final int ID_AT = 40;
  private static final int FLAGS_AT = 60;
  private static final int LENGTH = 0xFFF;
  // In the first byte of the flags.
  private static final int STAGE = 0x30;
  private static final int EXTENDED = 0x40;
  // In the first byte of the further flags.
  private static final int INTENT_TO_ADD = 0x20;
  private static final int SKIP_WORK_TREE = 0x40;
  private static final int BLOCK = 1 << 16;
  private static final int DEEPEST = 1_000;

  private final byte[] bytes;
  private final int end;
  private int at;
  private final int version;
  // The start of each entry, and the end of its path.
  private final int[] entries;
  private final int[] pathEnds;
  private @Nullable Folder root;

  /**
   * A folder of the index, with the tree object that git wrote for it.
   *
   * @param entries the number of entries of the index in the folder, or -1 if it has changed
   * @param tree the id of the tree, or null if the folder has changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Folder(byte[] name, int entries, @Nullable ObjectId tree, Folder[] folders) {
    /** Returns the subfolder with this name, or null. */
    public @Nullable Folder folder(byte[] path, int from, int to) {
      for (Folder folder : folders) {
        if (Arrays.equals(folder.name, 0, folder.name.length, path, from, to)) {
          return folder;
        }
      }
      return null;
    }
  }

  /**
   * Parses an index. Entries have still to be {@linkplain #check checked}.
   *
   * @throws IOException if the index is not of this kind
   */
  public DirectIndex(byte[] bytes) throws IOException {
    this.bytes = bytes;
    this.end = bytes.length - ID;
    if (end < HEADER || NB.decodeInt32(bytes, 0) != 0x44495243) {
      throw unusual();
    }
    version = NB.decodeInt32(bytes, 4);
    int count = NB.decodeInt32(bytes, 8);
    if ((version != 2 && version != 3) || count < 0 || count > bytes.length / FIXED) {
      throw unusual();
    }
    entries = new int[count];
    pathEnds = new int[count];
    at = HEADER;
    for (int i = 0; i < count; i++) {
      readEntry(i);
    }
    readExtensions();
  }

  /**
   * Reads an index file. The blocks are small, because Java reads each into memory outside its heap
   * and copies it.
   */
  public static DirectIndex of(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() > Integer.MAX_VALUE - Long.BYTES) {
        throw unusual();
      }
      byte[] bytes = new byte[(int) in.length()];
      for (int i = 0; i < bytes.length; i += BLOCK) {
        in.readFully(bytes, i, Math.min(BLOCK, bytes.length - i));
      }
      return new DirectIndex(bytes);
    }
  }

  private static IOException unusual() {
    return new IOException("the index is not an ordinary one");
  }

  private void readEntry(int i) throws IOException {
    int start = at;
    if (end - start < FIXED + Short.BYTES) {
      throw unusual();
    }
    int flags = bytes[start + FLAGS_AT];
    int length = (flags << 8 | (bytes[start + FLAGS_AT + 1] & 0xFF)) & LENGTH;
    entries[i] = start;
    // git relies on the length in the flags.
    int pathEnd = path(i) + length;
    if (length == LENGTH) {
      while (pathEnd < end && bytes[pathEnd] != 0) {
        pathEnd++;
      }
    }
    pathEnds[i] = pathEnd;
    at = start + ((pathEnd - start + Long.BYTES) & -Long.BYTES);
    if (at > end || bytes[pathEnd] != 0 || (flags & STAGE) != 0) {
      throw unusual();
    }
  }

  /**
   * Checks an entry: its mode and flags are usual, and its path is valid in a work tree and sorts
   * after the path before it.
   *
   * @throws IOException if it is damaged
   */
  public void check(int i) throws IOException {
    if (isExtended(i)) {
      int more = NB.decodeUInt16(bytes, entries[i] + FIXED);
      if (version == 2 || (more & ~((INTENT_TO_ADD | SKIP_WORK_TREE) << 8)) != 0) {
        throw unusual();
      }
    }
    if (!isMode(mode(i))) {
      throw unusual();
    }
    checkPath(i);
  }

  private boolean isExtended(int i) {
    return (bytes[entries[i] + FLAGS_AT] & EXTENDED) != 0;
  }

  private static boolean isMode(int mode) {
    return mode == 0100644 || mode == 0100755 || mode == 0120000 || mode == 0160000;
  }

  private void checkPath(int i) throws IOException {
    int start = path(i);
    if (i > 0
        && Arrays.compareUnsigned(bytes, path(i - 1), pathEnds[i - 1], bytes, start, pathEnds[i])
            >= 0) {
      throw unusual();
    }
    for (int k = start; k <= pathEnds[i]; k++) {
      if (bytes[k] == 0 && k < pathEnds[i]) {
        throw unusual();
      }
      if (k == pathEnds[i] || bytes[k] == '/') {
        boolean dots = bytes[start] == '.' && (k - start == 1 || isDotName(start, k));
        if (k == start || dots) {
          throw unusual();
        }
        start = k + 1;
      }
    }
  }

  private boolean isDotName(int start, int to) {
    return (to - start == 2 && bytes[start + 1] == '.')
        || (to - start == 4
            && Ascii.toLower(bytes[start + 1]) == 'g'
            && Ascii.toLower(bytes[start + 2]) == 'i'
            && Ascii.toLower(bytes[start + 3]) == 't');
  }

  private void readExtensions() throws IOException {
    while (at < end) {
      if (end - at < 2 * Integer.BYTES) {
        throw unusual();
      }
      int name = NB.decodeInt32(bytes, at);
      int length = NB.decodeInt32(bytes, at + Integer.BYTES);
      int start = at + 2 * Integer.BYTES;
      // Extensions whose names start with a capital letter are optional.
      if (length < 0 || length > end - start || !Ascii.isUpper(bytes[at])) {
        throw unusual();
      }
      if (name == 0x54524545) {
        at = start;
        root = readFolder(start + length, 0);
        if (at != start + length) {
          throw unusual();
        }
      }
      at = start + length;
    }
  }

  private Folder readFolder(int limit, int depth) throws IOException {
    int nameEnd = at;
    while (nameEnd < limit && bytes[nameEnd] != 0) {
      nameEnd++;
    }
    byte[] name = Arrays.copyOfRange(bytes, at, nameEnd);
    at = nameEnd + 1;
    int entryCount = decimal(limit, ' ');
    int folderCount = decimal(limit, '\n');
    if (depth > DEEPEST || folderCount < 0 || folderCount > limit - at) {
      throw unusual();
    }
    ObjectId tree = null;
    if (entryCount >= 0) {
      if (limit - at < ID) {
        throw unusual();
      }
      tree = ObjectId.fromRaw(bytes, at);
      at += ID;
    }
    Folder[] folders = new Folder[folderCount];
    for (int i = 0; i < folderCount; i++) {
      folders[i] = readFolder(limit, depth + 1);
    }
    return new Folder(name, entryCount, tree, folders);
  }

  private int decimal(int limit, char stop) throws IOException {
    boolean negative = at < limit && bytes[at] == '-';
    at += negative ? 1 : 0;
    int start = at;
    int value = 0;
    while (at < limit && Ascii.isDigit(bytes[at]) && at - start < 9) {
      value = 10 * value + bytes[at++] - '0';
    }
    if (at == start || at >= limit || bytes[at] != stop) {
      throw unusual();
    }
    at++;
    return negative ? -value : value;
  }

  public int count() {
    return entries.length;
  }

  /** Returns the bytes of the index, which contain all paths. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the start of an entry's path. */
  public int path(int i) {
    return entries[i] + (isExtended(i) ? FIXED + Short.BYTES : FIXED);
  }

  /** Returns the end of an entry's path. */
  public int pathEnd(int i) {
    return pathEnds[i];
  }

  public int mode(int i) {
    return NB.decodeInt32(bytes, entries[i] + MODE_AT);
  }

  public ObjectId id(int i) {
    return ObjectId.fromRaw(bytes, entries[i] + ID_AT);
  }

  /** Returns true if the path was added with {@code git add -N}, that is, without content. */
  public boolean isMeantToBeAdded(int i) {
    return isExtended(i) && (bytes[entries[i] + FIXED] & INTENT_TO_ADD) != 0;
  }

  /** Returns the root folder with its trees, or null if the index does not have them. */
  public @Nullable Folder root() {
    return root;
  }
}
