package dev.weir.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests the files in {@code archives}, which were created by the programs that people create
 * archives with.
 */
class FileFragmentsTest {
  private static final Path FILES = Path.of("src/test/resources/archives");
  private static final String WORD = "The word is marmalade.\n";
  private static final SkippedPaths WITHOUT_VENDOR =
      new SkippedPaths() {
        @Override
        public boolean skipsFile(String path) {
          throw new AssertionError("a pattern for files is not asked about a name in an archive");
        }

        @Override
        public boolean skipsEntry(String name) {
          return name.startsWith("vendor/");
        }

        @Override
        public boolean skipsFolder(String path) {
          throw new AssertionError("an archive has no folders to leave out");
        }
      };
  private static final ArchiveLimits SMALL = new ArchiveLimits(3, 1_000_000, 100);

  private static List<String> results(byte[] bytes, String path, ArchiveLimits limits)
      throws Exception {
    RecordingSink sink = new RecordingSink();
    FileFragments.push(
        ArchiveReader.channel(bytes),
        path,
        "",
        null,
        new FileReading(limits, WITHOUT_VENDOR, false),
        sink);
    return sink.recorded().stream().map(FileFragmentsTest::line).toList();
  }

  private static String line(Object recorded) {
    if (recorded instanceof Fragment fragment) {
      String text = fragment.content().text();
      return fragment.path() + " " + (text.equals(WORD) ? "WORD" : text.length());
    }
    if (recorded instanceof Unread unread) {
      return unread.path() + " not read: " + unread.reason();
    }
    Skip skip = (Skip) recorded;
    return skip.path() + " skipped: " + skip.reason();
  }

