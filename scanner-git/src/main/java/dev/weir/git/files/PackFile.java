package dev.weir.git.files;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.NB;
import org.jspecify.annotations.Nullable;

/** A pack and its index. Each file is opened when it is first needed. */
final class PackFile implements AutoCloseable {
  /** The size of the head of a pack in bytes. */
  static final int HEAD = 12;

  /** The size of an id, and of the checksum at the end of a pack, in bytes. */
  static final int ID = 20;

  // Enough for a size of at most nine bytes, and an id or an offset.
  private static final int ENTRY_HEAD = 32;
  private static final int MAGIC = 'P' << 24 | 'A' << 16 | 'C' << 8 | 'K';

  private final File path;
  private final File indexPath;
  private final long modified;
  private @Nullable PackIndexFile index;
  private @Nullable RandomAccessFile file;
  private long end;

  PackFile(File path, File indexPath) {
    this.path = path;
    this.indexPath = indexPath;
    this.modified = path.lastModified();
  }

  /** Returns when the pack was last modified, in milliseconds since 1970. */
  long modified() {
    return modified;
  }

  /** Returns the start of an object, or -1 if it is not in this pack. */
  long find(ObjectId id) throws IOException {
    return index().find(id);
  }

  /** Reads the header of the object at an offset. */
  PackEntry entry(long offset) throws IOException {
    RandomAccessFile in = open();
    if (offset < HEAD || offset >= end) {
      throw damaged("the offset of an object is not in the pack");
    }
    byte[] head = new byte[(int) Math.min(ENTRY_HEAD, end - offset)];
    in.seek(offset);
    in.readFully(head);
    return new HeadReader(head).entry(offset);
  }

  /** Returns the content of an entry: an object or a delta. */
  byte[] content(PackEntry entry, Inflater inflater, byte[] input) throws IOException {
    byte[] bytes = InflatedStretch.room(entry.size());
    stretch(entry, inflater, input).readAll(bytes, 0);
    return bytes;
  }

  /** Returns the size of the result of a delta. */
  int resultSize(PackEntry entry, Inflater inflater, byte[] input) throws IOException {
    byte[] head = new byte[Math.min(entry.size(), DeltaBytes.HEAD)];
    int length = stretch(entry, inflater, input).read(head, 0);
    return DeltaBytes.resultSize(head, length);
  }

  private InflatedStretch stretch(PackEntry entry, Inflater inflater, byte[] input)
      throws IOException {
    return new InflatedStretch(inflater, input, open(), entry.data(), end);
  }

  private PackIndexFile index() throws IOException {
    PackIndexFile opened = index;
    if (opened == null) {
      opened = new PackIndexFile(indexPath);
      index = opened;
    }
    return opened;
  }

  private RandomAccessFile open() throws IOException {
    RandomAccessFile opened = file;
    if (opened == null) {
      checkRegular(path);
      opened = new RandomAccessFile(path, "r");
      try {
        end = checkedEnd(opened);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
      file = opened;
    }
    return opened;
  }

  /** Returns the end of the objects: the position of the checksum, which must match the index. */
  private long checkedEnd(RandomAccessFile opened) throws IOException {
    long objectsEnd = opened.length() - ID;
    byte[] head = new byte[HEAD];
    byte[] sum = new byte[ID];
    try {
      opened.readFully(head);
      opened.seek(Math.max(0, objectsEnd));
      opened.readFully(sum);
    } catch (EOFException e) {
      throw new IOException(path + ": the pack is cut off", e);
    }
    if (objectsEnd < HEAD || !isPack(head)) {
      throw damaged("it does not start like a pack of version 2 or 3");
    }
    if (!belongTogether(head, sum, index().count(), index().packSum())) {
      throw damaged("its index belongs to another pack");
    }
    return objectsEnd;
  }

  /** Returns true if a pack of a known version starts with these bytes. */
  static boolean isPack(byte[] head) {
    int version = NB.decodeInt32(head, 4);
    return NB.decodeInt32(head, 0) == MAGIC && (version == 2 || version == 3);
  }

  /**
   * Returns true if an index is that of a pack.
   *
   * @param head the head of the pack
   * @param sum the checksum at the end of the pack
   * @param count the number of objects in the index
   * @param sumInIndex the checksum of the pack in the index
   */
  static boolean belongTogether(byte[] head, byte[] sum, int count, byte[] sumInIndex) {
    return NB.decodeInt32(head, 8) == count && Arrays.equals(sum, sumInIndex);
  }

  /** Throws if a file is a pipe, for which opening it would wait. */
  static void checkRegular(File file) throws IOException {
    if (!file.isFile() && file.exists()) {
      throw new IOException(file + " is not a regular file");
    }
  }

  private IOException damaged(String why) {
    return new IOException(path + ": the pack is damaged: " + why);
  }

  @Override
  public void close() throws IOException {
    RandomAccessFile opened = file;
    file = null;
    PackIndexFile openedIndex = index;
    index = null;
    try {
      if (opened != null) {
        opened.close();
      }
    } finally {
      if (openedIndex != null) {
        openedIndex.close();
      }
    }
  }

  /** Reads the bytes before the deflated ones. */
  private final class HeadReader {
    private final byte[] head;
    private int at;

    HeadReader(byte[] head) {
      this.head = head;
    }

    PackEntry entry(long offset) throws IOException {
      int bits = next();
      int type = (bits >> 4) & 7;
      long size = bits & 0xf;
      for (int shift = 4; (bits & 0x80) != 0; shift += 7) {
        if (shift > 53) {
          throw damaged("an object has a size that is too large");
        }
        bits = next();
        size |= (long) (bits & 0x7f) << shift;
      }
      long base = 0;
      ObjectId baseId = null;
      if (type == PackEntry.DELTA_TO_OFFSET) {
        base = offset - distance(offset);
      } else if (type == PackEntry.DELTA_TO_ID) {
        baseId = id();
      } else if (type < 1 || type > PackEntry.TAG) {
        throw damaged("an object has an unknown type");
      }
      long data = offset + at;
      int checked = InflatedStretch.possible(size, end - data);
      return new PackEntry(PackFile.this, offset, type, checked, data, base, baseId);
    }

    /** Reads a distance. Each byte except the first adds one to the value of its bits. */
    private long distance(long offset) throws IOException {
      int bits = next();
      long distance = bits & 0x7f;
      while ((bits & 0x80) != 0) {
        bits = next();
        distance = ((distance + 1) << 7) | (bits & 0x7f);
        if (distance > offset) {
          break;
        }
      }
      if (distance <= 0 || distance > offset - HEAD) {
        throw damaged("the base of a delta is not in the pack");
      }
      return distance;
    }

    private ObjectId id() throws IOException {
      if (head.length - at < ID) {
        throw damaged("it is cut off");
      }
      ObjectId id = ObjectId.fromRaw(head, at);
      at += ID;
      return id;
    }

    private int next() throws IOException {
      if (at >= head.length) {
        throw damaged("it is cut off");
      }
      return head[at++] & 0xff;
    }
  }
}
