package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Installation.Answer;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the launcher's class archive with the real launcher and real Java. */
class LauncherArchiveTest {
  private static final Path OWN_JAVA = Path.of(System.getProperty("java.home"));

  private static final String COMMIT =
      "-c user.name=a -c user.email=a@b -c commit.gpgSign=false commit --no-verify ";

  private static final Map<Path, Installation> STARTED = new HashMap<>();

  @TempDir static Path shared;
  private static Path jar;
  private static Answer expected;

  @TempDir Path folder;
  private Installation weir;

  @BeforeAll
  static void packs() throws Exception {
    jar = Installation.pack(shared.resolve("weir.jar"));
    Installation without = new Installation(shared.resolve("without"), jar);
    expected = without.run(OWN_JAVA, Map.of("WEIR_NO_ARCHIVE", "1"));
    assertThat(expected.code()).as("%s", expected).isEqualTo(1);
    assertThat(expected.out()).contains("RuleID");
    assertThat(expected.err()).isEmpty();
    assertThat(without.files()).containsExactly("weir.jar");
    STARTED.clear();
  }

  @BeforeEach
  void installs() throws Exception {
    weir = new Installation(folder.resolve("installed"), jar);
  }

  static List<Path> javas() throws Exception {
    return Installation.javas();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void isCreatedOnceAndAgainForANewerJar(Path java) throws Exception {
    Installation installation = started(java);
    Path archive = installation.archive(java);
    assertThat(installation.usesArchive(java, Map.of())).isTrue();
    assertThat(installation.usesArchive(java, Map.of("WEIR_NO_ARCHIVE", "1"))).isFalse();

    Object made = key(archive);
    assertThat(installation.run(java)).isEqualTo(expected);
    assertThat(key(archive)).as("created only once").isEqualTo(made);

    FileTime jarTime = Files.getLastModifiedTime(installation.jar());
    Files.setLastModifiedTime(
        installation.jar(), FileTime.from(jarTime.toInstant().plusSeconds(3)));
    assertThat(installation.run(java)).isEqualTo(expected);
    assertThat(key(archive)).isNotEqualTo(made);
    assertThat(installation.files()).containsExactlyInAnyOrder("weir.jar", name(archive));
    assertThat(installation.usesArchive(java, Map.of())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void isIgnoredIfDamagedOrOfAnotherJava(Path java) throws Exception {
    Installation installation = started(java);
    byte[] good = Files.readAllBytes(installation.archive(java));
    byte[] header = good.clone();
    Arrays.fill(header, 8, 40, (byte) 0x5a);
    List<byte[]> contents =
        new ArrayList<>(
            List.of(
                new byte[0], "not an archive\n".getBytes(UTF_8), Arrays.copyOf(good, 100), header));
    for (Path other : Installation.javas()) {
      if (!other.equals(java)) {
        contents.add(Files.readAllBytes(started(other).archive(other)));
      }
    }
    // Java 17 does not detect a truncated archive. The launcher therefore syncs an archive to disk
    // before renaming it.
    if (Installation.isOfNewKind(java)) {
      contents.add(Arrays.copyOf(good, good.length / 2));
    }
    for (byte[] content : contents) {
      replaceArchive(installation, java, content);
      assertThat(installation.run(java)).as("%d bytes", content.length).isEqualTo(expected);
      assertThat(installation.archive(java)).as("unchanged").hasSize(content.length);
    }
    replaceArchive(installation, java, good);
    assertThat(installation.usesArchive(java, Map.of())).isTrue();
  }

  /** Returns an installation that this Java has started once. */
  private static Installation started(Path java) throws Exception {
    Installation installation = STARTED.get(java);
    if (installation == null) {
      installation = new Installation(shared.resolve("started" + STARTED.size()), jar);
      assertThat(installation.run(java)).isEqualTo(expected);
      Path archive = installation.archive(java);
      assertThat(installation.files()).containsExactlyInAnyOrder("weir.jar", name(archive));
      assertThat(archive).isNotEmptyFile();
      STARTED.put(java, installation);
    }
    return installation;
  }

  private static void replaceArchive(Installation installation, Path java, byte[] content)
      throws Exception {
    Path archive = installation.archive(java);
    Files.delete(archive);
    Files.write(archive, content);
    Files.setLastModifiedTime(archive, Files.getLastModifiedTime(installation.jar()));
  }

  @ParameterizedTest
  @MethodSource("javas")
  void aHookHasItsOwnArchiveWithAllClassesThatItLoads(Path java) throws Exception {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Files.writeString(repository.resolve("Old.java"), "class Old {}\n");
    for (String command : List.of("init -q .", "add .", COMMIT + "-qm old")) {
      git(repository, command);
    }
    Files.writeString(repository.resolve("New.java"), "class New {}\n");
    git(repository, "add .");

    List<String> loaded = weir.classesOfHook(java, repository, "staged", "", "hook", "pre-commit");
    assertFromArchive(loaded);
    assertThat(weir.files())
        .containsExactlyInAnyOrder("weir.jar", name(weir.hookArchive(java, "staged")));
  }

  @Test
  void aHookOfAnAgentHasItsOwnArchiveWithAllClassesThatItLoads() throws Exception {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    git(repository, "init -q .");
    Files.writeString(repository.resolve("a.txt"), "text\n");
    String event =
        "{\"hook_event_name\": \"PreToolUse\", \"tool_name\": \"Bash\","
            + " \"tool_input\": {\"command\": \"cat a.txt | sort; FOO=1 npm test\"}}";
    List<String> loaded =
        weir.classesOfHook(OWN_JAVA, repository, "agent", event, "agent-hook", "claude-code");
    assertFromArchive(loaded);
    assertThat(loaded).noneMatch(line -> line.contains("picocli") || line.contains("jgit"));
    assertThat(weir.files())
        .containsExactlyInAnyOrder("weir.jar", name(weir.hookArchive(OWN_JAVA, "agent")));
  }

  private static void assertFromArchive(List<String> loaded) {
    assertThat(loaded).anyMatch(line -> line.contains("dev.weir.cli.Main source: shared"));
    assertThat(loaded).filteredOn(line -> line.contains("source: file:")).isEmpty();
  }

  private static void git(Path repository, String words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words.split(" ")));
    Process git = new ProcessBuilder(command).directory(repository.toFile()).inheritIO().start();
    assertThat(git.waitFor()).as(words).isZero();
  }

  @Test
  void isCreatedAgainForAnOlderJar() throws Exception {
    weir.run(OWN_JAVA);
    Object made = key(weir.archive(OWN_JAVA));
    Files.setLastModifiedTime(weir.jar(), FileTime.from(Instant.now().minusSeconds(86_400)));
    assertThat(weir.run(OWN_JAVA)).isEqualTo(expected);
    assertThat(key(weir.archive(OWN_JAVA))).isNotEqualTo(made);
    assertMadeAndUnlocked();
  }

  @Test
  void twoParallelStartsBothWorkAndLeaveOneArchive() throws Exception {
    Process first = weir.start(OWN_JAVA, Map.of());
    Process second = weir.start(OWN_JAVA, Map.of());
    assertThat(Installation.answer(first)).isEqualTo(expected);
    assertThat(Installation.answer(second)).isEqualTo(expected);
    assertMadeAndUnlocked();
  }

  @Test
  void aKilledStartDoesNotBlockTheNext() throws Exception {
    Process killed = weir.start(OWN_JAVA, Map.of());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.isDirectory(weir.lock(OWN_JAVA).resolve("repository"))) {
      assertThat(System.nanoTime()).as("an archive is being made").isLessThan(end);
      Thread.sleep(2);
    }
    List<ProcessHandle> children = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    for (ProcessHandle child : children) {
      child.destroyForcibly();
      child.onExit().get();
    }
    assertThat(weir.lock(OWN_JAVA)).exists();

    assertThat(weir.run(OWN_JAVA)).isEqualTo(expected);
    assertMadeAndUnlocked();
  }

