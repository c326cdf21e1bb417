package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFaultsTest {
  @TempDir Path folder;

  private WorkSettings settings(String work, String... flags) {
    List<String> words = new ArrayList<>(List.of("fleet"));
    words.addAll(List.of(flags));
    return new WorkSettings(
        words,
        folder.toString(),
        Map.of("PATH", System.getenv("PATH")),
        System.nanoTime(),
        "test",
        "00".repeat(32),
        null,
        HostTokens.NONE,
        folder.toString(),
        work);
  }

  private String git(String name, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=J", "-c"));
    command.addAll(List.of("user.email=j@example.com", "-C", folder.resolve(name).toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  private String repository(String name, String text) throws Exception {
    Files.createDirectories(folder.resolve(name));
    git(name, "init", "-q", "-b", "main", ".");
    Files.writeString(folder.resolve(name).resolve("a.txt"), text);
    git(name, "add", "-A");
    git(name, "commit", "-q", "-m", "first");
    return folder.resolve(name).toString();
  }

  @Test
  void aFaultIsTheRowOfItsRepositoryOnly() throws Exception {
    Files.writeString(folder.resolve("rules.toml"), GeneratedRepository.RULES);
    String secret = "key = " + GeneratedRepository.SECRET + "abcdefghijk1\n";
    String broken = repository("broken", secret);
    Files.writeString(folder.resolve("broken/a.txt"), "x" + secret);
    git("broken", "commit", "-q", "-am", "second");
    String blob = git("broken", "rev-parse", "HEAD:a.txt");
    Files.delete(
        folder.resolve("broken/.git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
    String wrong = repository("wrong", secret);
    Files.writeString(folder.resolve("wrong/.git/HEAD"), "nonsense\n");
    Files.createDirectories(folder.resolve("empty"));
    git("empty", "init", "-q", ".");
    StageRun run =
        new StageRun(settings("", "--config=rules.toml"), 1)
            .run(
                Map.of(
                    "broken", broken,
                    "empty", folder.resolve("empty").toString(),
                    "missing", folder.resolve("missing").toString(),
                    "whole", repository("whole", secret),
                    "wrong", wrong),
                null);
    assertThat(run.survey("missing").text("outcome")).isEqualTo("failed");
    assertThat(run.survey("missing").text("reason")).contains("no such file or directory");
    assertThat(run.survey("wrong").text("outcome")).isEqualTo("failed");
    assertThat(run.survey("empty").text("outcome")).isEqualTo("read");
    assertThat(run.rows(Table.FOUND, "whole")).hasSize(1);
    assertThat(run.rows(Table.FOUND, "broken")).hasSize(1);
    assertThat(run.rows(Table.UNREAD))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.text("repository")).isEqualTo("broken");
              assertThat(row.text("path")).endsWith(":a.txt");
              assertThat(row.text("kind")).isEqualTo("missing");
            });
  }

  @Test
  void aConfigurationThatCannotBeUsedIsTheReason() throws Exception {
    String one = repository("one", "x");
    Files.writeString(folder.resolve("one/.gitleaks.toml"), "[[rules]]\nid = 'x'\nregex = '('\n");
    StageRun run = new StageRun(settings(""), 1).run(Map.of("one", one), null);
    assertThat(run.survey("one").text("outcome")).isEqualTo("failed");
    assertThat(run.survey("one").text("reason"))
        .startsWith("the configuration cannot be used: ")
        .doesNotContain("\n")
        .doesNotContain("FTL");
  }

  @Test
  void aSecretInAReasonIsHidden() throws Exception {
    Files.writeString(folder.resolve("rules.toml"), GeneratedRepository.RULES);
    String name = GeneratedRepository.SECRET + "abcdefghijk1.txt";
    String one = repository("one", "x");
    Files.writeString(folder.resolve("one/" + name), "y");
    git("one", "add", "-A");
    git("one", "commit", "-q", "-m", "second");
    String blob = git("one", "rev-parse", "HEAD:" + name);
    Files.delete(
        folder.resolve("one/.git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
    StageRun run =
        new StageRun(settings("", "--config=rules.toml"), 1).run(Map.of("one", one), null);
    assertThat(run.rows(Table.UNREAD))
        .singleElement()
        .satisfies(row -> assertThat(row.text("path")).endsWith(":REDACTED.txt"));
  }

  @Test
  void workThatTakesTooLongIsGivenUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Failure failure = Guard.runNow(Duration.ofMillis(1), never::await);
    assertThat(Objects.requireNonNull(failure).kind()).isEqualTo("time");
  }

  @Test
  void workThatFillsTheMemoryFails() throws Exception {
    Failure failure =
        Guard.runNow(
            Duration.ofMinutes(1),
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(failure).isEqualTo(new Failure("memory", "there is not enough memory for it"));
    failure =
        Guard.runNow(
            Duration.ofMinutes(1),
            () -> {
              throw new IllegalStateException("with a secret");
            });
    assertThat(failure).isEqualTo(new Failure("unreadable", "weir failed: IllegalStateException"));
  }

  @Test
  void afterThreeDeathsARepositoryIsLeftOut() throws Exception {
    String one = repository("one", "x");
    Row task = new Row(Table.SURVEY_TASKS, 0L, "one", "", one, "", null, null);
    WorkSettings settings = settings(folder.resolve("work").toString());
    for (int i = 0; i < Attempts.MOST; i++) {
      Attempts attempts = Attempts.of(settings, "survey 0 one");
      assertThat(attempts.areOver()).isFalse();
      attempts.begin();
    }
    List<Row> rows = new ArrayList<>();
    new SurveyStage(settings).run(List.of(task).iterator(), rows::add);
    assertThat(rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.text("outcome")).isEqualTo("failed");
              assertThat(row.text("reason")).startsWith("the process died 3 times");
            });
    WorkSettings other = settings(folder.resolve("other").toString());
    rows.clear();
    new SurveyStage(other).run(List.of(task).iterator(), rows::add);
    assertThat(rows.get(rows.size() - 1).text("outcome")).isEqualTo("read");
    try (var left = Files.list(folder.resolve("other/attempts"))) {
      assertThat(left).isEmpty();
    }
  }
}
