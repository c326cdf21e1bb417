package dev.weir.core.finding;

import dev.weir.core.file.BlockInputStream;
import dev.weir.core.file.UnnamedFile;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Content;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores the findings of a scan, in order, so that reports can read them several times. The first
 * {@value #MOST_IN_MEMORY} are kept in memory; if there are more, all go to a temporary file that
 * only this process can see and that disappears with the process. Not thread-safe.
 */
public final class FindingStore implements Iterable<FindingStore.Stored>, Closeable {
  /** The most findings that are kept in memory. */
  static final int MOST_IN_MEMORY = 5_000;

  private static final int BUFFER = 1 << 16;
  private static final int MARK_EVERY = 1_000;

  private final int mostInMemory;
  private List<Stored> inMemory = new ArrayList<>();
  private final List<Long> marks = new ArrayList<>();
  private long size;
  private @Nullable FileChannel file;
  private @Nullable DataOutputStream out;
  private @Nullable CommitInfo lastCommit;

  /** Creates an empty store. */
  public FindingStore() {
    this(MOST_IN_MEMORY);
  }

  FindingStore(int mostInMemory) {
    this.mostInMemory = mostInMemory;
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
   * @throws IOException if the disk is full
   */
  public void add(Finding finding, String reason) throws IOException {
    Stored stored = new Stored(finding, reason);
    size++;
    if (out == null && size <= mostInMemory) {
      inMemory.add(stored);
      return;
    }
    if (out == null) {
      open();
      size = 0;
      for (Stored earlier : inMemory) {
        size++;
        write(earlier);
      }
      inMemory = new ArrayList<>(0);
      size++;
    }
    write(stored);
  }

  /** Returns the number of findings. */
  public long size() {
    return size;
  }

  private void open() throws IOException {
    FileChannel channel = UnnamedFile.open();
    file = channel;
    out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
  }

  private void write(Stored stored) throws IOException {
    DataOutputStream to = Objects.requireNonNull(out);
    if ((size - 1) % MARK_EVERY == 0) {
      to.flush();
      marks.add(Objects.requireNonNull(file).size());
      lastCommit = null;
    }
    Finding finding = stored.finding();
    put(to, stored.reason());
    put(to, finding.ruleId());
    put(to, finding.description());
    put(to, finding.path());
    put(to, finding.symlinkPath());
    writeCommit(to, finding.commit());
    Location location = finding.location();
    to.writeInt(location.startLine());
    to.writeInt(location.endLine());
    to.writeInt(location.startColumn());
    to.writeInt(location.endColumn());
    put(to, finding.line().bytes());
    put(to, finding.match().bytes());
    put(to, finding.secret().bytes());
    to.writeFloat(finding.entropy());
    to.writeInt(finding.tags().size());
    for (String tag : finding.tags()) {
      put(to, tag);
    }
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
  }

  private void writeCommit(DataOutputStream to, @Nullable CommitInfo commit) throws IOException {
    if (commit == null) {
      to.writeByte(0);
    } else if (commit.equals(lastCommit)) {
      to.writeByte(1);
    } else {
      to.writeByte(2);
      put(to, commit.sha());
      put(to, commit.author());
      put(to, commit.email());
      put(to, commit.date());
      put(to, commit.message());
      lastCommit = commit;
    }
  }

  private static void put(DataOutputStream to, String text) throws IOException {
    put(to, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  /**
   * Returns the finding at this index, zero-based.
   *
   * @throws IndexOutOfBoundsException if there are fewer findings
   */
  public Stored get(long index) {
    Objects.checkIndex(index, size);
    if (out == null) {
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
    return out == null ? List.copyOf(inMemory).iterator() : new Reader(0);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Reads the file from a mark on. */
  private final class Reader implements Iterator<Stored> {
    private final DataInputStream in;
    private long next;
    private @Nullable CommitInfo commit;

    Reader(long first) {
      next = first;
      try {
        Objects.requireNonNull(out).flush();
        in =
            new DataInputStream(
                new BufferedInputStream(
                    new Positioned(
                        Objects.requireNonNull(file), marks.get((int) (first / MARK_EVERY))),
                    BUFFER));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
        return read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Stored read() throws IOException {
      String reason = text();
      String ruleId = text();
      String description = text();
      String path = text();
      String symlinkPath = text();
      CommitInfo own = commit();
      Location location = new Location(in.readInt(), in.readInt(), in.readInt(), in.readInt());
      Content line = content();
      Content match = content();
      Content secret = content();
      float entropy = in.readFloat();
      List<String> tags = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        tags.add(text());
      }
      String link = text();
      List<RequiredFinding> required = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        required.add(new RequiredFinding(text(), in.readInt(), content()));
      }
      Finding finding =
          new Finding(
              ruleId,
              description,
              path,
              symlinkPath,
              own,
              location,
              line,
              match,
              secret,
              entropy,
              tags,
              link,
              required,
              new Region(in.readInt(), in.readInt(), in.readInt(), in.readInt()),
              text());
      return new Stored(finding, reason);
    }

    private @Nullable CommitInfo commit() throws IOException {
      byte kind = in.readByte();
      if (kind == 0) {
        return null;
      }
      if (kind == 2) {
        commit = new CommitInfo(text(), text(), text(), text(), text());
      }
      return commit;
    }

    private String text() throws IOException {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    private Content content() throws IOException {
      return Content.ofOwned(bytes());
    }

    private byte[] bytes() throws IOException {
      return in.readNBytes(in.readInt());
    }
  }

  /** Reads a file from an offset on, without moving the position at which the file is written. */
  private static final class Positioned extends BlockInputStream {
    private final FileChannel file;
    private long position;

    Positioned(FileChannel file, long position) {
      this.file = file;
      this.position = position;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = file.read(ByteBuffer.wrap(buffer, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
