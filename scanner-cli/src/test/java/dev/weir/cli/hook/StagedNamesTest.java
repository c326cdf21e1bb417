package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans of changes that are limited to files and folders, as programs such as lint-staged do. */
class StagedNamesTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        "[[rules]]\nid='r'\ndescription='d'\nregex='key=(\\w+)'\n");
    work.sh(
        "git init -q -b main; mkdir sub other; echo a > a.js; echo a > sub/in.js; echo a > gone.js;"
            + " echo a > clean.js; ln -s clean.js link; ln -s sub to-sub; git add .;"
            + " git commit -qm one; echo key=a > a.js; echo key=b > sub/in.js;"
            + " ln -sf key=c link; git rm -q gone.js; git add .; git init -q other/nested;"
            + " echo key=n > other/nested/n; git -C other/nested add n");
  }

  /** The expected findings are files; {@code -} stands for exit code 2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git --staged a.js                 | a.js",
        "git --staged FOLDER/a.js          | a.js",
        "git --staged ./sub/../a.js        | a.js",
        "git --staged sub/in.js            | sub/in.js",
        "git --staged sub                  | sub/in.js",
        "git --staged to-sub               | sub/in.js",
        "git --staged to-sub/in.js         | sub/in.js",
        "git --staged link                 | -",
        "git --staged clean.js             | ''",
        "git --staged .git                 | a.js link sub/in.js",
        "git --staged                      | a.js link sub/in.js",
        "git --staged a.js sub/in.js       | a.js sub/in.js",
        "git --staged sub a.js             | a.js sub/in.js",
        "git --staged gone.js              | -",
        "git --staged typo.js              | -",
        "git --staged a.js typo.js         | -",
        "git --staged a.js /               | -",
        "git --staged a.js other/nested/n  | -",
        "git --staged other/nested/n -c .gitleaks.toml | n",
        "protect --staged -s a.js          | a.js",
        "protect --staged --source sub     | sub/in.js"
      })
  void whatIsStagedInThemIsScanned(String command, String files) {
    check(Persona.WEIR, command, files);
    check(Persona.WEIR, command.replace("git --staged", "git --staged --no-banner"), files);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git --staged a.js        | a.js",
        "git --staged .git        | a.js link sub/in.js",
        "protect --staged -s sub  | sub/in.js"
      })
  void alsoAsGitleaks(String command, String files) {
    check(Persona.GITLEAKS, command + " -c FOLDER/.gitleaks.toml", files);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git --pre-commit a.js      | a.js",
        "git --pre-commit sub       | ''",
        "protect -s a.js            | a.js",
        "protect -s .git            | a.js",
        "git --pre-commit a.js sub  | a.js"
      })
  void whatIsNotStagedInThemIsScanned(String command, String files) throws Exception {
    work.sh("git commit -qm two; echo key=z >> a.js");
    check(Persona.WEIR, command, files);
  }

  private void check(Persona persona, String command, String files) {
    List<String> words =
        new ArrayList<>(List.of(command.replace("FOLDER", "" + folder).split(" ")));
    words.addAll(List.of("-v"));
    ProgramRun run =
        ProgramRun.of(persona, words, Map.of("PATH", System.getenv("PATH")), folder, new byte[0]);
    int exitCode = files.equals("-") ? ExitCode.INCOMPLETE : files.isEmpty() ? 0 : 1;
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    List<String> found =
        run.out()
            .lines()
            .filter(l -> l.startsWith("File:"))
            .map(l -> l.substring(5).strip())
            .toList();
    if (!files.equals("-")) {
      assertThat(String.join(" ", found)).isEqualTo(files);
    }
  }

  @Test
  void aHookThatGetsAbsoluteNames() throws Exception {
    String index = folder.resolve(".git/index").toString();
    work.set("GIT_INDEX_FILE", index);
    assertThat(work.weir("hook", "auto", "-l", "info", folder.resolve("clean.js").toString()))
        .isEqualTo(1);
    work.sh("git commit -qm two; echo more > more; git add more");
    assertThat(work.weir("hook", "auto", "-l", "info", folder.resolve("more").toString())).isZero();
    assertThat(work.err()).doesNotContain("not staged");
    assertThat(work.weir("hook", "auto", "-l", "info", folder.resolve("a.js").toString()))
        .isEqualTo(1);
    assertThat(work.err()).contains("1 file, which is not staged");
  }
}
