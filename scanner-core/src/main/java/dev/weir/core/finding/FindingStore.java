package dev.weir.core.finding;

import dev.weir.core.rule.Confidence;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores the findings of a scan, in order, so that reports can read them several times. The first
 * {@value #MOST_IN_MEMORY} are kept in memory; if there are more, all go to a temporary file that
 * only this process can see and that disappears with the process. What neighbouring findings share,
 * such as their line, is stored once. If the disk is full, the findings that were stored before can
 * still be read. Not thread-safe.
 */
public final class FindingStore implements StoredFindings, Closeable {
  /** The most findings that are kept in memory. */
  static final int MOST_IN_MEMORY = 5_000;

  private static final int BUFFER = 1 << 16;
  private static final int MARK_EVERY = 1_000;
  private static final long NONE = -1;
  // Each piece of the file begins with its kind and its length.
  private static final int SHARED = 0;
  private static final int RECORD = 1;

  private final int mostInMemory;
  private final SpillFile.Opener opener;
  private List<Stored> inMemory = new ArrayList<>();
  private final List<Long> marks = new ArrayList<>();
  private long size;
  private @Nullable SpillFile file;
  private byte[] lastPlace = {};
  private long lastPlaceAt = NONE;
  private @Nullable CommitInfo lastCommit;
  private long lastCommitAt = NONE;
  private Content lastLine = Content.empty();
  private long lastLineAt = NONE;

  /** Creates an empty store. */
  public FindingStore() {
    this(MOST_IN_MEMORY, SpillFile::temporary);
  }

  FindingStore(int mostInMemory, SpillFile.Opener opener) {
    this.mostInMemory = mostInMemory;
    this.opener = opener;
  }

  /**
   * A finding, and the reason if it is not reported.
   *
   * @param reason empty for a finding that is reported
   */
  public record Stored(Finding finding, String reason) {}

  /**
   * Adds a finding at the end.
   *
   * @param reason why the finding is not reported; empty if it is
   * @throws IOException if the disk is full; the finding is then not stored
   */
  public void add(Finding finding, String reason) throws IOException {
    Stored stored = new Stored(finding, reason);
    if (file == null && size < mostInMemory) {
      inMemory.add(stored);
    } else {
      SpillFile to = file == null ? spilled() : file;
      write(stored, size, to);
    }
    size++;
  }

  @Override
  public long size() {
    return size;
  }

  /** Moves the findings from memory to a file. */
  private SpillFile spilled() throws IOException {
    SpillFile made = new SpillFile(opener.open());
    try {
      for (int i = 0; i < inMemory.size(); i++) {
        write(inMemory.get(i), i, made);
      }
    } catch (IOException e) {
      marks.clear();
      lastPlaceAt = NONE;
      lastCommitAt = NONE;
      lastLineAt = NONE;
      made.close();
      throw e;
    }
    file = made;
    inMemory = new ArrayList<>(0);
    return made;
  }

  private void write(Stored stored, long index, SpillFile to) throws IOException {
    Finding finding = stored.finding();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(placeOf(placeBytes(stored), to));
    out.writeLong(placeOf(finding.commit(), to));
    out.writeLong(placeOf(finding.line(), to));
    write(finding, out);
    long at = to.size();
    to.append(record(RECORD, bytes.toByteArray()));
    if (index % MARK_EVERY == 0) {
      marks.add(at);
    }
  }

  /** Returns the bytes of everything that all findings of a rule in a file have in common. */
  private static byte[] placeBytes(Stored stored) throws IOException {
    Finding finding = stored.finding();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream to = new DataOutputStream(bytes);
    put(to, stored.reason());
    put(to, finding.ruleId());
    put(to, finding.description());
    put(to, finding.path());
    put(to, finding.symlinkPath());
    to.writeInt(finding.tags().size());
    for (String tag : finding.tags()) {
      put(to, tag);
    }
    return bytes.toByteArray();
  }

  /** Returns where the bytes are stored, and stores them unless they were the last ones. */
  private long placeOf(byte[] place, SpillFile to) throws IOException {
    if (lastPlaceAt == NONE || !Arrays.equals(place, lastPlace)) {
      lastPlaceAt = append(place, to);
      lastPlace = place;
    }
    return lastPlaceAt;
  }

  private long placeOf(@Nullable CommitInfo commit, SpillFile to) throws IOException {
    if (commit == null) {
      return NONE;
    }
    if (lastCommitAt == NONE || !commit.equals(lastCommit)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      put(out, commit.sha());
      put(out, commit.author());
      put(out, commit.email());
      put(out, commit.date());
      put(out, commit.message());
      lastCommitAt = append(bytes.toByteArray(), to);
      lastCommit = commit;
    }
    return lastCommitAt;
  }

  private long placeOf(Content line, SpillFile to) throws IOException {
    if (lastLineAt == NONE || !line.equals(lastLine)) {
      lastLineAt = append(line.bytes(), to);
      lastLine = line;
    }
    return lastLineAt;
  }

  private static long append(byte[] shared, SpillFile to) throws IOException {
    long at = to.size();
    to.append(record(SHARED, shared));
    return at;
  }

  private static byte[] record(int kind, byte[] bytes) {
    return ByteBuffer.allocate(1 + Integer.BYTES + bytes.length)
        .put((byte) kind)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static void write(Finding finding, DataOutputStream to) throws IOException {
    Location location = finding.location();
    to.writeInt(location.startLine());
    to.writeInt(location.endLine());
    to.writeInt(location.startColumn());
    to.writeInt(location.endColumn());
    put(to, finding.match().bytes());
    put(to, finding.secret().bytes());
    to.writeFloat(finding.entropy());
    put(to, finding.link());
    to.writeInt(finding.required().size());
    for (RequiredFinding required : finding.required()) {
      put(to, required.ruleId());
      to.writeInt(required.startLine());
      put(to, required.secret().bytes());
    }
    Region region = finding.region();
    to.writeInt(region.startLine());
    to.writeInt(region.startColumn());
    to.writeInt(region.endLine());
    to.writeInt(region.endColumn());
    put(to, finding.maskedDigest());
    put(to, finding.confidence().word());
  }

  private static void put(DataOutputStream to, String text) throws IOException {
    put(to, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  @Override
  public Stored get(long index) {
    Objects.checkIndex(index, size);
    if (file == null) {
      return inMemory.get((int) index);
    }
    Reader reader = new Reader(index - index % MARK_EVERY);
    for (long skip = index % MARK_EVERY; skip > 0; skip--) {
      reader.next();
    }
    return reader.next();
  }

  /**
   * Iterates over all findings; throws {@link UncheckedIOException} if they cannot be read back.
   */
  @Override
  public Iterator<Stored> iterator() {
    return file == null ? List.copyOf(inMemory).iterator() : new Reader(0);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Reads the file from a mark on. */
  private final class Reader implements Iterator<Stored> {
    private final SpillFile from = Objects.requireNonNull(file);
    private final DataInputStream all;
    private long next;
    private @Nullable Place place;
    private long placeAt = NONE;
    private @Nullable CommitInfo commit;
    private long commitAt = NONE;
    private Content line = Content.empty();
    private long lineAt = NONE;

    Reader(long first) {
      next = first;
      all = stream(marks.get((int) (first / MARK_EVERY)));
    }

    private DataInputStream stream(long position) {
      return new DataInputStream(new BufferedInputStream(from.from(position), BUFFER));
    }

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Stored next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      next++;
      try {
        while (all.readByte() == SHARED) {
          all.skipNBytes(all.readInt());
        }
        byte[] bytes = all.readNBytes(all.readInt());
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Stored read(DataInputStream in) throws IOException {
      Place own = place(in.readLong());
      CommitInfo ownCommit = commit(in.readLong());
      Content ownLine = line(in.readLong());
      Location location = new Location(in.readInt(), in.readInt(), in.readInt(), in.readInt());
      Content match = content(in);
      Content secret = content(in);
      float entropy = in.readFloat();
      String link = text(in);
      List<RequiredFinding> required = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        required.add(new RequiredFinding(text(in), in.readInt(), content(in)));
      }
      Finding finding =
          new Finding(
              own.ruleId,
              own.description,
              own.path,
              own.symlinkPath,
              ownCommit,
              location,
              ownLine,
              match,
              secret,
              entropy,
              own.tags,
              link,
              required,
              new Region(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
              text(in),
              Confidence.of(text(in)));
      return new Stored(finding, own.reason);
    }

    private Place place(long at) throws IOException {
      Place known = place;
      if (known == null || at != placeAt) {
        DataInputStream in = shared(at);
        String reason = text(in);
        String ruleId = text(in);
        String description = text(in);
        String path = text(in);
        String symlinkPath = text(in);
        List<String> tags = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
          tags.add(text(in));
        }
        known = new Place(reason, ruleId, description, path, symlinkPath, List.copyOf(tags));
        place = known;
        placeAt = at;
      }
      return known;
    }

    private @Nullable CommitInfo commit(long at) throws IOException {
      if (at == NONE) {
        return null;
      }
      if (at != commitAt) {
        DataInputStream in = shared(at);
        commit = new CommitInfo(text(in), text(in), text(in), text(in), text(in));
        commitAt = at;
      }
      return commit;
    }

    private Content line(long at) throws IOException {
      if (at != lineAt) {
        line = Content.ofOwned(shared(at).readAllBytes());
        lineAt = at;
      }
      return line;
    }

    private DataInputStream shared(long at) throws IOException {
      DataInputStream piece = stream(at + 1);
      byte[] bytes = piece.readNBytes(piece.readInt());
      return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static String text(DataInputStream in) throws IOException {
      return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static Content content(DataInputStream in) throws IOException {
      return Content.ofOwned(bytes(in));
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
      return in.readNBytes(in.readInt());
    }
  }

  /** The parts of a finding that all findings of a rule in a file share. */
  private record Place(
      String reason,
      String ruleId,
      String description,
      String path,
      String symlinkPath,
      List<String> tags) {}
}
