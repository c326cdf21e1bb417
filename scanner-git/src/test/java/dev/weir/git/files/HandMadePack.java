package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.ObjectId;

/** A pack and its index with contents that git would never write. */
final class HandMadePack {
  private static final byte[] SUM = "a sum of twenty byte".getBytes(US_ASCII);

  private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
  private final Map<ObjectId, Long> offsets = new TreeMap<>();

  /** Returns an id that starts with a byte and has a number at its end. */
  static ObjectId id(int first, int number) {
    return new ObjectId(first << 24, 0, 0, 0, number);
  }

  /** Returns a delta of sizes below 128 bytes. */
  static byte[] delta(int baseSize, int size, int... instructions) {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    delta.write(baseSize);
    delta.write(size);
    for (int instruction : instructions) {
      delta.write(instruction);
    }
    return delta.toByteArray();
  }

  HandMadePack object(ObjectId id, int type, byte[] content) throws IOException {
    return entry(id, type, content.length, new byte[0], content);
  }

  HandMadePack deltaTo(ObjectId base, ObjectId id, byte[] delta) throws IOException {
    byte[] raw = new byte[20];
    base.copyRawTo(raw, 0);
    return entry(id, PackEntry.DELTA_TO_ID, delta.length, raw, delta);
  }

  /** Adds an entry whose header may be wrong. */
  HandMadePack entry(ObjectId id, int type, long size, byte[] base, byte[] content)
      throws IOException {
    offsets.put(id, 12L + objects.size());
    long rest = size >> 4;
    objects.write((int) (type << 4 | size & 0xf | (rest > 0 ? 0x80 : 0)));
    while (rest > 0) {
      objects.write((int) (rest & 0x7f | (rest > 0x7f ? 0x80 : 0)));
      rest >>= 7;
    }
    objects.write(base);
    objects.write(deflated(content));
    return this;
  }

  /** Adds an object only to the index. */
  HandMadePack named(ObjectId id, long offset) {
    offsets.put(id, offset);
    return this;
  }

  void write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    ByteBuffer pack = ByteBuffer.allocate(12 + objects.size() + 20);
    pack.put("PACK".getBytes(US_ASCII)).putInt(2).putInt(offsets.size());
    pack.put(objects.toByteArray()).put(SUM);
    Files.write(folder.resolve(name + ".pack"), pack.array());
    Files.write(folder.resolve(name + ".idx"), index());
  }

  private byte[] index() {
    int count = offsets.size();
    int far = (int) offsets.values().stream().filter(HandMadePack::isFar).count();
    ByteBuffer index = ByteBuffer.allocate(8 + 1024 + count * 28 + far * 8 + 40);
    index.putInt(0xff744f63).putInt(2);
    for (int first = 0; first < 256; first++) {
      int most = first;
      index.putInt((int) offsets.keySet().stream().filter(i -> i.getFirstByte() <= most).count());
    }
    offsets.keySet().forEach(id -> id.copyRawTo(index));
    index.position(index.position() + 4 * count);
    int next = 0;
    for (long offset : offsets.values()) {
      index.putInt(isFar(offset) ? 0x80000000 | next++ : (int) offset);
    }
    offsets.values().stream().filter(HandMadePack::isFar).forEach(index::putLong);
    return index.put(SUM).array();
  }

  private static boolean isFar(long offset) {
    return offset < 0 || offset > Integer.MAX_VALUE;
  }

  static byte[] deflated(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
