package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import dev.weir.git.ReadConditions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads back what was written, and ignores everything else. */
class LedgerFileTest {
  private static final byte[] IDENTITY = "rules 1".getBytes(UTF_8);
  private static final byte[] REPOSITORY = "/home/jane/r/.git".getBytes(UTF_8);
  private static final LedgerKey KEY = new LedgerKey(new byte[32]);
  private static final ReadConditions CONDITIONS = new ReadConditions("a/\0", "digest");
  private static final ObjectId A = ObjectId.fromString("00112233445566778899aabbccddeeff00112233");
  private static final ObjectId B = ObjectId.fromString("ffeeddccbbaa99887766554433221100ffeeddcc");

  @TempDir Path folder;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void write() throws Exception {
    PartSummary summary =
        new PartSummary(
            1,
            5_000_000_000L,
            Map.of(Source.Unit.COMMIT, 1L, Source.Unit.BLOB, 70_000L),
            List.of(new Skip("a:d/\u00e9", SkipReason.BINARY, "it is binary")));
    LedgerFile.Contents contents =
        new LedgerFile.Contents(
            CONDITIONS,
            List.of(A, B),
            List.of(new Ledger.Entry(A, 1_700_000_000, summary), new Ledger.Entry(B, -1, null)),
            List.of(new Ledger.Entry(B, 0, summary)));
    file = folder.resolve("ledger");
    bytes = ledger(IDENTITY, REPOSITORY, KEY).bytes(contents);
    Files.write(file, bytes);
  }

  private LedgerFile ledger(byte[] identity, byte[] repository, LedgerKey key) {
    return new LedgerFile(file, identity, repository, key);
  }

  private LedgerFile.@Nullable Contents read() {
    return ledger(IDENTITY, REPOSITORY, KEY).read();
  }

  @Test
  void readsWhatItWrote() {
    LedgerFile.Contents read = read();
    assertThat(read).isNotNull();
    assertThat(read.conditions()).isEqualTo(CONDITIONS);
    assertThat(read.tips()).containsExactly(A, B);
    assertThat(read.entries()).hasSize(2);
    Ledger.Entry first = read.entries().get(0);
    assertThat(first.id).isEqualTo(A);
    assertThat(first.time).isEqualTo(1_700_000_000);
    PartSummary summary = first.summary;
    assertThat(summary).isNotNull();
    assertThat(summary.commits()).isEqualTo(1);
    assertThat(summary.bytes()).isEqualTo(5_000_000_000L);
    assertThat(summary.units())
        .containsOnly(Map.entry(Source.Unit.COMMIT, 1L), Map.entry(Source.Unit.BLOB, 70_000L));
    assertThat(summary.skips())
        .containsExactly(new Skip("a:d/\u00e9", SkipReason.BINARY, "it is binary"));
    assertThat(read.entries().get(1).id).isEqualTo(B);
    assertThat(read.entries().get(1).time).isEqualTo(-1);
    assertThat(read.entries().get(1).summary).isNull();
    assertThat(read.tags()).hasSize(1);
    assertThat(read.tags().get(0).summary).isEqualTo(summary);
  }

  @Test
  void anotherIdentityIsIgnored() {
    assertThat(ledger("rules 2".getBytes(UTF_8), REPOSITORY, KEY).read()).isNull();
    assertThat(ledger("rules".getBytes(UTF_8), REPOSITORY, KEY).read()).isNull();
    file = folder.resolve("nonesuch");
    assertThat(read()).isNull();
  }

  @Test
  void anotherRepositoryIsIgnored() {
    assertThat(ledger(IDENTITY, "/home/jane/s/.git".getBytes(UTF_8), KEY).read()).isNull();
  }

  @Test
  void anotherKeyIsIgnored() {
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(ledger(IDENTITY, REPOSITORY, new LedgerKey(other)).read()).isNull();
  }

  @Test
  void refusesALinkAndAPipe() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    file = link;
    assertThat(read()).isNull();
    file = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(read()).isNull());
  }

  @Test
  void refusesAHugeFileWithoutReadingIt() throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), 3L << 30);
    }
    assertThat(read()).isNull();
  }

  @Test
  void detectsEveryDamagedByte() throws Exception {
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1 << (i % 8);
      Files.write(file, damaged);
      assertThat(read()).as("byte %s", i).isNull();
    }
  }

  @Test
  void ignoresFilesThatAreTooShortOrTooLong() throws Exception {
    for (int size = 0; size < bytes.length; size++) {
      Files.write(file, Arrays.copyOf(bytes, size));
      assertThat(read()).as("%s bytes", size).isNull();
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(read()).isNull();
  }
}
