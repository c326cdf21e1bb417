package dev.weir.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the files that install writes, and that uninstall restores the earlier state. */
class HookInstallTest {
  private static final String FOREIGN = "#!/bin/sh\necho \"foreign $*\" >> calls\ncat >> calls\n";

  @TempDir Path folder;
  private Workspace work;
  private Workspace repository;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.sh("git init -q -b main r; cd r; git commit -q --allow-empty -m one");
    repository = in("r");
  }

  /** Writes a program that replaces weir and logs how it was called. */
  private Workspace in(String name) throws IOException {
    Path program = folder.resolve("a b/it's weir");
    Files.createDirectories(program.getParent());
    executable(
        program, "#!/bin/sh\necho \"weir $*\" >> calls\ncase $2 in pre-push) cat >> calls; esac\n");
    Workspace other = new Workspace(folder.resolve(name));
    other.set("WEIR_PROGRAM", program.toString());
    other.set("HOME", folder.toString());
    other.set("PATH", System.getenv("PATH"));
    other.set("XDG_CONFIG_HOME", "");
    other.set("GIT_CONFIG_GLOBAL", folder.resolve("gitconfig").toString());
    other.set("GIT_CONFIG_NOSYSTEM", "1");
    return other;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
  }

  /** Returns all files below a folder, with contents and permissions. */
  private static TreeMap<String, String> state(Path folder) throws IOException {
    TreeMap<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        state.put(folder.relativize(file).toString(), mode + Files.readString(file));
      }
    }
    return state;
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("r/calls"));
  }

  @Test
  void earlierHooksRunFirstAndAreRestored() throws Exception {
    Path hooks = folder.resolve("r/.git/hooks");
    executable(hooks.resolve("pre-push"), FOREIGN);
    Files.writeString(hooks.resolve("commit-msg"), "not executable, so git leaves it alone\n");
    var before = state(hooks);
    assertThat(repository.weir("install")).isZero();
    assertThat(repository.out()).contains("the hook that was there before is kept and runs first");
    var installed = state(hooks);
    assertThat(repository.weir("install")).isZero();
    assertThat(repository.out()).contains("nothing to do").doesNotContain("wrote");
    assertThat(state(hooks)).isEqualTo(installed);

    work.sh(
        "git init -q --bare s; cd r; git remote add o ../s; git commit -q --allow-empty -m two;"
            + " git push -q o main");
    String pushed =
        calls().lines().filter(line -> line.startsWith("refs/heads/main ")).findFirst().orElse("");
    assertThat(calls())
        .isEqualTo(
            "weir hook pre-commit --\n"
                + "weir hook commit-msg -- .git/COMMIT_EDITMSG\n"
                + ("foreign o ../s\n" + pushed + "\n")
                + ("weir hook pre-push -- o ../s\n" + pushed + "\n"));

    assertThat(repository.weir("uninstall")).isZero();
    assertThat(state(hooks)).isEqualTo(before);
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(repository.out()).isEqualTo("weir has no hooks here\n");
  }

  @Test
  void theExitCodeOfAnEarlierHookCounts() throws Exception {
    executable(folder.resolve("r/.git/hooks/pre-commit"), "#!/bin/sh\nexit 7\n");
    repository.weir("install");
    work.sh("cd r; ! git commit -q --allow-empty -m two; .git/hooks/pre-commit || [ $? = 7 ]");
    assertThat(folder.resolve("r/calls")).doesNotExist();
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Path hooks = folder.resolve("r/.git/hooks");
    repository.weir("install");
    executable(hooks.resolve("pre-commit.before-weir"), FOREIGN);
    executable(hooks.resolve("pre-commit"), "#!/bin/sh\n# someone wrote over it\n");
    var before = state(hooks);
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains("pre-commit.before-weir already exists");
    assertThat(state(hooks)).isEqualTo(before);
  }

  @Test
  void aHookWithoutTheProgramRefuses() throws Exception {
    repository.weir("install", "--hooks", "pre-commit");
    Files.delete(folder.resolve("a b/it's weir"));
    String path = "cd r; PATH=" + Files.createDirectory(folder.resolve("few")) + " ";
    work.sh(
        "for p in git cat grep; do printf '#!/bin/sh\\nexec %s \"$@\"\\n' $(command -v $p) > few/$p;"
            + " chmod +x few/$p; done");
    work.sh("! (" + path + "git commit -q --allow-empty -m two) 2> output");
    assertThat(folder.resolve("output")).content().contains("nothing was scanned");
    executable(folder.resolve("few/weir"), "#!/bin/sh\necho \"path $*\" >> calls\n");
    work.sh(path + "git commit -q --allow-empty -m two");
    assertThat(calls()).isEqualTo("path hook pre-commit --\n");
  }

  @Test
  void hooksGoToTheConfiguredFolder() throws Exception {
    work.sh("cd r; git config core.hooksPath .githooks; mkdir sub; git worktree add -q ../linked");
    assertThat(in("r/sub").weir("install")).isZero();
    assertThat(folder.resolve("r/.githooks/pre-commit")).isExecutable();
    work.sh("cd r; git config --unset core.hooksPath");
    assertThat(in("linked").weir("install")).isZero();
    assertThat(folder.resolve("r/.git/hooks/pre-commit")).isExecutable();
    assertThat(in("linked").weir("uninstall")).isZero();
    assertThat(folder.resolve("r/.git/hooks/pre-commit")).doesNotExist();
  }

  @Test
  void huskysFolderIsLeftToHusky() throws Exception {
    work.sh("cd r; git config core.hooksPath .husky/_");
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains(".husky/pre-commit");
    assertThat(folder.resolve("r/.husky")).doesNotExist();
  }

  @Test
  void forAllRepositoriesAndBack() throws Exception {
    Path config = folder.resolve("gitconfig");
    Files.writeString(
        config, "[user]\n\tname = Jane Doe # as before\n[core]\n\tautocrlf = false\n");
    String before = Files.readString(config);
    executable(folder.resolve("r/.git/hooks/pre-push"), FOREIGN);
    executable(folder.resolve("r/.git/hooks/post-commit"), FOREIGN);
    assertThat(repository.weir("install", "--global", "--hooks", "pre-push")).isZero();
    assertThat(repository.out()).contains("set core.hooksPath");
    assertThat(repository.weir("install", "--global", "--hooks", "pre-push")).isZero();
    work.sh(
        "export GIT_CONFIG_GLOBAL=$PWD/gitconfig; git init -q --bare s; cd r; git remote add o ../s;"
            + " git commit -q --allow-empty -m two; git push -q o main");
    assertThat(calls()).startsWith("foreign \nforeign o ../s\nrefs/heads/main ");
    assertThat(calls()).contains("weir hook pre-push -- o ../s\nrefs/heads/main ");

    // A repository may also have its own hooks; then only these run.
    Files.delete(folder.resolve("r/calls"));
    assertThat(repository.weir("install", "--hooks", "pre-push")).isZero();
    work.sh(
        "export GIT_CONFIG_GLOBAL=$PWD/gitconfig; cd r; git commit -q --allow-empty -m three;"
            + " git push -q o main");
    assertThat(calls().lines().filter(line -> line.startsWith("weir "))).hasSize(1);

    assertThat(repository.weir("uninstall")).isZero();
    assertThat(repository.weir("uninstall", "--global")).isZero();
    assertThat(config).content().isEqualTo(before);
    assertThat(folder.resolve(".config/weir/hooks")).doesNotExist();
  }

  @Test
  void anExistingGlobalFolderIsRespected() throws Exception {
    Path others = Files.createDirectory(folder.resolve("others"));
    executable(others.resolve("pre-commit"), FOREIGN);
    Files.writeString(folder.resolve("gitconfig"), "[core]\n\thooksPath = " + others + "\n");
    var before = state(others);
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains("weir install --global");
    assertThat(repository.weir("install", "--global")).isZero();
    work.sh("export GIT_CONFIG_GLOBAL=$PWD/gitconfig; cd r; git commit -q --allow-empty -m two");
    assertThat(calls())
        .startsWith("foreign \nweir hook pre-commit --\n")
        .contains("weir hook commit-msg");
    assertThat(repository.weir("uninstall", "--global")).isZero();
    assertThat(state(others)).isEqualTo(before);
    assertThat(folder.resolve("gitconfig")).content().contains("hooksPath");
  }

  @Test
  void printsUsageErrors() throws Exception {
    assertThat(repository.weir("install", "--hooks", "pre-flight")).isEqualTo(ExitCode.USAGE);
    assertThat(repository.err()).contains("\"pre-flight\"").contains("pre-commit");
    assertThat(repository.weir("install", "here")).isEqualTo(ExitCode.USAGE);
    Files.createDirectory(folder.resolve("empty"));
    assertThat(in("empty").weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).doesNotContain("\tat ");
  }

  @Test
  void aLineOfWeirInAForeignHookIsNotEnough() throws Exception {
    Path hook = folder.resolve("r/.git/hooks/pre-commit");
    executable(hook, "#!/bin/sh\n# weir-hook: pre-commit, and mine\necho foreign >> calls\n");
    var before = state(hook.getParent());
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(state(hook.getParent())).isEqualTo(before);
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    work.sh("cd r; git commit -q --allow-empty -m two");
    assertThat(calls()).isEqualTo("foreign\nweir hook pre-commit --\n");
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(state(hook.getParent())).isEqualTo(before);
  }

  @Test
  void aHookOfWeirThatSomeoneChangedIsKept() throws Exception {
    Path hook = folder.resolve("r/.git/hooks/pre-commit");
    repository.weir("install", "--hooks", "pre-commit");
    String changed = Files.readString(hook).replace("exec ", "echo mine >> calls\nexec ");
    Files.writeString(hook, changed);
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(hook).content().isEqualTo(changed);
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    assertThat(hook.resolveSibling("pre-commit.before-weir")).content().isEqualTo(changed);
  }

  @Test
  void aFileThatWeirDidNotMoveAsideIsNotRun() throws Exception {
    Path planted = folder.resolve("r/.git/hooks/pre-commit.before-weir");
    executable(planted, "#!/bin/sh\necho planted >> calls\n");
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    assertThat(repository.out()).contains("weir did not write pre-commit.before-weir");
    work.sh("cd r; git commit -q --allow-empty -m two");
    assertThat(calls()).isEqualTo("weir hook pre-commit --\n");
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(planted).content().contains("planted");
    assertThat(planted.resolveSibling("pre-commit")).doesNotExist();
  }

  @Test
  void aHookForAllRepositoriesTrustsOnlyWholeHooksOfARepository() throws Exception {
    Path own = folder.resolve("r/.git/hooks/pre-commit");
    assertThat(repository.weir("install", "--global", "--hooks", "pre-commit")).isZero();
    String commit = "export GIT_CONFIG_GLOBAL=$PWD/gitconfig; cd r; git commit -q --allow-empty -m";
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    work.sh(commit + " two");
    assertThat(calls()).isEqualTo("weir hook pre-commit --\n");
    executable(own, "#!/bin/sh\n# weir-hook: pre-commit\n# cksum: 1 2\necho foreign >> calls\n");
    work.sh(commit + " three");
    assertThat(calls()).endsWith("--\nforeign\nweir hook pre-commit --\n");
  }

  @Test
  void theHookRemembersTheJavaOfTheInstallation() throws Exception {
    executable(folder.resolve("a b/it's weir"), "#!/bin/sh\necho \"on $WEIR_JAVA\" >> calls\n");
    repository.weir("install", "--hooks", "pre-commit");
    work.sh("cd r; git commit -q --allow-empty -m two");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(calls()).isEqualTo("on " + java + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lefthook.yml | pre-commit: {} | lefthook writes | run: weir hook pre-commit
          .lefthook.toml | a = 1 | lefthook writes | run: weir hook pre-push {1} {2}
          .config/lefthook.yaml | a: 1 | lefthook writes | and run: lefthook install
          lefthook.yml | # weir hook pre-commit | lefthook writes | run: weir hook pre-commit
          package.json | {"simple-git-hooks": {"pre-push": "x"}} | simple-git-hooks writes | "pre-commit": "weir hook pre-commit"
          package.json | {"devDependencies": {"simple-git-hooks": "2"}} | simple-git-hooks writes | npx simple-git-hooks
          .simple-git-hooks.json | {} | simple-git-hooks writes | "commit-msg": "weir hook commit-msg \\"$1\\""
          .husky/pre-commit | npm test | husky writes | .husky/pre-push: weir hook pre-push "$@"
          package.json | {"gitHooks": {}, "devDependencies": {"yorkie": "2"}} | yorkie writes | "pre-commit": "weir hook pre-commit"
          .overcommit.yml | PreCommit: {} | overcommit writes | command: ['weir', 'hook', 'pre-commit']
          """)
  void aProgramThatRewritesHooksIsToldOf(String file, String text, String who, String line)
      throws Exception {
    Path config = folder.resolve("r").resolve(file);
    Files.createDirectories(config.getParent());
    Files.writeString(config, text + "\n");
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains(who).contains(line);
    assertThat(folder.resolve("r/.git/hooks/pre-commit")).doesNotExist();
  }

  @Test
  void aProgramThatRunsWeirAlreadyIsLeftAlone() throws Exception {
    Files.writeString(
        folder.resolve("r/lefthook.yml"), "pre-commit:\n  run: weir hook pre-commit\n");
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
    assertThat(repository.out()).contains("nothing to do: lefthook.yml");
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains("commit-msg").doesNotContain("run: weir hook pre-commit");
  }

  @Test
  void aHookOfAProgramWhoseConfigurationIsElsewhereIsLeftAlone() throws Exception {
    Path hook = folder.resolve("r/.git/hooks/pre-push");
    executable(hook, "#!/bin/sh\nif [ \"$LEFTHOOK\" = 0 ]; then exit 0; fi\ncall_lefthook run\n");
    var before = state(hook.getParent());
    assertThat(repository.weir("install")).isEqualTo(ExitCode.FAILURE);
    assertThat(repository.err()).contains("lefthook writes the hooks of this repository");
    assertThat(state(hook.getParent())).isEqualTo(before);
    assertThat(repository.weir("install", "--hooks", "pre-commit")).isZero();
  }

  @Test
  void anUnrelatedPackageIsNoHookManager() throws Exception {
    Files.writeString(folder.resolve("r/package.json"), "{\"name\": \"husky-fan\"}\n");
    executable(folder.resolve("r/.git/hooks/pre-commit"), "#!/bin/sh\n# not by lefthook\n");
    assertThat(repository.weir("install")).isZero();
  }

  @Test
  void aHookThatAnotherProgramRemovedIsNoticed() throws Exception {
    repository.weir("install", "--hooks", "pre-commit,post-commit");
    assertThat(repository.weir("hook", "post-commit")).isZero();
    assertThat(repository.err()).doesNotContain("is gone");
    work.sh("cd r/.git/hooks; mv pre-commit pre-commit.old; echo 'exec lefthook' > pre-commit");
    assertThat(repository.weir("hook", "post-commit")).isZero();
    assertThat(repository.err()).contains("weir's hook pre-commit is gone");
    repository.weir("doctor");
    assertThat(repository.out())
        .contains("problem      hooks: another program removed hooks of weir")
        .contains("moved it to .git/hooks/pre-commit.old");
    work.sh("cd r/.git/hooks; rm pre-commit*");
    repository.weir("hook", "pre-push", "o", "url");
    assertThat(repository.err()).contains("weir's hook pre-commit is gone");
    // Whoever does not want the hooks any more says so.
    assertThat(repository.weir("uninstall")).isZero();
    assertThat(repository.weir("hook", "post-commit")).isZero();
    assertThat(repository.err()).doesNotContain("is gone");
  }

  @Test
  void aHookForAllRepositoriesThatAnotherProgramRemovedIsNoticed() throws Exception {
    repository.weir("install", "--global");
    assertThat(repository.weir("hook", "post-commit")).isZero();
    assertThat(repository.err()).doesNotContain("is gone");
    Files.delete(folder.resolve(".config/weir/hooks/pre-commit"));
    repository.weir("hook", "post-commit");
    assertThat(repository.err()).contains("weir's hook pre-commit is gone");
    repository.weir("uninstall", "--global");
    repository.weir("hook", "post-commit");
    assertThat(repository.err()).doesNotContain("is gone");
  }

  /** Flags of scans would have no effect on what install writes, so they are refused. */
  @ParameterizedTest
  @ValueSource(strings = {"--config=x.toml", "--ignore-gitleaks-allow", "-v", "--redact", "-c=x"})
  void flagsOfScansAreRefused(String flag) throws Exception {
    assertThat(repository.weir("install", flag)).isNotZero();
    assertThat(repository.weir(flag, "install")).isNotZero();
    assertThat(repository.weir("uninstall", flag)).isNotZero();
    assertThat(folder.resolve("r/.git/hooks/pre-commit")).doesNotExist();
  }
}
