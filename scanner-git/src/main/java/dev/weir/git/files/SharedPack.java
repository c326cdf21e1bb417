package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.eclipse.jgit.lib.AnyObjectId;

/** An open pack and its index, for several threads. Thread-safe. */
final class SharedPack implements AutoCloseable {
  private final int number;
  private final PackIds ids;
  private final FileChannel file;
  private final long end;

  private SharedPack(int number, PackIds ids, FileChannel file) throws IOException {
    this.number = number;
    this.ids = ids;
    this.file = file;
    this.end = file.size() - PackFile.ID;
    if (end < PackFile.HEAD) {
      throw new IOException("the pack is cut off");
    }
    byte[] head = read(0, PackFile.HEAD);
    byte[] sum = read(end, PackFile.ID);
    if (!PackFile.isPack(head) || !PackFile.belongTogether(head, sum, ids.count(), ids.packSum())) {
      throw new IOException("the pack is damaged, or its index belongs to another one");
    }
  }

  /**
   * Opens a pack.
   *
   * @param number a number that no other pack has, less than 2^23
   * @throws IOException if one of the two files is damaged, or they do not belong together
   */
  static SharedPack open(int number, File pack, File index) throws IOException {
    PackIds ids = PackIds.read(index);
    PackFile.checkRegular(pack);
    FileChannel file = FileChannel.open(pack.toPath(), StandardOpenOption.READ);
    try {
      return new SharedPack(number, ids, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  int number() {
    return number;
  }

  /** Returns the end of the objects. */
  long end() {
    return end;
  }

  /** Returns the offset of an object, or -1 if the pack does not have it. */
  long find(AnyObjectId id) {
    return ids.find(id);
  }

  /** Returns bytes of the file; fewer than {@code most} at its end. */
  byte[] read(long from, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(most);
    while (bytes.hasRemaining()) {
      int count = file.read(bytes, from + bytes.position());
      if (count < 0) {
        return Arrays.copyOf(bytes.array(), bytes.position());
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
