package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.RegularFile;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.git.ReadConditions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes ledger files: a mark, the identity, the attributes, the tips, the commits, the
 * tags, and the seal of the user's key on the repository and everything before it. Numbers are
 * big-endian.
 */
final class LedgerFile {
  private static final byte[] MARK = "weir ledger 2\n".getBytes(US_ASCII);
  // A million commits take about 50 MB.
  private static final long MOST_BYTES = 128L << 20;
  private static final long SMALL_BYTES = 4L << 20;
  private static final int BUFFER = 1 << 16;
  // A ledger is only read by the version that wrote it, so positions in these lists can replace
  // names.
  private static final List<Source.Unit> UNITS = List.of(Source.Unit.values());
  private static final List<SkipReason> REASONS = List.of(SkipReason.values());
  private static final int AGAIN = 0;
  private static final int SUMMED_UP = 1;

  private final Path file;
  private final byte[] identity;
  private final byte[] repository;
  private final LedgerKey key;

  /**
   * @param file where the ledger is stored
   * @param identity everything that decides what is found
   * @param repository the name of the repository
   * @param key seals the ledger
   */
  LedgerFile(Path file, byte[] identity, byte[] repository, LedgerKey key) {
    this.file = file;
    this.identity = identity;
    this.repository = repository;
    this.key = key;
  }

  /** The contents of a ledger. */
  record Contents(
      ReadConditions conditions,
      List<ObjectId> tips,
      List<Ledger.Entry> entries,
      List<Ledger.Entry> tags) {
    static final Contents EMPTY =
        new Contents(new ReadConditions("", ""), List.of(), List.of(), List.of());
  }

  Path path() {
    return file;
  }

  /**
   * Returns the contents, or null if the file is missing, damaged, of another identity or another
   * repository, or this user's weir did not write it.
   */
  @Nullable Contents read() {
    try {
      RegularFile.check(file, MOST_BYTES, LinkOption.NOFOLLOW_LINKS);
      // The seal of a large file is checked before the file is kept in memory.
      if (Files.size(file) > SMALL_BYTES && !isSealed()) {
        return null;
      }
      byte[] bytes = RegularFile.read(file, MOST_BYTES, LinkOption.NOFOLLOW_LINKS);
      int end = bytes.length - LedgerKey.SEAL_BYTES;
      byte[] seal = Arrays.copyOfRange(bytes, Math.max(0, end), bytes.length);
      if (end < MARK.length || !isSeal(newSeal().add(bytes, 0, end), seal)) {
        return null;
      }
      DataInputStream in =
          new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, end - MARK.length));
      boolean isOfThisVersion = Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
      return isOfThisVersion && Arrays.equals(block(in), identity) ? contents(in) : null;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private boolean isSealed() throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      long left = Files.size(file) - LedgerKey.SEAL_BYTES;
      LedgerKey.Seal seal = newSeal();
      byte[] buffer = new byte[BUFFER];
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          return false;
        }
        seal.add(buffer, 0, count);
        left -= count;
      }
      return isSeal(seal, in.readNBytes(LedgerKey.SEAL_BYTES));
    }
  }

  private LedgerKey.Seal newSeal() {
    return key.seal().block(repository).block(identity);
  }

  private static boolean isSeal(LedgerKey.Seal seal, byte[] found) {
    return MessageDigest.isEqual(seal.finish(), found);
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new EOFException();
    }
    return in.readNBytes(length);
  }

  private static Contents contents(DataInputStream in) throws IOException {
    ReadConditions conditions =
        new ReadConditions(new String(block(in), UTF_8), new String(block(in), UTF_8));
    List<ObjectId> tips = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tips.add(id(in));
    }
    return new Contents(conditions, tips, entries(in), entries(in));
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

  /** Returns the bytes of a file with these contents. */
  byte[] bytes(Contents contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MARK);
      write(identity, out);
      write(contents.conditions().folders().getBytes(UTF_8), out);
      write(contents.conditions().digest().getBytes(UTF_8), out);
      out.writeInt(contents.tips().size());
      for (ObjectId tip : contents.tips()) {
        tip.copyRawTo(out);
      }
      write(contents.entries(), out);
      write(contents.tags(), out);
    }
    bytes.writeBytes(newSeal().add(bytes.toByteArray(), 0, bytes.size()).finish());
    return bytes.toByteArray();
  }

  private static void write(byte[] block, DataOutputStream out) throws IOException {
    out.writeInt(block.length);
    out.write(block);
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
