package dev.weir.git.files;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.InflaterCache;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of {@link PackedObjects}. Each object that is met on the way to another one is kept
 * for all readers, so that few are read twice. Not thread-safe.
 */
final class PackedReader implements AutoCloseable {
  /** The most deltas in a chain; git makes at most 4,095. */
  private static final int DEEPEST = 10_000;

  private static final int LARGEST_BUFFER = 1 << 20;
  private static final int ID = 20;

  private final PackedObjects shared;
  private final byte[] more = new byte[1];
  private final byte[] id = new byte[ID];
  private @Nullable Inflater inflater;
  private byte[] buffer = new byte[1 << 12];
  private PackBlocks.@Nullable Block block;
  // The pack in which the last object was found, and where.
  private @Nullable SharedPack found;
  private long foundAt;
  // The head that was read last.
  private long at;
  private int type;
  private int size;
  private long base;
  // The deltas between an object and one that is known.
  private int depth;
  private long[] offsets = new long[64];
  private long[] starts = new long[64];
  private int[] sizes = new int[64];

  PackedReader(PackedObjects shared) {
    this.shared = shared;
  }

  /** Returns an object, or null if it is in no pack, or cannot be read from it. */
  ObjectFiles.@Nullable Stored read(AnyObjectId object) {
    try {
      SharedPack pack = find(object);
      return pack == null ? null : resolve(pack, foundAt);
    } catch (IOException | OutOfMemoryError e) {
      return null;
    }
  }

  /**
   * Returns the size of an object in bytes, or -1 if it is in no pack, or cannot be read from it.
   */
  long size(AnyObjectId object) {
    try {
      SharedPack pack = find(object);
      return pack == null ? -1 : sizeAt(pack, foundAt);
    } catch (IOException | OutOfMemoryError e) {
      return -1;
    }
  }

  private @Nullable SharedPack find(AnyObjectId object) {
    SharedPack last = found;
    if (last != null) {
      foundAt = last.find(object);
      if (foundAt >= 0) {
        return last;
      }
    }
    for (SharedPack pack : shared.packs()) {
      foundAt = pack == last ? -1 : pack.find(object);
      if (foundAt >= 0) {
        found = pack;
        return pack;
      }
    }
    return null;
  }

  private long sizeAt(SharedPack pack, long offset) throws IOException {
    ObjectFiles.Stored known = shared.recent().get(pack, offset);
    if (known != null) {
      return known.bytes().length;
    }
    readHead(pack, offset);
    if (type <= PackEntry.TAG) {
      return size;
    }
    int length = Math.min(size, DeltaBytes.HEAD);
    inflateSome(pack, at, buffer, length);
    return DeltaBytes.resultSize(buffer, length);
  }

  /** Follows deltas down to an object that is known or whole, and applies them. */
  private ObjectFiles.Stored resolve(SharedPack pack, long top) throws IOException {
    depth = 0;
    long offset = top;
    ObjectFiles.Stored object = shared.recent().get(pack, offset);
    while (object == null) {
      readHead(pack, offset);
      if (type <= PackEntry.TAG) {
        byte[] bytes = InflatedStretch.room(size);
        int whole = type;
        inflate(pack, at, bytes, bytes.length);
        object = new ObjectFiles.Stored(whole, bytes);
        keep(pack, offset, object, depth == 0);
      } else {
        push(offset);
        offset = base;
        object = shared.recent().get(pack, offset);
      }
    }
    while (depth > 0) {
      depth--;
      int length = sizes[depth];
      byte[] delta = room(length);
      inflate(pack, starts[depth], delta, length);
      byte[] bytes = DeltaBytes.apply(object.bytes(), delta, length);
      object = new ObjectFiles.Stored(object.type(), bytes);
      keep(pack, offsets[depth], object, depth == 0);
    }
    return object;
  }

  private void keep(SharedPack pack, long offset, ObjectFiles.Stored object, boolean isTop) {
    // A commit is read once.
    if (!isTop || object.type() != Constants.OBJ_COMMIT) {
      shared.recent().add(pack, offset, object);
    }
  }

