package dev.weir.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.help.OwnCommandParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.fleet.repository.GitFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command on repositories of the real git, from the words to the tables. */
class FleetCommandTest {
  /** Finds a word that no built-in rule knows. */
  private static final String RULES =
      "[[rules]]\nid = \"word\"\nregex = '''word-[a-z]+'''\nkeywords = [\"word-\"]\n";

  @TempDir Path folder;

  private Path repositories;

  @BeforeEach
  void makeRules() throws IOException {
    Files.writeString(folder.resolve("rules.toml"), RULES);
    repositories = Files.createDirectories(folder.resolve("all"));
  }

  private record Finished(int code, String err) {}

  private Finished run(String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")),
            folder,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
            new PrintStream(err, false, UTF_8),
            /* isProcess= */ false,
            Environment.localClock());
    Console console = new Console(environment, Persona.WEIR);
    List<String> all = new ArrayList<>(List.of("fleet"));
    all.addAll(List.of(words));
    int code =
        new FleetCommand()
            .execute(OwnCommandParser.parse(all, 0, Command.FLEET), environment, console);
    environment.err().flush();
    return new Finished(code, err.toString(UTF_8));
  }

  private Finished runAll(String... words) {
    List<String> all = new ArrayList<>(List.of("all", "-c", "rules.toml", "--threads=2"));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  private GitFolder repository(String name) throws Exception {
    return GitFolder.init(repositories.resolve(name));
  }

  private static void commit(GitFolder git, String file, String text) throws Exception {
    Files.writeString(git.folder().resolve("content"), text);
    String blob = git.git("hash-object -w content");
    git.git("update-index --add --cacheinfo 100644," + blob + "," + file);
    git.commit("main", "change");
  }

  private List<String> rows(String query) throws Exception {
    List<String> rows = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("fleet.duckdb"));
        var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(result.getString(i));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }

  @Test
  void findingsAreNewThenKnownThenVanished() throws Exception {
    GitFolder git = repository("api");
    commit(git, "a.txt", "word-one\n");
    commit(git, "b.txt", "word-one\nword-two\n");
    Finished first = runAll();
    assertThat(first.code()).isEqualTo(1);
    assertThat(first.err())
        .contains("1 repository: 1 read, 0 unchanged, 0 incomplete, 0 not read")
        .contains("findings: 3 new, 0 known, 0 vanished")
        .contains("the tables are in " + folder.resolve("fleet.duckdb"))
        .doesNotContain("word-one");

    assertThat(runAll("--exit-code=7").err())
        .contains("0 read, 1 unchanged")
        .contains("findings: 0 new, 3 known, 0 vanished");

    git.git("update-ref refs/heads/main main~1");
    Finished third = runAll("--exit-code=7");
    assertThat(third.code()).isEqualTo(7);
    assertThat(third.err()).contains("findings: 0 new, 1 known, 2 vanished");
    assertThat(rows("SELECT file, status, in_head FROM findings ORDER BY file, start_line"))
        .containsExactly("a.txt known true", "b.txt vanished null", "b.txt vanished null");
    assertThat(rows("SELECT repositories, findings, live_in, status FROM secrets"))
        .containsExactly("1 1 api known");
    assertThat(rows("SELECT new_findings, vanished_findings, exit_code FROM runs ORDER BY run"))
        .containsExactly("3 0 1", "0 0 7", "0 2 7");
  }

  @Test
  void aFindingTwiceAtOnePlaceIsTwoRows() throws Exception {
    Files.writeString(folder.resolve("rules.toml"), RULES + RULES.replace("\"word\"", "\"other\""));
    commit(repository("api"), "a.txt", "word-one word-one\nword-one\n");
    assertThat(runAll().err()).contains("findings: 6 new");
  }

  @Test
  void aForkIsMatchedOnceAndItsFindingsAreItsOwn() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      GitFolder git = repository(name);
      commit(git, "clean.txt", "nothing\n");
      commit(git, "a.txt", "word-one\n");
    }
    runAll();
    assertThat(rows("SELECT repository, status FROM findings ORDER BY repository"))
        .containsExactly("a new", "b new", "c new");
    assertThat(rows("SELECT repository, blobs, shared_blobs FROM coverage ORDER BY repository"))
        .containsExactly("a 2 0", "b 2 1", "c 2 1");
    assertThat(rows("SELECT blobs, matched_blobs FROM runs")).containsExactly("6 4");
  }

  @Test
  void whatIsNotReadIsRowAndAnExitCode() throws Exception {
    commit(repository("good"), "a.txt", "word-one\n");
    Files.createDirectories(repositories.resolve("bad/.git"));
    Finished first = runAll();
    assertThat(first.code()).isEqualTo(2);
    assertThat(first.err()).contains("bad was not read: ").contains("1 not read");
    assertThat(rows("SELECT repository, outcome FROM coverage ORDER BY repository"))
        .containsExactly("bad failed", "good read");
    assertThat(runAll("--allow-incomplete").code()).isEqualTo(1);
    assertThat(run("nowhere", "-c", "rules.toml").code()).isEqualTo(2);
    assertThat(rows("SELECT repository, status FROM findings")).containsExactly("good known");
  }

  @Test
  void nothingIsReadIfTheRulesAreWrong() throws Exception {
    repository("good");
    Files.writeString(folder.resolve("rules.toml"), "[[rules]]\n");
    Finished run = runAll();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).containsOnlyOnce("Failed to load config");
    assertThat(folder.resolve("fleet.duckdb")).doesNotExist();
  }

  @Test
  void aCleanFleetIsGreen() throws Exception {
    commit(repository("good"), "a.txt", "nothing\n");
    assertThat(runAll("--out=tables").code()).isZero();
    assertThat(runAll("--out=tables").err()).contains("1 unchanged");
    assertThat(folder.resolve("tables/findings")).isDirectory();
    assertThat(folder.resolve("tables.work")).doesNotExist();
  }

  @Test
  void knownValuesThatAreNotThereEndTheRunBeforeItReads() throws Exception {
    commit(repository("one"), "a.txt", "word-abc\n");
    Finished finished = runAll("--known");
    assertThat(finished.code()).isEqualTo(2);
    assertThat(finished.err()).contains("weir known import").doesNotContain("one was not read");
    assertThat(folder.resolve("fleet.duckdb")).doesNotExist();
  }

  @Test
  void aDamagedReferenceMakesNothingVanish() throws Exception {
    GitFolder git = repository("api");
    commit(git, "a.txt", "word-one\n");
    runAll();
    Path main = repositories.resolve("api/.git/refs/heads/main");
    Path reference = Files.exists(main) ? main : repositories.resolve("api/refs/heads/main");
    String before = Files.readString(reference);
    Files.writeString(reference, "garbage\n");
    assertThat(runAll().code()).isEqualTo(2);
    assertThat(rows("SELECT file, status, in_head FROM findings"))
        .containsExactly("a.txt known null");
    Files.writeString(reference, before);
    assertThat(runAll().code()).isEqualTo(1);
    assertThat(rows("SELECT file, status, in_head FROM findings"))
        .containsExactly("a.txt known true");
  }

  @Test
  void whatARunIsNotAskedToReadStaysAndIsCounted() throws Exception {
    commit(repository("api"), "a.txt", "word-one\n");
    commit(repository("web"), "b.txt", "word-two\n");
    runAll();
    Files.move(repositories.resolve("web"), folder.resolve("moved"));
    assertThat(runAll().err()).contains("findings of 1 repository that this run was not asked to");
    assertThat(rows("SELECT repository, status FROM findings ORDER BY repository"))
        .containsExactly("api known", "web known");
  }

  @Test
  void aFileIsInTheWayOfATable() throws Exception {
    commit(repository("api"), "a.txt", "word-one\n");
    Path file = Files.writeString(folder.resolve("secrets"), "mine");
    Finished finished = runAll("--out=.");
    assertThat(finished.code()).isEqualTo(1);
    assertThat(finished.err()).contains("secrets is in the way of a table");
    assertThat(file).hasContent("mine");
    assertThat(folder.resolve("findings")).doesNotExist();
  }
}
