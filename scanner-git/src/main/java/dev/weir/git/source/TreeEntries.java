package dev.weir.git.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Iterates over the entries of one tree object, in the order in which they are stored. */
final class TreeEntries {
  private static final int ID = Constants.OBJECT_ID_LENGTH;
  private static final int LONGEST_MODE = 7;
  private static final byte[] EMPTY = new byte[0];

  private final byte[] tree;
  private int next;
  private int mode;
  private int nameStart;
  private int nameEnd;

  /**
   * Starts at the first entry.
   *
   * @param tree the content of the object
   * @throws IOException if the tree is damaged
   */
  TreeEntries(byte[] tree) throws IOException {
    this.tree = tree;
    next();
  }

  static TreeEntries none() throws IOException {
    return new TreeEntries(EMPTY);
  }

  boolean isAtEnd() {
    return next > tree.length;
  }

  /** Returns the mode as it is stored. */
  int mode() {
    return mode;
  }

  boolean isTree() {
    return isTree(mode);
  }

  static boolean isTree(int mode) {
    return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_TREE;
  }

  ObjectId id() {
    return ObjectId.fromRaw(tree, nameEnd + 1);
  }

  int nameLength() {
    return nameEnd - nameStart;
  }

  /** Returns the bytes of the name, one in each character. */
  String name() {
    return new String(tree, nameStart, nameLength(), ISO_8859_1);
  }

  void writeName(ByteArrayOutputStream to) {
    to.write(tree, nameStart, nameLength());
  }

  void copyName(byte[] to, int at) {
    System.arraycopy(tree, nameStart, to, at, nameLength());
  }

  boolean hasSameId(TreeEntries other) {
    int a = nameEnd + 1;
    int b = other.nameEnd + 1;
    return Arrays.equals(tree, a, a + ID, other.tree, b, b + ID);
  }

  /** Compares two names as trees are sorted: that of a folder as if it ended with a slash. */
  int compareName(TreeEntries other) {
    return compareName(other.tree, other.nameStart, other.nameEnd, other.isTree());
  }

  /**
   * Compares the name with another one as trees are sorted.
   *
   * @param bytes hold the other name, from {@code from} to before {@code to}
   * @param isTree true if the other name is that of a folder
   */
  int compareName(byte[] bytes, int from, int to, boolean isTree) {
    int length = Math.min(nameLength(), to - from);
    int order =
        Arrays.compareUnsigned(tree, nameStart, nameStart + length, bytes, from, from + length);
    if (order != 0) {
      return order;
    }
    int own = after(tree, nameStart + length, nameEnd, isTree());
    return Integer.compare(own, after(bytes, from + length, to, isTree));
  }

  private static int after(byte[] bytes, int at, int end, boolean isTree) {
    if (at < end) {
      return bytes[at] & 0xFF;
    }
    return isTree ? '/' : 0;
  }

  /** Moves to the next entry: {@code MODE NAME\0ID}. */
  void next() throws IOException {
    int start = next;
    if (start == tree.length) {
      next = tree.length + 1;
      return;
    }
    mode = 0;
    int i = start;
    while (i < tree.length && tree[i] >= '0' && tree[i] <= '7' && i - start < LONGEST_MODE) {
      mode = mode << 3 | (tree[i++] - '0');
    }
    nameStart = i + 1;
    nameEnd = nameStart;
    while (nameEnd < tree.length && tree[nameEnd] != 0) {
      nameEnd++;
    }
    if (i == start || i >= tree.length || tree[i] != ' ' || tree.length - nameEnd <= ID) {
      throw new IOException("a tree is damaged");
    }
    next = nameEnd + 1 + ID;
  }
}
