package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.testing.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weir verify}: which findings it asks about, and what it prints. */
class VerifyCommandTest {
  private static final String ONE = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
  private static final String TWO = VerifyFlagTest.token("Lw3TzP8vKc5NxR1qYd7HbM4sJg6F2u");

  @TempDir Path folder;
  private Workspace work;
  private Provider provider;

  @BeforeEach
  void start() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    provider = new Provider();
    Files.writeString(work.path("to.toml"), provider.endpoints(List.of("api.github.com")));
    Files.writeString(work.path("a.py"), "one = \"" + ONE + "\"\ntwo = \"" + TWO + "\"\n");
    work.sh("git init -q -b main; git add a.py; git commit -qm one");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  private int verify(String... places) {
    String[] args = new String[places.length + 2];
    args[0] = "verify";
    args[1] = "--verify-config=to.toml";
    System.arraycopy(places, 0, args, 2, places.length);
    int code = work.weir(args);
    assertThat(work.out() + work.err()).doesNotContain(ONE, TWO);
    return code;
  }

  @ParameterizedTest
  @CsvSource({
    "200, verified, 1",
    "401, unverified, 0",
    "500, unknown, 2",
  })
  void theExitCodeSaysWhetherTheSecretIsLive(int status, String state, int code) {
    provider.answers(status, "{}");
    assertThat(verify("a.py:2")).isEqualTo(code);
    assertThat(work.out()).startsWith("a.py:2  github-pat  " + state + ": api.github.com answered");
    assertThat(provider.requests()).as("only the named one").hasSize(1);
    assertThat(work.err().contains("1 secret is live")).isEqualTo(code == 1);
  }

  @Test
  void aSecretIsAskedAboutOnce() throws Exception {
    work.sh("cp a.py b.py");
    provider.answers(401, "{}");
    assertThat(verify("a.py", "b.py", "a.py:github-pat:1")).isZero();
    assertThat(work.out().lines()).hasSize(5);
    assertThat(provider.requests()).hasSize(2);
  }

  @Test
  void aSecretIsFoundInTheHistoryAndInTheIndex() throws Exception {
    work.sh("git rev-parse HEAD > sha");
    String sha = Files.readString(work.path("sha")).strip();
    work.sh("git rm -q a.py; git commit -qm two");
    assertThat(verify("a.py:1")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.err()).contains("no finding at a.py:1", "older commit");
    assertThat(provider.requests()).isEmpty();
    assertThat(verify(sha + ":a.py:github-pat:1")).isEqualTo(1);
    assertThat(work.out()).contains("a.py:1  github-pat  commit " + sha.substring(0, 8));
    work.sh("echo 'x = \"" + ONE + "\"' > c.py; git add c.py; echo > c.py");
    assertThat(verify("c.py:1")).isEqualTo(1);
  }

  @Test
  void aFindingMustBeNamed() {
    assertThat(verify()).isEqualTo(ExitCode.USAGE);
    assertThat(work.err()).contains("verify needs a finding");
  }
}