  private void push(long offset) throws IOException {
    if (depth == DEEPEST) {
      throw damaged("a chain of deltas is too long, or never ends");
    }
    if (depth == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * depth);
      starts = Arrays.copyOf(starts, 2 * depth);
      sizes = Arrays.copyOf(sizes, 2 * depth);
    }
    offsets[depth] = offset;
    starts[depth] = at;
    sizes[depth] = size;
    depth++;
  }

  /** Returns a buffer that has at least this size. */
  private byte[] room(int length) throws IOException {
    if (length <= buffer.length) {
      return buffer;
    }
    if (length > LARGEST_BUFFER) {
      return InflatedStretch.room(length);
    }
    buffer = new byte[Integer.highestOneBit(length) * 2];
    return buffer;
  }

  /** Reads the head of the object at an offset; {@link #at} is then behind it. */
  private void readHead(SharedPack pack, long offset) throws IOException {
    if (offset < PackFile.HEAD || offset >= pack.end()) {
      throw damaged("the offset of an object is not in the pack");
    }
    at = offset;
    int bits = next(pack);
    type = (bits >> 4) & 7;
    long length = bits & 0xf;
    for (int shift = 4; (bits & 0x80) != 0; shift += 7) {
      if (shift > 53) {
        throw damaged("an object has a size that is too large");
      }
      bits = next(pack);
      length |= (long) (bits & 0x7f) << shift;
    }
    if (type == PackEntry.DELTA_TO_OFFSET) {
      base = offset - distance(pack, offset);
    } else if (type == PackEntry.DELTA_TO_ID) {
      base = baseById(pack);
    } else if (type < Constants.OBJ_COMMIT || type > PackEntry.TAG) {
      throw damaged("an object has an unknown type");
    }
    size = InflatedStretch.possible(length, pack.end() - at);
  }

  /** Reads a distance. Each byte except the first adds one to the value of its bits. */
  private long distance(SharedPack pack, long offset) throws IOException {
    int bits = next(pack);
    long distance = bits & 0x7f;
    while ((bits & 0x80) != 0 && distance <= offset) {
      bits = next(pack);
      distance = ((distance + 1) << 7) | (bits & 0x7f);
    }
    if (distance <= 0 || distance > offset - PackFile.HEAD) {
      throw damaged("the base of a delta is not in the pack");
    }
    return distance;
  }

  private long baseById(SharedPack pack) throws IOException {
    for (int i = 0; i < ID; i++) {
      id[i] = (byte) next(pack);
    }
    long offset = pack.find(ObjectId.fromRaw(id));
    if (offset < 0) {
      throw damaged("the base of a delta is not in the pack");
    }
    return offset;
  }

  private int next(SharedPack pack) throws IOException {
    byte[] bytes = blockAt(pack, at).bytes();
    int index = (int) (at % PackBlocks.SIZE);
    if (at >= pack.end() || index >= bytes.length) {
      throw damaged("it is cut off");
    }
    at++;
    return bytes[index] & 0xff;
  }

  private PackBlocks.Block blockAt(SharedPack pack, long position) throws IOException {
    long number = position / PackBlocks.SIZE;
    PackBlocks.Block known = block;
    if (known == null || known.number() != number || known.pack() != pack) {
      known = shared.blocks().get(pack, number);
      block = known;
    }
    return known;
  }

  /**
   * Inflates an object or a delta.
   *
   * @throws IOException if it has more or fewer bytes than {@code length}
   */
  private void inflate(SharedPack pack, long from, byte[] to, int length) throws IOException {
    Inflater in = inflateSome(pack, from, to, length);
    // Reading to the end also verifies the checksum.
    while (!in.finished()) {
      if (some(pack, in, more, 0, 1) > 0) {
        throw damaged("an object is longer than its header states");
      }
    }
  }

  /** Inflates the first bytes of an object or a delta. */
  private Inflater inflateSome(SharedPack pack, long from, byte[] to, int length)
      throws IOException {
    Inflater in = inflater();
    in.reset();
    at = from;
    int done = 0;
    while (done < length) {
      if (in.finished()) {
        throw damaged("an object is shorter than its header states");
      }
      done += some(pack, in, to, done, length - done);
    }
    return in;
  }

  private int some(SharedPack pack, Inflater in, byte[] to, int from, int length)
      throws IOException {
    if (in.needsInput()) {
      feed(pack, in);
    }
    try {
      int count = in.inflate(to, from, length);
      if (count == 0 && !in.finished() && (in.needsDictionary() || !in.needsInput())) {
        throw damaged("an object was not deflated as git does");
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("a pack is damaged: an object cannot be inflated", e);
    }
  }

  private void feed(SharedPack pack, Inflater in) throws IOException {
    int start = (int) (at % PackBlocks.SIZE);
    byte[] bytes = blockAt(pack, at).bytes();
    int count = (int) Math.min(bytes.length - start, pack.end() - at);
    if (count <= 0) {
      throw damaged("it is cut off");
    }
    in.setInput(bytes, start, count);
    at += count;
  }

  private Inflater inflater() {
    Inflater known = inflater;
    if (known == null) {
      known = InflaterCache.get();
      inflater = known;
    }
    return known;
  }

  private static IOException damaged(String why) {
    return new IOException("a pack is damaged: " + why);
  }

  @Override
  public void close() {
    Inflater known = inflater;
    inflater = null;
    if (known != null) {
      InflaterCache.release(known);
    }
  }
}
