package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowCommentsCommandTest {
  private static final String RULES =
      """
      [[rules]]
      id = "acme"
      regex = '''acme_[a-z]{8}'''
      keywords = ["acme_"]
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    Files.writeString(work.path(".gitleaks.toml"), RULES);
    Files.writeString(
        work.path("a.txt"),
        """
        acme_aaaaaaaa # weir:allow acme made up
        acme_bbbbbbbb # gitleaks:allow
        acme_cccccccc # pragma: allowlist secret
        # pragma: allowlist nextline secret
        acme_dddddddd
        acme_eeeeeeee # ggignore
        acme_ffffffff # trufflehog:ignore
        nothing here # weir:allow
        """);
    work.sh("git init -q; git add .; git commit -qm one");
  }

  private String reported(String... args) {
    work.weir(args);
    return work.out()
        .lines()
        .filter(line -> line.startsWith("Secret:"))
        .map(line -> line.substring(line.length() - 1))
        .reduce("", String::concat);
  }

  @Test
  void theDefaultIsWeirsAndGitleaks() {
    assertThat(reported("git", ".", "-v")).isEqualTo("cdef");
    assertThat(reported("dir", ".", "-v")).isEqualTo("cdef");
    assertThat(reported("dir", ".", "-v", "-c", ".gitleaks.toml"))
        .as("with -c as gitleaks")
        .isEqualTo("acdef");
    assertThat(reported("dir", ".", "-v", "--ignore-gitleaks-allow")).isEqualTo("abcdef");
  }

  @Test
  void aFlagOrTheConfigurationChooses() throws Exception {
    assertThat(reported("git", ".", "-v", "--allow-comments=detect-secrets,ggshield"))
        .isEqualTo("abf");
    assertThat(reported("git", ".", "-v", "--allow-comments=none")).isEqualTo("abcdef");
    assertThat(work.weir("git", ".", "--allow-comments=nosuch")).isEqualTo(1);
    assertThat(work.err()).contains("weir knows no comments of \"nosuch\"; use weir, gitleaks");
    Files.writeString(
        work.path(".gitleaks.toml"), "[weir]\nallowComments = ['trufflehog']\n" + RULES);
    assertThat(reported("git", ".", "-v")).isEqualTo("abcde");
    assertThat(reported("git", ".", "-v", "--allow-comments=weir")).isEqualTo("bcdef");
    Files.writeString(work.path(".gitleaks.toml"), "[weir]\nallowComments = ['x']\n" + RULES);
    assertThat(work.weir("git", ".")).isEqualTo(1);
    assertThat(work.err()).contains("weir.allowComments: weir knows no comments of");
  }

  @Test
  void aCommentThatAllowsNothingIsNamed() {
    assertThat(work.weir("ignore", "--prune")).as(work.err()).isZero();
    assertThat(work.out()).contains("allows nothing, remove it: a.txt:8: weir:allow\n");
    assertThat(work.out().split("allows nothing", -1)).hasSize(2);
    work.weir("doctor");
    assertThat(work.out()).contains("comments allow secrets where there are none", "a.txt:8: weir");
  }
}
