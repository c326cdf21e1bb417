package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads back what was written, and ignores everything else. */
class LedgerFileTest {
  private static final byte[] IDENTITY = "rules 1".getBytes(UTF_8);
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
            "attributes",
            List.of(A, B),
            List.of(new Ledger.Entry(A, 1_700_000_000, summary), new Ledger.Entry(B, -1, null)),
            List.of(new Ledger.Entry(B, 0, summary)));
    file = folder.resolve("ledger");
    bytes = LedgerFile.bytes(IDENTITY, contents);
    Files.write(file, bytes);
  }

  @Test
  void readsWhatItWrote() {
    LedgerFile.Contents read = LedgerFile.read(file, IDENTITY);
    assertThat(read).isNotNull();
    assertThat(read.attributes()).isEqualTo("attributes");
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
    assertThat(LedgerFile.read(file, "rules 2".getBytes(UTF_8))).isNull();
    assertThat(LedgerFile.read(file, "rules".getBytes(UTF_8))).isNull();
    assertThat(LedgerFile.read(folder.resolve("nonesuch"), IDENTITY)).isNull();
  }

  @Test
  void detectsEveryDamagedByte() throws Exception {
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1 << (i % 8);
      Files.write(file, damaged);
      assertThat(LedgerFile.read(file, IDENTITY)).as("byte %s", i).isNull();
    }
  }

  @Test
  void ignoresFilesThatAreTooShortOrTooLong() throws Exception {
    for (int size = 0; size < bytes.length; size++) {
      Files.write(file, Arrays.copyOf(bytes, size));
      assertThat(LedgerFile.read(file, IDENTITY)).as("%s bytes", size).isNull();
    }
    Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThat(LedgerFile.read(file, IDENTITY)).isNull();
  }
}
