package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.ProgramRun;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hooks that stand anywhere in a repository, with the variables that git sets for them: each
 * command sees what is staged anywhere.
 */
class HookPlacesTest {
  private static final String CONFIG = "[[rules]]\nid='r'\ndescription='d'\nregex='key=([a-z]+)'\n";
  private static final int FOUND = 1;

  @TempDir Path folder;

  /** Commands that a hook may run; the first word is the program's name. */
  private static final List<String> COMMANDS =
      List.of(
          "weir hook pre-commit",
          "weir hook pre-merge-commit",
          "weir hook auto",
          "weir git --staged",
          "weir protect --staged",
          "gitleaks git --staged",
          "gitleaks protect --staged",
          "weir git-secrets --pre_commit_hook");

  /** A layout, the folder in which the hook stands, and the variables that git sets there. */
  static Stream<Arguments> places() {
    String own = "git init -q -b main r; cd r; ";
    String linked =
        "git init -q -b main m; cd m; git commit -q --allow-empty -m 0;"
            + " git worktree add -q ../r; cd ../r; ";
    String submodule =
        "git init -q -b main s; (cd s; git commit -q --allow-empty -m 0); git init -q -b main o;"
            + " cd o; git -c protocol.file.allow=always submodule --quiet add ../s r; cd r; ";
    String index = "GIT_INDEX_FILE=.git/index";
    String linkedIndex = "GIT_DIR=F/m/.git/worktrees/r GIT_INDEX_FILE=F/m/.git/worktrees/r/index";
    String moduleIndex = "GIT_DIR=F/o/.git/modules/r GIT_INDEX_FILE=F/o/.git/modules/r/index";
    List<Arguments> all = new ArrayList<>();
    for (String place : List.of("r", "r/sub", "r/sub/deep")) {
      all.add(Arguments.of("the index alone", own, place, index));
      all.add(Arguments.of("a relative GIT_DIR", own, place, "GIT_DIR=.git " + index));
      all.add(
          Arguments.of(
              "a relative work tree", own, place, "GIT_DIR=.git GIT_WORK_TREE=. " + index));
      all.add(
          Arguments.of(
              "absolute",
              own,
              place,
              "GIT_DIR=F/r/.git GIT_WORK_TREE=F/r GIT_INDEX_FILE=F/r/.git/index"));
      all.add(Arguments.of("GIT_DIR alone", own, place, "GIT_DIR=F/r/.git"));
      all.add(
          Arguments.of(
              "a file that names the git folder",
              own + "echo 'gitdir: r/.git' > ../link; ",
              place,
              "GIT_DIR=F/link GIT_INDEX_FILE=F/r/.git/index"));
      all.add(Arguments.of("objects", own, place, "GIT_OBJECT_DIRECTORY=.git/objects " + index));
      all.add(
          Arguments.of(
              "alternates",
              own,
              place,
              "GIT_ALTERNATE_OBJECT_DIRECTORIES=.git/objects:\"F/a\\072b\" " + index));
      all.add(Arguments.of("a linked work tree", linked, place, linkedIndex));
    }
    for (String place : List.of("o/r", "o/r/sub")) {
      all.add(Arguments.of("a submodule", submodule, place, moduleIndex));
      all.add(
          Arguments.of(
              "a submodule, index alone",
              submodule,
              place,
              index.replace(".git/index", "../.git/modules/r/index")));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} in {2}")
  @MethodSource("places")
  void theWholeIndexIsScanned(String name, String script, String place, String variables)
      throws Exception {
    Workspace work = new Workspace(folder);
    Path config = Files.writeString(folder.resolve("c.toml"), CONFIG);
    work.sh(
        script
            + "mkdir -p sub/deep; echo x > sub/deep/x; git add .; git commit -qm one;"
            + " echo y > y; git add .; git config secrets.patterns 'key=[a-z]+'");
    Path top = folder.resolve(place.replaceFirst("/sub.*", ""));
    for (String where : List.of("", "out.js", "sub/in.js")) {
      if (!where.isEmpty()) {
        Files.writeString(top.resolve(where), "key=abc\n");
        git(top, "add", where);
      }
      for (String command : COMMANDS) {
        ProgramRun run = run(command, config, folder.resolve(place), variables);
        assertThat(run.exitCode())
            .as("%s, secret in '%s': %s%s", command, where, run.out(), run.err())
            .isEqualTo(where.isEmpty() ? 0 : FOUND);
      }
      if (!where.isEmpty()) {
        git(top, "rm", "-q", "--cached", where);
      }
    }
  }

  private void git(Path top, String... words) throws Exception {
    new Workspace(top).sh("git " + String.join(" ", words));
  }

  private ProgramRun run(String command, Path config, Path place, String variables) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    Persona persona = Persona.of(words.remove(0));
    if (!words.get(0).equals("git-secrets")) {
      words.addAll(List.of("-c", config.toString(), "--no-banner"));
    }
    Map<String, String> all = new HashMap<>();
    all.put("PATH", System.getenv("PATH"));
    all.put("GIT_CONFIG_NOSYSTEM", "1");
    for (String one : variables.replace("F/", folder + "/").split(" ")) {
      int equals = one.indexOf('=');
      all.put(one.substring(0, equals), one.substring(equals + 1));
    }
    return ProgramRun.of(persona, words, all, place, new byte[0]);
  }

