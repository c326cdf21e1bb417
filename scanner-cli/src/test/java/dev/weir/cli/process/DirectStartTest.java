package dev.weir.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Installation;
import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import dev.weir.testing.Provider;
import dev.weir.testing.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar, started without the launcher, finds out by itself what the launcher would tell. So does
 * the {@link GivenProgram}.
 */
class DirectStartTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Runs a command on a terminal, closes its input or not, and copies what it prints. */
  private static final String TERMINAL =
      """
      import os, pty, sys
      child, terminal = pty.fork()
      if child == 0:
          os.execvp("sh", ["sh", "-c", sys.argv[1]])
      os.write(terminal, b"\\x04")
      text = b""
      while True:
          try:
              part = os.read(terminal, 4096)
          except OSError:
              break
          if not part:
              break
          text += part
      sys.stdout.buffer.write(text)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """;

  @TempDir static Path shared;
  private static String weir;
  private static String shownAs;

  @TempDir Path folder;
  private Workspace work;

  /** The exit code and the output of a process. */
  private record Answer(int code, String text) {}

  @BeforeAll
  static void packs() throws Exception {
    Path given = GivenProgram.PATH;
    if (given != null) {
      weir = "'" + given + "'";
      shownAs = given.toString();
      return;
    }
    Path jar = Installation.pack(shared.resolve("weir.jar"));
    weir = "'" + JAVA + "' -XX:TieredStopAtLevel=1 -Xshare:auto -jar '" + jar + "'";
    shownAs = "java -jar " + jar;
  }

  private Answer run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String unset : List.of("CI", "NO_COLOR", "COLORTERM", OwnProgram.VARIABLE)) {
      builder.environment().remove(unset);
    }
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), text);
  }

  private Answer sh(String script) throws Exception {
    return run("sh", "-c", script);
  }

  private Answer onTerminal(String script) throws Exception {
    String python = RequiredProgram.find("python3").toString();
    return run(python, "-c", TERMINAL, script);
  }

  private void secret() throws Exception {
    Files.writeString(folder.resolve("c.toml"), "[[rules]]\nid='r'\nregex='key=(\\w+)'\n");
    Files.writeString(folder.resolve("f.txt"), "key=abc\n");
  }

  @Test
  void eachStreamIsATerminalOrNot() throws Exception {
    secret();
    String scan = weir + " dir f.txt -c c.toml --no-banner -v";
    assertThat(onTerminal(scan + " 2>err").text()).contains("\u001b[1;3;38;5;202m", "key=");
    assertThat(folder.resolve("err")).content().contains("leaks found: 1").doesNotContain("\u001b");
    assertThat(onTerminal(scan + " >out").text()).contains("\u001b[33mWRN\u001b[0m");
    assertThat(folder.resolve("out")).content().contains("key=abc").doesNotContain("\u001b");
    Answer neither = sh(scan + " 2>&1 </dev/null");
    assertThat(neither.code()).isEqualTo(1);
    assertThat(neither.text()).contains("key=abc").doesNotContain("\u001b");
  }

  @Test
  void aHookOnATerminalSaysWhatItWaitsFor() throws Exception {
    new Workspace(folder).sh("git init -q");
    String waits = "waiting for the refs that git passes";
    assertThat(onTerminal(weir + " hook pre-push origin url").text()).contains(waits);
    assertThat(sh(weir + " hook pre-push origin url").text()).doesNotContain(waits);
  }

  @Test
  void aClosedInputIsNotAnEmptyOne() throws Exception {
    Answer closed = sh(weir + " stdin --no-banner <&-");
    assertThat(closed.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(closed.text()).contains("it is closed");
    assertThat(sh(weir + " stdin --no-banner </").text()).contains("it is closed");
    assertThat(sh(weir + " stdin --no-banner </dev/null").code()).isZero();
  }

  @Test
  void aNameThatTheLocaleLacksIsExplained() throws Exception {
    Answer answer =
        sh("n=$(printf '\\303\\274'); echo a > $n; LC_ALL=C " + weir + " dir --no-banner $n");
    if (GivenProgram.PATH != null) {
      assertThat(answer.code()).as("an executable or the launcher: %s", answer).isZero();
      return;
    }
    assertThat(answer.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(answer.text())
        .isEqualTo(
            "weir: a file name has letters that the locale of this process lacks, so the scan is"
                + " incomplete; set LC_ALL=C.UTF-8\n");
  }

  @Test
  void installedHooksRunTheJar() throws Exception {
    work = new Workspace(folder);
    secret();
    work.sh("git init -q; mv c.toml .gitleaks.toml; git add f.txt");
    assertThat(sh(weir + " install --hooks pre-commit,commit-msg").code()).isZero();
    Answer refused = sh("git -c user.name=a -c user.email=a@b commit -m one");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text()).contains("f.txt:1", shownAs);
    assertThat(sh(weir + " git-secrets --install -f").code()).isZero();
    assertThat(sh("git config secrets.patterns abc; .git/hooks/pre-commit").code()).isEqualTo(1);
  }

  @Test
  void anExecutableKnowsTheNameThatItWasStartedUnder() throws Exception {
    Path given = GivenProgram.PATH;
    if (given != null) {
      Files.createSymbolicLink(folder.resolve("gitleaks"), given);
      assertThat(sh("./gitleaks version").text()).isEqualTo(Version.GITLEAKS + "\n");
      return;
    }
    // The property is what a native executable sets.
    String asNative = weir.replace(" -jar", " -Dorg.graalvm.nativeimage.imagecode=runtime -jar");
    Files.createSymbolicLink(folder.resolve("gitleaks"), JAVA);
    String started = asNative.replace("'" + JAVA + "'", "./gitleaks");
    assertThat(sh(started + " version").text()).isEqualTo(Version.GITLEAKS + "\n");
    started = asNative.replace("'" + JAVA + "'", "PATH=\"$PWD:$PATH\" gitleaks");
    assertThat(sh(started + " version").text()).isEqualTo(Version.GITLEAKS + "\n");
    assertThat(sh(asNative + " version").text()).isNotEqualTo(Version.GITLEAKS + "\n");
  }

  @Test
  void verifyAsksTheProvider() throws Exception {
    try (Provider provider = new Provider()) {
      provider.answers(200, "{}");
      String token = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
      Files.writeString(folder.resolve("a.py"), "token = \"" + token + "\"\n");
      Files.writeString(
          folder.resolve("endpoints.toml"), provider.endpoints(List.of("api.github.com")));
      String verify = " dir a.py --verify --verify-config=endpoints.toml -f json -r -";
      Answer answer = sh(weir + verify);
      assertThat(answer.text()).contains("verification:verified");
      assertThat(answer.code()).isEqualTo(1);
      List<String> lines = new ArrayList<>();
      provider.requests().forEach(request -> lines.add(request.line()));
      assertThat(lines).containsExactly("GET api.github.com/user");
    }
  }
}
