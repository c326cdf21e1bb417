package dev.weir.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.fuzz.FuzzTarget;
import dev.weir.fuzz.RealGit;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * One of a repository's own files is damaged: references, configuration, the pack or its index.
 * Everything that git still reaches is read too, or something is reported as not read.
 */
public final class RepositoryFilesFuzz implements FuzzTarget {
  private static final List<String> FILES =
      List.of(
          "HEAD",
          "refs/heads/side",
          "packed-refs",
          "config",
          "shallow",
          "info/attributes",
          "objects/info/alternates",
          "idx",
          "pack");

  /** One input in this many is compared with git. */
  private static final int COMPARED = 16;

  private RealGit git;

  /** The first byte chooses the file. */
  @Override
  public List<byte[]> seeds() throws IOException, InterruptedException {
    start();
    List<byte[]> seeds = new ArrayList<>();
    for (int i = 0; i < FILES.size(); i++) {
      Path file = file(i);
      byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
      byte[] seed = new byte[bytes.length + 1];
      seed[0] = (byte) i;
      System.arraycopy(bytes, 0, seed, 1, bytes.length);
      seeds.add(seed);
    }
    return seeds;
  }

  private void start() throws IOException, InterruptedException {
    if (git != null) {
      return;
    }
    git = RealGit.inNewFolder();
    git.run("init", "-q", "-b", "main", ".");
    for (int i = 0; i < 3; i++) {
      Files.writeString(git.folder().resolve("f" + i + ".txt"), ("text " + i + "\n").repeat(9));
      git.run("add", ".");
      git.run("commit", "-qm", "commit " + i);
    }
    git.run("tag", "-a", "-m", "a tag", "v1");
    git.run("branch", "packed", "HEAD~1");
    git.run("gc", "-q");
    git.run("checkout", "-q", "-b", "side");
    Files.writeString(git.folder().resolve("side.txt"), "of the side\n");
    git.run("add", ".");
    git.run("commit", "-qm", "side");
    Path info = git.folder().resolve(".git/info");
    Files.createDirectories(info);
    Files.writeString(info.resolve("attributes"), "*.txt -diff\n[attr]x y\n");
  }

  private Path file(int number) throws IOException {
    String name = FILES.get(number);
    Path folder = git.folder().resolve(".git");
    if (name.equals("idx") || name.equals("pack")) {
      try (Stream<Path> packs = Files.list(folder.resolve("objects/pack"))) {
        return packs.filter(p -> p.toString().endsWith("." + name)).findFirst().orElseThrow();
      }
    }
    return folder.resolve(name);
  }

  @Override
  public int tries() {
    return 6;
  }

  @Override
  public void run(byte[] input) throws Exception {
    start();
    if (input.length == 0) {
      return;
    }
    Path file = file((input[0] & 0xFF) % FILES.size());
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
    Files.createDirectories(file.getParent());
    if (before != null) {
      Files.delete(file);
    }
    Files.write(file, Arrays.copyOfRange(input, 1, input.length));
    try {
      scan(input, file.toString().endsWith("pack") || file.toString().endsWith("idx"));
    } finally {
      Files.delete(file);
      if (before != null) {
        Files.write(file, before);
      }
    }
  }

  private void scan(byte[] input, boolean isPack) throws Exception {
    CollectingSink sink = new CollectingSink();
    try (GitRepository repository = GitRepository.open(git.folder(), "r", Map.of())) {
      new HistorySource(
              repository,
              CommitSelection.all(),
              HistoryExtras.LOG,
              ChangeReading.asGitLog(FileReading.withoutArchives(false)))
          .forEachFragment(sink);
    } catch (SourceException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(input);
    if (sink.unread.isEmpty() && crc.getValue() % COMPARED == 0) {
      String listed =
          git.outputOrNull("log", "--all", "--format=commit %H", "-p", "-U0", "--no-color");
      // git does not fail because of a pack that it does not need.
      if (listed != null && !isPack) {
        assertThat(sink.commits).containsAll(withText(listed));
      }
    }
  }

  private static List<String> withText(String log) {
    List<String> commits = new ArrayList<>();
    for (String of : log.split("(?m)^commit ")) {
      if (of.contains("\n@@ ")) {
        commits.add(of.substring(0, 40));
      }
    }
    return commits;
  }
}
