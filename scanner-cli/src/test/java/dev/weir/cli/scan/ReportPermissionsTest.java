package dev.weir.cli.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a report, and which file it is. */
class ReportPermissionsTest {
  private static final String RULES = "[[rules]]\nid='r'\nregex='tok_[a-z]{8}'\n";

  @TempDir Path folder;

  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    Files.writeString(folder.resolve("rules.toml"), RULES);
    Files.writeString(folder.resolve("victim"), "as it was\n");
    Files.createDirectory(folder.resolve("outside"));
    Files.createDirectories(folder.resolve("r/sub"));
    Files.writeString(folder.resolve("r/f"), "tok_abcdefgh\n");
    new Workspace(folder).sh("git init -q r; cd r; git add .; git commit -qm one");
    work = new Workspace(folder.resolve("r"));
  }

  private String mode(String file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  @ParameterizedTest
  @CsvSource({"022, rw-r--r--", "027, rw-r-----", "077, rw-------", "002, rw-rw-r--"})
  void aNewReportHasWhatTheUmaskLeaves(String umask, String mode) throws Exception {
    // Only a new process has another umask.
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            "umask " + umask + "; exec \"$@\"",
            "sh",
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.weir.cli.Main",
            "dir",
            ".",
            "-c",
            "../rules.toml",
            "-r",
            "../new.json",
            "--coverage-report",
            "../coverage.json");
    builder.directory(folder.resolve("r").toFile()).redirectErrorStream(true);
    Process weir = builder.start();
    String output = new String(weir.getInputStream().readAllBytes(), UTF_8);
    assertThat(weir.waitFor()).as(output).isEqualTo(1);
    assertThat(mode("new.json")).isEqualTo(mode);
    assertThat(mode("coverage.json")).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "rwxr-x---"})
  void aReportThatIsReplacedKeepsItsMode(String mode) throws Exception {
    Path report = folder.resolve("old.json");
    Files.writeString(report, "[]");
    Files.setPosixFilePermissions(report, PosixFilePermissions.fromString(mode));
    assertThat(work.weir("dir", ".", "-c", "../rules.toml", "-r", "../old.json")).isEqualTo(1);
    assertThat(mode("old.json")).isEqualTo(mode);
    assertThat(Files.readString(report)).contains("tok_abcdefgh");
  }

  @Test
  void anIgnoreFileKeepsItsMode() throws Exception {
    Path file = folder.resolve("r/.weirignore");
    Files.writeString(file, "# mine\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(work.weir("ignore", "-c", "../rules.toml", "f")).as(work.err()).isZero();
    assertThat(mode("r/.weirignore")).isEqualTo("rw-------");
  }

  @ParameterizedTest
  @CsvSource({
    "ln -s ../victim report.json, dir . -r report.json",
    "ln -s ../victim report.json, git . -r report.json",
    "ln -s ../victim report.json, git . -r sub/../report.json",
    "ln -s ../victim report.json, git --staged . -r report.json",
    "ln -s ../victim report.json, dir sub -r report.json",
    "ln -s ../victim report.json, dir . --coverage-report report.json",
    "ln -s ../victim report.json, hook pre-commit -r report.json",
    "ln -s ../../victim sub/victim, dir . -r sub/victim -f json",
    "ln -s .. out, dir . -r out/victim -f json",
    "ln -s ../../outside sub/out, dir . -r sub/out/new.json",
  })
  void aLinkInTheTargetIsNotFollowed(String made, String command) throws Exception {
    work.sh(made);
    assertThat(work.weir((command + " -c ../rules.toml").split(" "))).isEqualTo(1);
    assertThat(work.err()).contains("is a link in what is scanned, which weir does not follow");
    assertThat(folder.resolve("victim")).hasContent("as it was\n");
    assertThat(folder.resolve("outside")).isEmptyDirectory();
  }

  @Test
  void theUsersOwnLinksAreFollowed() throws Exception {
    Files.createSymbolicLink(folder.resolve("link.json"), Path.of("victim"));
    Files.createSymbolicLink(folder.resolve("repository"), Path.of("r"));
    Workspace beside = new Workspace(folder);
    String command = "dir repository -c rules.toml -f json -r ";
    assertThat(beside.weir((command + "link.json").split(" "))).as(beside.err()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("victim"))).contains("tok_abcdefgh");
    assertThat(beside.weir((command + "repository/r.json").split(" "))).isEqualTo(1);
    assertThat(folder.resolve("r/r.json")).exists();
  }
}