  @TestFactory
  Stream<DynamicTest> whatProgramsMake() throws Exception {
    List<String> expected =
        List.of(
            ".browserslistrc WORD",
            "bzip2.zip!d/inner.txt WORD",
            "climbs.zip!../../etc/inner.txt WORD",
            "deflated.zip!d/inner.txt WORD",
            "encrypted-content.7z!d/inner.txt not read: it is encrypted",
            "encrypted-names.7z not read: it is encrypted",
            "encrypted.zip!d/inner.txt not read: it is encrypted",
            "gnu.tar!d/inner.txt WORD",
            "inner.a!inner.txt WORD",
            "inner.tar.gz!d/inner.txt WORD",
            "inner.tar.zst!d/inner.txt WORD",
            "lzma.zip!d/inner.txt WORD",
            "named-otherwise.bin!d/inner.txt WORD",
            "notes.zip.md WORD",
            "old.tar!d/inner.txt WORD",
            "pax.tar!d/inner.txt WORD",
            "plain.7z!d/inner.txt WORD",
            "stored.zip!d/inner.txt WORD",
            "text.br WORD",
            "two-members.lz 46",
            "word.Z WORD",
            "word.br WORD",
            "word.bz2 WORD",
            "word.gz WORD",
            "word.lz WORD",
            "word.lz4 WORD",
            "word.lzma WORD",
            "word.xz WORD",
            "word.zst WORD",
            "word.zz WORD");
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files).hasSize(expected.size());
    }
    return expected.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line,
                    () -> {
                      String name = line.substring(0, line.indexOf(' ')).replaceAll("!.*", "");
                      byte[] bytes = Files.readAllBytes(FILES.resolve(name));
                      assertThat(results(bytes, name, SMALL)).containsExactly(line);
                    }));
  }

  @Test
  void withoutDepthArchivesAreSkippedAndNamesDoNotCount() throws Exception {
    byte[] zip = zip("a.txt", WORD.getBytes());
    assertThat(results(zip, "a.txt", ArchiveLimits.NONE).get(0)).contains("not read");
    RecordingSink sink = new RecordingSink();
    new FragmentSplitter(
            new ByteArrayInputStream(zip), "a.zip", "", null, FileReading.withoutArchives(true))
        .split(sink);
    assertThat(sink.recorded()).hasSize(1);
    assertThat(sink.recorded(Skip.class).get(0).reason()).isEqualTo(SkipReason.ARCHIVE);
  }

  @Test
  void deepArchivesAreOpenedToTheLimitAndNamedBelow() throws Exception {
    byte[] bytes = WORD.getBytes();
    for (int i = 0; i < 40; i++) {
      bytes = zip("n", bytes);
    }
    assertThat(results(bytes, "deep.zip", SMALL))
        .containsExactly("deep.zip!n!n!n not read: it is a zip archive deeper than level 3");
    assertThat(results(bytes, "deep.zip", new ArchiveLimits(40, 0, 100)))
        .containsExactly("deep.zip" + "!n".repeat(40) + " WORD");
  }

  @Test
  void compressedContainersAreOneLevelAndOthersAreTwo() throws Exception {
    ArchiveLimits one = new ArchiveLimits(1, 0, 100);
    byte[] word = WORD.getBytes();
    assertThat(results(gzip(tar("a.txt", word)), "x.tgz", one)).containsExactly("x.tgz!a.txt WORD");
    assertThat(results(gzip(gzip(word)), "x.gz", one).get(0))
        .contains("not read: it is gzip deeper");
    assertThat(results(gzip(gzip(word)), "x.gz", SMALL)).containsExactly("x.gz WORD");
  }

  @Test
  void bombsEndAtTheLimits() throws Exception {
    byte[] large = new byte[3_000_000];
    assertThat(results(zip("zeros", large), "z.zip", SMALL))
        .last()
        .isEqualTo("z.zip not read: it unpacks to more than 1 MB");
    assertThat(results(zip("n.zip", zip("zeros", large)), "z.zip", SMALL))
        .last()
        .asString()
        .startsWith("z.zip!n.zip not read: it unpacks to more than 1 MB");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(many)) {
      for (int i = 0; i < 101; i++) {
        put(tar, "f" + i, WORD.getBytes());
      }
    }
    assertThat(results(many.toByteArray(), "m.tar", SMALL))
        .hasSize(101)
        .last()
        .isEqualTo("m.tar not read: it has more than 100 entries");
  }

  @Test
  void aNameOfMegabytesIsNotKept() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry name =
          new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
      name.setSize(2_000_000);
      tar.putArchiveEntry(name);
      tar.write(new byte[2_000_000]);
      tar.closeArchiveEntry();
      put(tar, "a", WORD.getBytes());
    }
    assertThat(results(gzip(bytes.toByteArray()), "n.tgz", new ArchiveLimits(1, 0, 100)))
        .containsExactly("n.tgz not read: an entry's header is larger than 1048576 bytes");
  }

  @Test
  void damageIsNamedAndTheRestIsRead() throws Exception {
    Random random = new Random(20261121);
    byte[] noise = new byte[50_000];
    random.nextBytes(noise);
    byte[] gz = gzip(noise);
    assertThat(results(Arrays.copyOf(gz, 20_000), "t.gz", SMALL))
        .last()
        .isEqualTo("t.gz not read: it is cut off");
    byte[] zip = zip("a", noise);
    assertThat(results(Arrays.copyOf(zip, 20_000), "t.zip", SMALL))
        .containsExactly("t.zip not read: it is cut off: its directory is missing");
    byte[] tar = tar("a", noise);
    assertThat(results(Arrays.copyOf(tar, 20_000), "t.tar", SMALL))
        .last()
        .asString()
        .contains("not read");
    assertThat(results("Rar!\u001A\u0007\u0001\0".getBytes(), "x.rar", SMALL))
        .containsExactly("x.rar not read: it is a rar archive, which weir cannot open");
  }

  @Test
  void allowlistsNameThePathInTheOutermostArchive() throws Exception {
    byte[] inner = zip("vendor/a", WORD.getBytes());
    assertThat(results(inner, "v.zip", SMALL))
        .containsExactly("v.zip!vendor/a skipped: ALLOWLISTED_PATH");
    assertThat(results(zip("b.zip", inner), "v.zip", SMALL))
        .containsExactly("v.zip!b.zip!vendor/a WORD");
  }

  /** For bytes changed at random, each file is reported in some way, and nothing else happens. */
  @TestFactory
  Stream<DynamicTest> damageOfAnyKind() throws Exception {
    List<Path> all;
    try (Stream<Path> files = Files.list(FILES)) {
      all = files.sorted().toList();
    }
    return all.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      byte[] whole = Files.readAllBytes(file);
                      Random random = new Random(20261121);
                      for (int i = 0; i < 300; i++) {
                        byte[] bytes = whole.clone();
                        for (int k = random.nextInt(4); k >= 0; k--) {
                          bytes[random.nextInt(Math.min(bytes.length, 700))] =
                              (byte) random.nextInt();
                        }
                        int length =
                            random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length;
                        results(Arrays.copyOf(bytes, length), file.getFileName().toString(), SMALL);
                      }
                    }));
  }

  private static byte[] zip(String name, byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] tar(String name, byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      put(tar, name, content);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws Exception {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
