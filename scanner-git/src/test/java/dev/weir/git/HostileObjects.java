package dev.weir.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.ObjectId;

/** Writes objects into a repository that git would never make. */
public final class HostileObjects {
  public static final int COMMIT = 1;
  public static final int TREE = 2;
  public static final int BLOB = 3;
  public static final int DELTA_TO_OFFSET = 6;
  public static final int DELTA_TO_ID = 7;

  private final TestRepository git;
  private final Map<ObjectId, byte[]> entries = new TreeMap<>();

  public HostileObjects(TestRepository git) {
    this.git = git;
  }

  /** An entry of a tree. */
  public record Entry(String mode, String name, ObjectId id) {}

  /** Returns an id that no real object has. */
  public static ObjectId id(int n) {
    return ObjectId.fromString(String.format("%08x", 0x0fabe000 + n).repeat(5));
  }

  /** Writes a loose object and returns its id. */
  public ObjectId put(String type, byte[] content) throws IOException {
    byte[] raw = join((type + " " + content.length + "\0").getBytes(US_ASCII), content);
    ObjectId id = ObjectId.fromRaw(sha1(raw));
    loose(id, raw);
    return id;
  }

  /** Writes a loose object under any id; the bytes include the header. */
  public void loose(ObjectId id, byte[] raw) throws IOException {
    Path file =
        git.path(".git/objects/" + id.name().substring(0, 2) + "/" + id.name().substring(2));
    Files.createDirectories(file.getParent());
    Files.write(file, deflate(raw));
  }

  public static byte[] treeBytes(List<Entry> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      bytes.writeBytes((entry.mode + " " + entry.name + "\0").getBytes(UTF_8));
      byte[] id = new byte[20];
      entry.id.copyRawTo(id, 0);
      bytes.writeBytes(id);
    }
    return bytes.toByteArray();
  }

  /** Writes a tree; its entries must be sorted. */
  public ObjectId tree(Entry... entries) throws IOException {
    return put("tree", treeBytes(List.of(entries)));
  }

  /** Commits a tree on top of the newest commit of main. */
  public void commit(ObjectId tree) throws Exception {
    commit(tree, git.id("HEAD"));
  }

  /**
   * Commits a tree to main.
   *
   * @param parent the parent, or several lines of parents
   */
  public void commit(ObjectId tree, String parent) throws Exception {
    ObjectId id =
        put(
            "commit",
            ("tree "
                    + tree.name()
                    + "\nparent "
                    + parent
                    + "\nauthor J <j@e> 1800000000 +0000\ncommitter J <j@e> 1800000000 +0000\n\nx\n")
                .getBytes(UTF_8));
    git.git("update-ref refs/heads/main " + id.name());
  }

  /**
   * Adds an entry to the pack.
   *
   * @param declared the size in its head
   * @param base the bytes between the head and the deflated ones
   */
  public void packed(ObjectId id, int type, long declared, byte[] base, byte[] content) {
    entries.put(id, join(head(type, declared), base, deflate(content)));
  }

  /** Adds a delta to another object of the pack. */
  public void delta(ObjectId id, ObjectId base, byte[] delta) {
    byte[] raw = new byte[20];
    base.copyRawTo(raw, 0);
    packed(id, DELTA_TO_ID, delta.length, raw, delta);
  }

  /** Writes the pack and its index. */
  public void writePack() throws IOException {
    ByteArrayOutputStream pack = new ByteArrayOutputStream();
    pack.writeBytes("PACK".getBytes(US_ASCII));
    pack.writeBytes(ints(2, entries.size()));
    List<Integer> offsets = new ArrayList<>();
    for (byte[] entry : entries.values()) {
      offsets.add(pack.size());
      pack.writeBytes(entry);
    }
    byte[] sum = sha1(pack.toByteArray());
    pack.writeBytes(sum);
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    index.writeBytes(ints(0xff744f63, 2));
    for (int first = 0; first < 256; first++) {
      int most = first;
      index.writeBytes(
          ints((int) entries.keySet().stream().filter(id -> id.getFirstByte() <= most).count()));
    }
    for (ObjectId id : entries.keySet()) {
      byte[] raw = new byte[20];
      id.copyRawTo(raw, 0);
      index.writeBytes(raw);
    }
    for (byte[] entry : entries.values()) {
      CRC32 crc = new CRC32();
      crc.update(entry);
      index.writeBytes(ints((int) crc.getValue()));
    }
    for (int offset : offsets) {
      index.writeBytes(ints(offset));
    }
    index.writeBytes(sum);
    index.writeBytes(sha1(index.toByteArray()));
    Path folder = git.path(".git/objects/pack");
    Files.createDirectories(folder);
    String name = "pack-" + ObjectId.fromRaw(sum).name();
    Files.write(folder.resolve(name + ".pack"), pack.toByteArray());
    Files.write(folder.resolve(name + ".idx"), index.toByteArray());
  }

  private static byte[] head(int type, long size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long left = size >>> 4;
    int first = type << 4 | (int) (size & 15);
    while (left != 0) {
      bytes.write(first | 0x80);
      first = (int) (left & 0x7f);
      left >>>= 7;
    }
    bytes.write(first);
    return bytes.toByteArray();
  }

  /** Returns a number as deltas write it. */
  public static byte[] number(long value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long left = value;
    while (left > 127) {
      bytes.write((int) (left & 127 | 128));
      left >>>= 7;
    }
    bytes.write((int) left);
    return bytes.toByteArray();
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
