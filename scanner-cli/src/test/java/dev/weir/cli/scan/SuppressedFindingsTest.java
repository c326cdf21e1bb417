package dev.weir.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --report-suppressed} contains everything that a user chose to hide, with the reason. */
class SuppressedFindingsTest {
  private static final String RULES = "[[rules]]\nid='r'\nregex='tok_[a-z]{8}'\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", " --verify=offline", " --redact", " --verify=offline --redact"})
  void areInTheReport(String more) throws Exception {
    Workspace work = new Workspace(folder);
    Files.writeString(folder.resolve("rules.toml"), RULES);
    Files.writeString(folder.resolve("a"), "tok_aaaaaaaa\n");
    work.weir("ignore", "-c", "rules.toml", "a", "--reason", "a test value");
    Files.writeString(folder.resolve("b"), "tok_bbbbbbbb\n");
    Files.writeString(folder.resolve(".gitleaksignore"), "b:r:1\n");
    Files.writeString(folder.resolve("c"), "tok_cccccccc # gitleaks:allow\n");
    Files.writeString(folder.resolve("d"), "tok_dddddddd\n");
    work.weir("dir", ".", "-c", "rules.toml", "-f", "json", "-r", "base.json");
    Files.writeString(folder.resolve("e"), "tok_eeeeeeee\n");
    String command =
        "dir . -c rules.toml -b base.json -f sarif-rich -r r.sarif --report-suppressed";
    assertThat(work.weir((command + more).split(" "))).as(work.err()).isEqualTo(1);
    List<String> reasons = new ArrayList<>();
    JsonNode results =
        new ObjectMapper()
            .readTree(Files.readString(folder.resolve("r.sarif")))
            .at("/runs/0/results");
    for (JsonNode result : results) {
      String file = result.at("/locations/0/physicalLocation/artifactLocation/uri").asText();
      reasons.add(file + ": " + result.at("/suppressions/0/justification").asText());
    }
    assertThat(reasons)
        .contains(
            "a: an entry of .weirignore covers it: a test value",
            "b: an ignore file lists it",
            "c: the line carries gitleaks:allow",
            "d: the baseline contains it",
            "e: ");
  }

  /** The reason that a user wrote may hold a secret of the run, and so may a name in a log. */
  @Test
  void reasonsAndLogsAreRedacted() throws Exception {
    Workspace work = new Workspace(folder);
    Files.writeString(folder.resolve("rules.toml"), RULES);
    Files.writeString(folder.resolve("a"), "tok_aaaaaaaa\n");
    work.weir("ignore", "-c", "rules.toml", "a", "--reason", "see tok_eeeeeeee");
    Files.createSymbolicLink(folder.resolve("b-tok_eeeeeeee"), Path.of("nowhere"));
    Files.writeString(folder.resolve("e"), "tok_eeeeeeee\n");
    String command = "dir . -c rules.toml -f sarif-rich -r - --report-suppressed -l trace --redact";
    work.weir(command.split(" "));
    assertThat(work.out()).contains("covers it: see REDACTED").doesNotContain("tok_e", "tok_a");
    assertThat(work.err()).contains("b-REDACTED").doesNotContain("tok_e", "tok_a");
  }

  /** What is shown of a run is itself searched: a name may hold a secret that no file holds. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hook auto a missing-tok_eeeeeeee",
        "dir nowhere/tok_eeeeeeee --redact",
        "git nowhere-tok_eeeeeeee --redact",
        "dir . --redact -v -f json -r -",
        "dir . -f gitlab -r -",
        "dir . -f github -r -",
        "dir . -l trace --redact",
        "git --log-opts=tok_eeeeeeee --redact",
      })
  void namesAreSearched(String command) throws Exception {
    Workspace work = new Workspace(folder);
    Files.writeString(folder.resolve("rules.toml"), RULES);
    Files.createDirectory(folder.resolve("d-tok_eeeeeeee"));
    Files.writeString(folder.resolve("d-tok_eeeeeeee/f"), "tok_ffffffff\n");
    Files.writeString(folder.resolve("a"), "tok_ffffffff\n");
    Files.createSymbolicLink(folder.resolve("z-tok_eeeeeeee"), Path.of("nowhere"));
    work.sh("git init -q .");
    work.weir((command + " -c rules.toml").split(" "));
    assertThat(work.out()).doesNotContain("tok_e");
    if (!command.startsWith("dir . -f")) {
      assertThat(work.err()).doesNotContain("tok_e");
    }
  }

  /** The name of a ref is shown before anything is found, and even if nothing is. */
  @Test
  void namesOfRefsAreSearched() throws Exception {
    Workspace work = new Workspace(folder);
    Files.writeString(folder.resolve(".gitleaks.toml"), RULES);
    work.sh(
        "git init -q -b tok_eeeeeeee .; git add .; git commit -qm one; git rev-parse HEAD > id");
    String id = Files.readString(folder.resolve("id")).strip();
    work.set("PATH", System.getenv("PATH"));
    work.input("0".repeat(40) + " " + id + " refs/heads/tok_eeeeeeee\n");
    work.weir("hook", "pre-receive", "-l", "trace");
    assertThat(work.err()).contains("refs/heads/REDACTED").doesNotContain("tok_e");
  }
}
