package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.archive.ArchiveFormat;
import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.ArchiveReader;
import dev.weir.core.source.FileFragments;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkippedPaths;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The files in an archive are read within the limits, or reported as not read. */
final class ArchiveFuzz implements FuzzTarget {
  private static final Path FILES = Path.of("../scanner-core/src/test/resources/archives");
  private static final List<String> NAMES = List.of("a.bin", "a.br", "a.lzma", "a.zz");
  private static final ArchiveLimits LIMITS = new ArchiveLimits(3, 1 << 20, 100);
  private static final int ROOM = 1 << 17;

  /** The first byte chooses the name, because some formats are recognised by the name. */
  @Override
  public List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.sorted().toList()) {
        String name = file.toString();
        byte[] bytes = Files.readAllBytes(file);
        byte[] seed = new byte[bytes.length + 1];
        String ending = name.substring(name.lastIndexOf('.'));
        seed[0] = (byte) Math.max(0, NAMES.indexOf("a" + ending));
        System.arraycopy(bytes, 0, seed, 1, bytes.length);
        seeds.add(seed);
      }
    }
    return seeds;
  }

  @Override
  public int tries() {
    return 1_500;
  }

  @Override
  public void run(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    String name = NAMES.get((input[0] & 0xFF) % NAMES.size());
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    Counted counted = new Counted();
    FileFragments.push(
        ArchiveReader.channel(bytes),
        name,
        "",
        null,
        new FileReading(LIMITS, SkippedPaths.NONE, true),
        counted);
    assertThat(counted.size).isLessThan(bytes.length + LIMITS.maxBytes() + ROOM);
    assertThat(counted.reports).isLessThan(2 * LIMITS.maxEntries() + 2);
    ArchiveFormat format = FileFragments.archiveFormat(bytes, name);
    // A compressed file may contain an empty file.
    if (bytes.length > 0 && (format == null || format.isContainer())) {
      assertThat(counted.reports + counted.size).isPositive();
    }
  }

  private static final class Counted implements Source.Sink {
    private long size;
    private int reports;

    @Override
    public void fragment(Fragment fragment) {
      size += fragment.content().length();
    }

    @Override
    public void binary(Supplier<Fragment> whole) {
      throw new AssertionError("no file of an archive is passed as binary");
    }

    @Override
    public void unread(Unread unread) {
      assertThat(unread.reason()).isNotBlank().doesNotContain("\tat ", "null");
      reports++;
    }

    @Override
    public void skipped(Skip skip) {
      reports++;
    }

    @Override
    public void read(Source.Unit unit) {}

    @Override
    public void part(Part part) throws InterruptedException {
      part.source().forEachFragment(this);
    }
  }
}
