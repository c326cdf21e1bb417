package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalRepositoryTest {
  @TempDir private Path folder;

  @Test
  void containsAnExampleForEachCodePath() throws Exception {
    String later = new RehearsalRepository(folder, environment()).make();

    List<Path> packs = files(folder.resolve(".git/objects/pack"), ".idx");
    assertThat(packs).hasSize(1);
    assertThat(git("verify-pack", "-v", packs.get(0).toString()))
        .as("a delta")
        .containsPattern("chain length = 1: [1-9]");
    assertThat(git("count-objects", "-v")).as("loose objects").containsPattern("count: [1-9]");
    assertThat(git("diff", "--cached", "--name-only"))
        .isEqualTo("Service.java\ncopy.txt\nnew.py\nrenamed.txt\n");
    assertThat(git("log", "--format=%s")).isEqualTo("more\na secret\n");
    assertThat(git("log", "--format=", "--numstat", "--", "binary")).contains("-\t-\tbinary");
    assertThat(git("rev-parse", later + "~")).isEqualTo(git("rev-parse", "HEAD"));
    assertThat(git("branch", "--contains", later)).isEmpty();
  }

  @Test
  void aLongHistoryHasAMergeAndAnnotatedTag() throws Exception {
    RehearsalRepository repository = new RehearsalRepository(folder, environment());
    repository.make();

    repository.lengthen();

    assertThat(git("log", "--merges", "--format=%s", "merge")).isEqualTo("merge\n");
    assertThat(git("cat-file", "-t", "base-tag")).isEqualTo("tag\n");
    assertThat(git("ls-tree", "-r", "--name-only", "base").lines().count()).isGreaterThan(150);
  }

  private static Environment environment() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    return new Environment(
        Map.of("PATH", System.getenv("PATH")),
        Path.of(""),
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        false,
        Environment.localClock());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }
}
