package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GitProcessTest {
  @TempDir Path folder;

  private static GitProcess.Answer ask(
      GitPolicy policy, Path folder, Map<String, String> variables, String... words)
      throws IOException {
    return GitProcess.ask(policy, List.of(words), new byte[0], folder, variables);
  }

  /** Writes a program that replaces git. */
  private Path program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private Map<String, String> withProgram(String script) throws IOException {
    Path file = program("bin/git", script);
    return Map.of("PATH", file.getParent() + ":/usr/bin:/bin");
  }

  /**
   * Makes a clone without a blob that git could fetch. Its configuration and attributes name
   * programs wherever git could start one by itself.
   */
  private Path hostileClone() throws Exception {
    Path full = Files.createDirectory(folder.resolve("full"));
    TestRepository origin = TestRepository.init(full);
    origin.git("config uploadpack.allowFilter true");
    origin.write("f", "text\n").write("g.x", "more\n").commit("one");
    origin.write("f", "text\nchanged\n").commit("two");
    new TestRepository(folder).git("clone -q -n --filter=blob:none file://" + full + " clone");
    Path place = folder.resolve("clone");
    TestRepository clone = new TestRepository(place);
    clone.git("reset -q");
    String touch = "touch " + folder.resolve("EXECUTED") + "; false";
    for (String name :
        List.of(
            "core.fsmonitor",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.sshCommand",
            "core.gitProxy",
            "core.alternateRefsCommand",
            "credential.helper",
            "diff.external",
            "diff.x.command",
            "diff.x.textconv",
            "filter.x.clean",
            "filter.x.smudge",
            "gpg.program",
            "pager.log",
            "pager.config",
            "uploadpack.packObjectsHook",
            "remote.origin.uploadpack")) {
      clone.run("config", name, touch);
    }
    clone.run("config", "log.showSignature", "true");
    clone.run("config", "core.hooksPath", folder.resolve("hooks").toString());
    for (String hook :
        List.of("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc")) {
      program("hooks/" + hook, touch);
    }
    Files.writeString(place.resolve(".git/info/attributes"), "* diff=x filter=x\n");
    Files.writeString(place.resolve(".git/objects/info/alternates"), full + "/.git/objects-not\n");
    return place;
  }

  @ParameterizedTest
  @EnumSource(GitPolicy.class)
  void gitRunsAndFetchesNothing(GitPolicy policy) throws Exception {
    Path clone = hostileClone();
    String blob = new TestRepository(folder.resolve("full")).id("HEAD:f");
    Map<String, String> variables = new HashMap<>(TestRepository.ON_THE_PATH);
    variables.put("HOME", folder.toString());
    variables.put("GIT_PAGER", "touch " + folder.resolve("EXECUTED"));
    variables.put("GIT_EXTERNAL_DIFF", "touch " + folder.resolve("EXECUTED"));
    variables.put("GIT_TRACE", folder.resolve("TRACE").toString());
    assertThat(ask(policy, clone, variables, "config", "--get", "core.pager").text())
        .contains("touch");
    assertThat(ask(policy, clone, variables, "rev-parse", "--git-dir").text()).contains(".git");
    assertThat(ask(policy, clone, variables, "rev-list", "--all").text().lines()).hasSize(2);
    assertThat(ask(policy, clone, variables, "ls-files", "-s", "-v", "-z").text()).contains(blob);
    assertThat(ask(policy, clone, variables, "ls-files", "-z", "-ci", "--exclude-standard").code())
        .isZero();
    assertThat(ask(policy, clone, variables, "for-each-ref").code()).isZero();
    assertThat(ask(policy, clone, variables, "worktree", "list", "--porcelain").code()).isZero();
    assertThat(ask(policy, clone, variables, "cat-file", "-e", blob).code()).isNotZero();
    assertThat(ask(policy, clone, variables, "cat-file", "blob", blob).code()).isNotZero();
    GitProcess.Answer batch =
        GitProcess.ask(
            policy,
            List.of("cat-file", "--batch"),
            (blob + "\n").getBytes(UTF_8),
            clone,
            variables);
    assertThat(batch.text()).doesNotContain("changed");
    ask(policy, clone, variables, "log", "--no-ext-diff", "--no-textconv", "-1");
    ask(policy, clone, variables, "diff-tree", "-r", "--raw", "HEAD");
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
    assertThat(folder.resolve("TRACE")).doesNotExist();
    assertThat(new TestRepository(clone).git("rev-list --all --objects --missing=print"))
        .contains("?" + blob);
  }

  @ParameterizedTest
  @EnumSource(GitPolicy.class)
  void ignoresRelativeEntriesOfThePath(GitPolicy policy) throws Exception {
    Path here = Files.createDirectory(folder.resolve("r"));
    program("r/git", "touch ../EXECUTED");
    program("r/bin/git", "touch ../EXECUTED");
    for (String path : List.of("", ".", "bin", ":", "./bin:.", "::bin")) {
      assertThatThrownBy(() -> ask(policy, here, Map.of("PATH", path), "version"))
          .as(path)
          .isInstanceOf(IOException.class)
          .hasMessage("there is no git on the PATH");
    }
    assertThatThrownBy(() -> ask(policy, here, Map.of(), "version"))
        .hasMessage("there is no git on the PATH");
    String real = ".:" + System.getenv("PATH");
    assertThat(ask(policy, here, Map.of("PATH", real), "version").text()).startsWith("git version");
    assertThat(folder.resolve("EXECUTED")).doesNotExist();
  }

  @Test
  void usesTheFirstGitThatCanBeRun() throws Exception {
    Files.createDirectories(folder.resolve("a/git"));
    Path plain = Files.createDirectories(folder.resolve("b")).resolve("git");
    Files.writeString(plain, "#!/bin/sh\necho plain\n");
    program("c/git", "echo third");
    program("d/git", "echo fourth");
    String path = folder + "/a:" + folder + "/b:" + folder + "/c:" + folder + "/d";
    assertThat(ask(GitPolicy.USER_SETTINGS, folder, Map.of("PATH", path), "x").text())
        .isEqualTo("third\n");
  }

  @ParameterizedTest
  @EnumSource(GitPolicy.class)
  void givesGitOnlyTheVariablesThatThePolicyAllows(GitPolicy policy) throws Exception {
    Map<String, String> variables = new HashMap<>(withProgram("env"));
    variables.put("HOME", "/home/jane");
    variables.put("XDG_CONFIG_HOME", "/home/jane/x");
    variables.put("GIT_INDEX_FILE", "/index");
    variables.put("GIT_CONFIG_PARAMETERS", "'a.b'='c'");
    variables.put("GIT_SSH_COMMAND", "evil");
    variables.put("SECRET", "value");
    variables.put("GIT_TRACE2_EVENT", "/tmp/trace");
    List<String> given = ask(policy, folder, variables, "x").text().lines().toList();
    assertThat(given)
        .contains(
            "LC_ALL=C",
            "GIT_NO_LAZY_FETCH=1",
            "GIT_TERMINAL_PROMPT=0",
            "GIT_OPTIONAL_LOCKS=0",
            "GIT_NO_REPLACE_OBJECTS=1")
        .noneMatch(line -> line.startsWith("GIT_TRACE"));
    boolean fetches = policy == GitPolicy.FETCH_OBJECTS;
    assertThat(given.contains("GIT_ALLOW_PROTOCOL=none")).isEqualTo(!fetches);
    assertThat(given.contains("GIT_ALLOW_PROTOCOL=https:http:ssh")).isEqualTo(fetches);
    assertThat(given.contains("GIT_SSH_COMMAND=ssh -o BatchMode=yes")).isEqualTo(fetches);
    assertThat(given.contains("GIT_INDEX_FILE=/index")).isEqualTo(!fetches);
    boolean isUsers = policy == GitPolicy.USER_OBJECTS || policy == GitPolicy.USER_SETTINGS;
    boolean seesUser = isUsers || policy == GitPolicy.READ_USER_SETTINGS;
    assertThat(given.contains("SECRET=value")).isEqualTo(isUsers);
    assertThat(given.contains("GIT_CONFIG_PARAMETERS='a.b'='c'")).isEqualTo(isUsers);
    assertThat(given.contains("HOME=/home/jane")).isEqualTo(seesUser);
    assertThat(given.contains("GIT_CONFIG_GLOBAL=/dev/null")).isEqualTo(!seesUser);
    assertThat(given.contains("GIT_CONFIG_NOSYSTEM=1")).isEqualTo(!seesUser);
  }

  @ParameterizedTest
  @EnumSource(GitPolicy.class)
  void argumentsAreHardened(GitPolicy policy) throws Exception {
    String given = ask(policy, folder, withProgram("echo \"$@\""), "config", "--list").text();
    assertThat(given)
        .startsWith("--no-pager -c core.fsmonitor=false")
        .contains("-c core.alternateRefsCommand=", "-c log.showSignature=false", "-c gc.auto=0")
        .endsWith(" config --list\n");
    assertThat(given.contains("safe.directory=*")).isEqualTo(policy.name().startsWith("READ"));
    assertThat(given.contains("core.hooksPath=/dev/null"))
        .isEqualTo(policy.name().endsWith("OBJECTS"));
  }

  @Test
  void fetchingGetsWhatAConnectionNeeds() throws Exception {
    Map<String, String> variables = new HashMap<>(withProgram("env"));
    variables.put("https_proxy", "http://proxy:3128");
    variables.put("GIT_SSL_CAINFO", "/ca.pem");
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_ASKPASS", "evil");
    variables.put("SSH_ASKPASS", "evil");
    variables.put("GIT_DIR", "/elsewhere");
    assertThat(ask(GitPolicy.FETCH_OBJECTS, folder, variables, "x").text().lines())
        .contains(
            "https_proxy=http://proxy:3128",
            "GIT_SSL_CAINFO=/ca.pem",
            "GIT_CONFIG_COUNT=1",
            "HOME=/nonexistent")
        .noneMatch(line -> line.contains("ASKPASS") || line.startsWith("GIT_DIR"));
  }

  @Test
  void aLimitCanBeGiven() throws Exception {
    Map<String, String> variables = withProgram("sleep 60; echo done");
    assertThatThrownBy(
            () ->
                GitProcess.ask(
                    GitPolicy.FETCH_OBJECTS,
                    List.of("x"),
                    folder,
                    variables,
                    Duration.ofMillis(1_000)))
        .hasMessage("git did not finish within 1 seconds");
  }

  @Test
  void anAnswerHasCodeTextAndErrors() throws Exception {
    GitProcess.Answer answer =
        ask(GitPolicy.READ_SETTINGS, folder, withProgram("echo out; echo bad >&2; exit 3"), "x");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.text()).isEqualTo("out\n");
    assertThat(answer.errors()).isEqualTo("bad\n");
    assertThat(answer.toString()).isEqualTo("exit code 3");
  }

  @Test
  void largeInputAndOutputDoNotBlock() throws Exception {
    byte[] input = "a line of input\n".repeat(200_000).getBytes(UTF_8);
    GitProcess.Answer answer =
        GitProcess.ask(
            GitPolicy.READ_OBJECTS, List.of("x"), input, folder, withProgram("tee /dev/stderr"));
    assertThat(answer.out()).isEqualTo(input);
    assertThat(answer.errors().length()).isEqualTo(1 << 16);
  }

  @Test
  void aGitThatReadsNothingDoesNotFail() throws Exception {
    byte[] input = new byte[1 << 20];
    GitProcess.Answer answer =
        GitProcess.ask(
            GitPolicy.READ_OBJECTS, List.of("x"), input, folder, withProgram("exec echo done"));
    assertThat(answer.text()).isEqualTo("done\n");
  }

  @Test
  void endsAGitThatTakesTooLong() throws Exception {
    Map<String, String> variables = withProgram("echo some; exec sleep 60");
    long start = System.nanoTime();
    try (GitProcess git =
        GitProcess.start(GitPolicy.READ_SETTINGS, List.of("x"), folder, variables)) {
      assertThatThrownBy(() -> git.answer(new byte[0], Duration.ofSeconds(1), 1_000))
          .isInstanceOf(IOException.class)
          .hasMessage("git did not finish within 1 seconds");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
  }

  @Test
  void rejectsAnAnswerThatIsTooLong() throws Exception {
    Map<String, String> variables = withProgram("printf 0123456789");
    try (GitProcess git =
        GitProcess.start(GitPolicy.READ_OBJECTS, List.of("x"), folder, variables)) {
      assertThat(git.answer(new byte[0], Duration.ZERO, 10).text()).isEqualTo("0123456789");
    }
    try (GitProcess git =
        GitProcess.start(GitPolicy.READ_OBJECTS, List.of("x"), folder, variables)) {
      assertThatThrownBy(() -> git.answer(new byte[0], Duration.ZERO, 9))
          .hasMessageContaining("more than 9 bytes");
    }
  }

  @Test
  void closingEndsIt() throws Exception {
    Map<String, String> variables = withProgram("echo ready; exec sleep 60");
    GitProcess git = GitProcess.start(GitPolicy.READ_OBJECTS, List.of("x"), folder, variables);
    assertThat(git.output().read()).isEqualTo('r');
    git.close();
    assertThat(git.waitFor()).isNotZero();
  }

  @Test
  void onlySettingsHaveATimeLimit() {
    for (GitPolicy policy : GitPolicy.values()) {
      assertThat(policy.limit().isZero())
          .as("%s", policy)
          .isEqualTo(policy.name().endsWith("OBJECTS"));
    }
  }
}
