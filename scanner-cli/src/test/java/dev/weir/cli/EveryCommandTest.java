package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Runs every command and writes every report once. The module native/image runs this class again,
 * to see what the program looks for at run time.
 */
class EveryCommandTest {
  private static final String TOKEN = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");

  /** Command lines and their exit codes, in the order in which they work. */
  private static final String COMMANDS =
      """
      1 git .
      1 git . --no-ledger --unreachable --messages
      1 git . --redact -v
      0 git --staged
      1 dir . --max-archive-depth=2 --max-decode-depth=3 -v
      1 stdin
      1 image ../image.tar
      1 detect --no-git
      0 protect --staged
      0 hook pre-commit --redact
      2 agent-hook claude-code
      2 pre-receive
      0 doctor . --json
      0 doctor .
      0 install
      0 uninstall
      0 explain a.py
      1 ignore a.py --reason=test --list=false
      0 ignore --list
      0 review --list
      0 baseline --reason old
      0 remediate report.json --output-dir=../out
      2 verify a.py:1
      1 verify-purge report.json
      0 rules list
      0 rules show github-pat
      0 rules test .gitleaks.toml
      0 known import --name=x secret.json
      0 known list
      1 dir . --known
      0 ci
      1 fleet .
      0 guard
      183 trufflehog filesystem . --fail --json --no-verification
      0 trufflehog --help
      0 git-secrets --register-aws
      0 git-secrets --scan a.py
      0 version
      0 completion bash
      0 completion fish
      0 help
      0 help git
      1 gti
      """;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(Files.createDirectory(folder.resolve("repository")));
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", folder.resolve("home").toString());
    work.set("WEIR_CI_EVENT", "schedule");
    // weir verify must not reach a provider.
    work.set("HTTPS_PROXY", "http://127.0.0.1:1");
    Files.writeString(work.path("a.py"), "token = \"" + TOKEN + "\"\n");
    Files.writeString(
        work.path("secret.json"), "{\"password\": \"" + "hV7#kQ2!mZ9pXw4@tR6b" + "\"}\n");
    Files.writeString(
        work.path(".gitleaks.toml"),
        "[extend]\nuseDefault = true\n[[rules]]\nid = 'own'\nregex = 'own_[a-z]{9}'\n");
    work.sh("git init -q -b main; tar czf a.tar.gz a.py; git add .; git commit -qm one");
    work.sh(
        "mkdir ../image; cd ../image; tar cf layer.tar -C ../repository a.py; echo '{}' >c.json;"
            + " echo '[{\"Config\": \"c.json\", \"Layers\": [\"layer.tar\"]}]' >manifest.json;"
            + " tar cf ../image.tar *");
    work.weir("dir", "a.py", "-f", "json", "-r", "report.json");
    work.input("token = \"" + TOKEN + "\"\n");
  }

  @Test
  void everyCommandRuns() {
    Set<String> run = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (String line : COMMANDS.lines().toList()) {
      List<String> words = Arrays.asList(line.split(" "));
      run.add(words.get(1));
      int code = work.weir(words.subList(1, words.size()).toArray(String[]::new));
      if (code != Integer.parseInt(words.get(0)) || work.err().contains("internal error")) {
        wrong.add(line + " gave " + code + ": " + work.err());
      }
    }
    assertThat(wrong).isEmpty();
    for (Command command : Command.values()) {
      assertThat(run).contains(command.word());
    }
  }

  @ParameterizedTest
  @FieldSource("dev.weir.cli.Workspace#REPORT_FORMATS")
  void everyReportIsWritten(String format) throws Exception {
    int code = work.weir("git", ".", "-f", format, "-r", "out." + format);
    assertThat(code).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(work.path("out." + format)).isNotEmptyFile();
  }

  @Test
  void aDamagedHistoryIsReported() throws Exception {
    work.sh("find .git/objects -type f -size -200c -exec rm -f {} +");
    assertThat(work.weir("git", ".", "--no-ledger")).as(work.err()).isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void aTemplateIsAReport() throws Exception {
    Files.writeString(
        work.path("t.tmpl"),
        "{{range .}}{{.RuleID | upper}} {{.Tags | toJson}} {{now | date \"2006\"}}{{end}}");
    int code = work.weir("dir", "a.py", "-f", "template", "--report-template=t.tmpl", "-r", "o");
    assertThat(code).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(Files.readString(work.path("o"))).startsWith("GITHUB-PAT ");
  }
}
