package dev.weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.weir.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A document is read within its limits, or named. */
final class DocumentFuzz implements FuzzTarget {
  private static final Path FILES = Path.of("../documents/src/test/resources/documents");
  private static final List<String> NAMES =
      List.of("a.bin", "a.ipynb", "a.docx", "a.xlsx", "a.odt", "a.pyc", "a.tfstate", "a.yaml");
  private static final FileReading READING =
      new FileReading(ArchiveLimits.NONE, SkippedPaths.NONE, true)
          .withDocuments(Documents.readers());
  private static final int ROOM = 4_000_000;

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
    return 300;
  }

  @Override
  public void run(byte[] input) throws Exception {
    if (input.length < 2) {
      return;
    }
    String name = NAMES.get((input[0] & 0xFF) % NAMES.size());
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    Counted counted = new Counted();
    // Archives that are not opened are read as they are, so an archive here is one of a document.
    FileFragments.push(ArchiveReader.channel(bytes), name, "", null, READING, counted);
    assertThat(counted.size).isLessThan(bytes.length + ROOM);
    assertThat(counted.reports + counted.size).isPositive();
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
      size += whole.get().content().length();
    }

    @Override
    public void unread(Unread unread) {
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