  @Test
  void aStaleLockIsTakenOver() throws Exception {
    Path lock = Files.createDirectory(weir.lock(OWN_JAVA));
    long alive = ProcessHandle.current().pid();

    assertThat(weir.run(OWN_JAVA)).isEqualTo(expected);
    assertThat(weir.files()).as("no number yet").containsExactlyInAnyOrder("weir.jar", name(lock));
    Files.writeString(lock.resolve("pid"), alive + "\n");
    assertThat(weir.run(OWN_JAVA)).isEqualTo(expected);
    assertThat(weir.files()).as("being made").containsExactlyInAnyOrder("weir.jar", name(lock));

    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(660)));
    assertThat(weir.run(OWN_JAVA)).isEqualTo(expected);
    assertMadeAndUnlocked();
  }

  @Test
  void isNotCreatedInAReadOnlyFolder() throws Exception {
    weir.closes();
    RequiredProgram.require(
        Installation.answer(weir.startUnprivileged("sh", "-c", ": >../share/weir/x")).code() != 0,
        "setpriv, without which this user can write to any folder");
    Process process = weir.startUnprivileged(weir.command());
    assertThat(Installation.answer(process)).isEqualTo(expected);
    assertThat(weir.files()).containsExactly("weir.jar");
  }

  private void assertMadeAndUnlocked() throws Exception {
    assertThat(weir.files()).containsExactlyInAnyOrder("weir.jar", name(weir.archive(OWN_JAVA)));
    assertThat(weir.archive(OWN_JAVA)).isNotEmptyFile();
    assertThat(weir.usesArchive(OWN_JAVA, Map.of())).isTrue();
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static Object key(Path file) throws Exception {
    return Files.getAttribute(file, "unix:ctime") + " " + Files.getAttribute(file, "unix:ino");
  }
}
