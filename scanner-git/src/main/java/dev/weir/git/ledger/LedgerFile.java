package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes ledger files: a mark, the identity, the attributes, the tips, the commits, the
 * tags, and a CRC-32C of everything before it. Numbers are big-endian.
 */
final class LedgerFile {
  private static final byte[] MARK = "weir ledger 1\n".getBytes(US_ASCII);
  // A ledger is only read by the version that wrote it, so positions in these lists can replace
  // names.
  private static final List<Source.Unit> UNITS = List.of(Source.Unit.values());
  private static final List<SkipReason> REASONS = List.of(SkipReason.values());
  private static final int AGAIN = 0;
  private static final int SUMMED_UP = 1;

  private LedgerFile() {}

  /** The contents of a ledger. */
  record Contents(
      String attributes,
      List<ObjectId> tips,
      List<Ledger.Entry> entries,
      List<Ledger.Entry> tags) {}

  /**
   * Returns the contents of a file, or null if the file is missing, damaged or of another identity.
   */
  static @Nullable Contents read(Path file, byte[] identity) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int end = bytes.length - Integer.BYTES;
      if (end < MARK.length || !Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
        return null;
      }
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, end - MARK.length));
      boolean same = checksum(bytes, end) == ByteBuffer.wrap(bytes, end, Integer.BYTES).getInt();
      return same && Arrays.equals(block(in), identity) ? contents(in) : null;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, end);
    return (int) sum.getValue();
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException();
    }
    return in.readNBytes(length);
  }

  private static Contents contents(DataInputStream in) throws IOException {
    String attributes = new String(block(in), UTF_8);
    List<ObjectId> tips = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tips.add(id(in));
    }
    return new Contents(attributes, tips, entries(in), entries(in));
  }

  private static List<Ledger.Entry> entries(DataInputStream in) throws IOException {
    List<Ledger.Entry> entries = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      ObjectId id = id(in);
      int time = in.readInt();
      entries.add(new Ledger.Entry(id, time, in.readByte() == SUMMED_UP ? summary(in) : null));
    }
    return entries;
  }

  private static ObjectId id(DataInputStream in) throws IOException {
    byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
    in.readFully(raw);
    return ObjectId.fromRaw(raw);
  }

  private static PartSummary summary(DataInputStream in) throws IOException {
    long commits = in.readInt();
    long bytes = in.readLong();
    Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
    for (int left = in.readByte(); left > 0; left--) {
      Source.Unit unit = UNITS.get(in.readByte());
      units.put(unit, (long) in.readInt());
    }
    List<Skip> skips = new ArrayList<>(0);
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      SkipReason reason = REASONS.get(in.readByte());
      skips.add(new Skip(path, reason, in.readUTF()));
    }
    return new PartSummary(commits, bytes, units, skips);
  }

  static byte[] bytes(byte[] identity, Contents contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MARK);
      out.writeInt(identity.length);
      out.write(identity);
      byte[] attributes = contents.attributes().getBytes(UTF_8);
      out.writeInt(attributes.length);
      out.write(attributes);
      out.writeInt(contents.tips().size());
      for (ObjectId tip : contents.tips()) {
        tip.copyRawTo(out);
      }
      write(contents.entries(), out);
      write(contents.tags(), out);
    }
    int sum = checksum(bytes.toByteArray(), bytes.size());
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
    return bytes.toByteArray();
  }

  private static void write(List<Ledger.Entry> entries, DataOutputStream out) throws IOException {
    out.writeInt(entries.size());
    for (Ledger.Entry entry : entries) {
      entry.id.copyRawTo(out);
      out.writeInt(entry.time);
      PartSummary summary = entry.summary;
      out.writeByte(summary == null ? AGAIN : SUMMED_UP);
      if (summary != null) {
        write(summary, out);
      }
    }
  }

  private static void write(PartSummary summary, DataOutputStream out) throws IOException {
    out.writeInt(Math.toIntExact(summary.commits()));
    out.writeLong(summary.bytes());
    out.writeByte(summary.units().size());
    for (Map.Entry<Source.Unit, Long> unit : summary.units().entrySet()) {
      out.writeByte(UNITS.indexOf(unit.getKey()));
      out.writeInt(Math.toIntExact(unit.getValue()));
    }
    out.writeInt(summary.skips().size());
    for (Skip skip : summary.skips()) {
      out.writeUTF(skip.path());
      out.writeByte(REASONS.indexOf(skip.reason()));
      out.writeUTF(skip.detail());
    }
  }
}