  @Test
  void aRepositoryWithoutAWorkTreeMayHaveAnIndex() throws Exception {
    new Workspace(folder)
        .sh(
            "git init -q --bare b.git; mkdir home; echo key=abc > home/f;"
                + " git --git-dir=b.git --work-tree=home add f; git init -q --bare none.git");
    Path config = Files.writeString(folder.resolve("c.toml"), CONFIG);
    for (String command : COMMANDS.subList(0, 7)) {
      ProgramRun run = run(command, config, folder.resolve("home"), "GIT_DIR=F/b.git");
      assertThat(run.exitCode()).as(command + run.err()).isEqualTo(FOUND);
      run = run(command, config, folder.resolve("home"), "GIT_DIR=F/none.git");
      assertThat(run.exitCode()).as(command + run.err()).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run.err()).doesNotContain("internal error");
    }
  }

  @Test
  void theFirstCommitIsScannedFromASubfolder() throws Exception {
    new Workspace(folder)
        .sh(
            "git init -q -b main; mkdir sub; echo x > sub/x; echo key=abc > f; git add sub f;"
                + " git config secrets.patterns 'key=[a-z]+'");
    Path config = Files.writeString(folder.resolve("c.toml"), CONFIG);
    for (String command : COMMANDS) {
      ProgramRun run = run(command, config, folder.resolve("sub"), "GIT_INDEX_FILE=.git/index");
      assertThat(run.exitCode()).as(command + run.err()).isEqualTo(FOUND);
    }
  }

  @Test
  void sopsIsAskedFromASubfolderToo() throws Exception {
    new Workspace(folder)
        .sh(
            "git init -q -b main; mkdir sub; echo x > sub/x; printf 'creation_rules:\\n  -"
                + " path_regex: secret\\n    age: age1x\\n' > .sops.yaml; echo 'a: b' > secret.yaml;"
                + " git add .");
    Path config = Files.writeString(folder.resolve("c.toml"), CONFIG);
    String index = "GIT_INDEX_FILE=.git/index";
    for (Path place : List.of(folder, folder.resolve("sub"))) {
      ProgramRun run = run("weir hook pre-commit", config, place, index);
      assertThat(run.exitCode()).as(place + run.err()).isEqualTo(FOUND);
      assertThat(run.out()).contains("secret.yaml");
    }
  }

  @Test
  void anIndexThatIsNotThereIsNotAnEmptyOne() throws Exception {
    Workspace work = new Workspace(folder);
    work.sh("git init -q -b main; echo key=abc > f; git add .");
    Path config = Files.writeString(folder.resolve("c.toml"), CONFIG);
    for (String command : COMMANDS) {
      ProgramRun run = run(command, config, folder, "GIT_INDEX_FILE=.git/gone");
      assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.INCOMPLETE);
      assertThat(run.err()).contains("GIT_INDEX_FILE");
    }
  }
}
