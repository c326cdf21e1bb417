package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadStageTest {
  @TempDir Path folder;

  private String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=J", "-c"));
    command.addAll(List.of("user.email=j@example.com", "-C", folder.resolve("r").toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  private static String secret(int number) {
    return "key = " + GeneratedRepository.SECRET + "abcdefghijk" + number + "\n";
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve("r").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("in.txt"));
      out.write(text.getBytes(UTF_8));
    }
    return zip.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha1", "sha256"})
  void secretsAreInTheNewestCommitUnderTheirPathOrTheirName(String format) throws Exception {
    Files.createDirectories(folder.resolve("r"));
    Files.writeString(folder.resolve("rules.toml"), GeneratedRepository.RULES);
    git("init", "-q", "-b", "main", "--object-format=" + format, ".");
    write("stays.txt", secret(1).getBytes(UTF_8));
    write("changes.txt", secret(2).getBytes(UTF_8));
    write("moves.txt", secret(3).getBytes(UTF_8));
    write("goes.txt", secret(4).getBytes(UTF_8));
    write("old.zip", zip(secret(5)));
    write("x/key.pem", "x".getBytes(UTF_8));
    git("add", "-A");
    git("commit", "-q", "-m", secret(6));
    write("stays.txt", ("first\n\n" + secret(1) + "last\n").getBytes(UTF_8));
    write("changes.txt", "clean\n".getBytes(UTF_8));
    git("rm", "-q", "goes.txt");
    Files.createDirectories(folder.resolve("r/deep/er"));
    git("mv", "moves.txt", "deep/er/moves.txt");
    git("add", "-A");
    git("commit", "-q", "-m", "second");
    WorkSettings settings =
        new WorkSettings(
            List.of("fleet", "--config=" + folder.resolve("rules.toml"), "--max-archive-depth=1"),
            folder.toString(),
            Map.of("PATH", System.getenv("PATH")),
            1,
            "test",
            "00".repeat(32),
            null,
            HostTokens.NONE,
            folder.toString(),
            "");
    StageRun run = new StageRun(settings, 1).run(Map.of("r", folder.resolve("r").toString()), null);
    List<Row> tasks = new ArrayList<>();
    for (Row found : run.rows(Table.FOUND)) {
      tasks.add(
          new Row(
              Table.HEAD_TASKS,
              0L,
              "r",
              run.survey("r").text("path"),
              run.survey("r").text("head"),
              found.text("rule_id"),
              found.text("file"),
              found.text("secret_digest")));
    }
    Map<String, Boolean> inHead = new TreeMap<>();
    new HeadStage(settings)
        .run(tasks.iterator(), row -> inHead.put(row.text("file"), row.isTrue("in_head")));
    assertThat(inHead)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "stays.txt", true,
                    "changes.txt", false,
                    "moves.txt", true,
                    "goes.txt", false,
                    "old.zip!in.txt", true,
                    "x/key.pem", true,
                    "commit message", false)));
  }
}
