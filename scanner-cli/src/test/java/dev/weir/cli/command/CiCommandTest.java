package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiCommandTest {
  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(Files.createDirectory(folder.resolve("r")));
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", folder.resolve("home").toString());
    Files.writeString(work.path(".gitleaks.toml"), "[[rules]]\nid='r'\nregex='key=([a-z]+)'\n");
    work.sh("git init -q -b main; echo nothing > clean.txt; git add .; git commit -qm one");
  }

  private void push(String branch, String before) {
    work.set("WEIR_CI_EVENT", "push");
    work.set("WEIR_CI_BRANCH", branch);
    work.set("WEIR_CI_BEFORE", before);
  }

  @Test
  void withoutACiSystemNothingIsGuessed() {
    assertThat(work.weir("ci")).isEqualTo(ExitCode.USAGE);
    assertThat(work.err()).contains("no variable of a CI system is set", "WEIR_CI_EVENT");
  }

  @Test
  void secretsCannotBeShown() {
    push("main", "");
    assertThat(work.weir("ci", "--redact=20")).isEqualTo(ExitCode.USAGE);
    assertThat(work.err()).contains("always redacts");
    assertThat(work.weir("ci", ".")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aBranchCannotSwitchOffItsScan() throws Exception {
    work.sh(
        "git update-ref refs/remotes/origin/main HEAD; git checkout -qb topic;"
            + " printf \"[[allowlists]]\\npaths=['.*']\\n\" >> .gitleaks.toml;"
            + " echo key=abc > n.txt; git add .; git commit -qm blind");
    push("topic", "");
    assertThat(work.weir("ci")).as(work.err()).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("(--config-from)");
    assertThat(work.weir("ci", "--config-from=")).isZero();
  }

  @Test
  void aCleanRunIsSummarised() throws Exception {
    push("main", "");
    Path summary = folder.resolve("step");
    Files.writeString(summary, "of another step\n");
    work.set("GITHUB_STEP_SUMMARY", summary.toString());
    assertThat(work.weir("ci")).as(work.err()).isZero();
    assertThat(summary).hasContent("of another step\n## weir: no secrets found\n");
    assertThat(work.path("weir-reports/weir.sarif")).isNotEmptyFile();
  }

  @Test
  void whatCouldNotBeReadIsInTheSummary() throws Exception {
    work.sh("rm -f .git/objects/$(git rev-parse HEAD:clean.txt | sed 's,^..,&/,')");
    push("main", "");
    assertThat(work.weir("ci")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.path("weir-reports/summary.md"))
        .content()
        .contains("no secrets found in what could be read", ":clean.txt`: object ");
  }

  @Test
  void reportsAreNotWrittenThroughALink() throws Exception {
    push("main", "");
    work.sh("ln -s ../elsewhere weir-reports; mkdir ../elsewhere");
    assertThat(work.weir("ci")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.err()).contains("is a link in what is scanned", "--reports FOLDER");
    assertThat(folder.resolve("elsewhere")).isEmptyDirectory();
  }

  @Test
  void thePlanIsPrintedWithoutAScan() throws Exception {
    work.sh("echo key=abc > n.txt; git add .; git commit -qm two");
    push("main", "");
    assertThat(work.weir("ci", "--plan")).isZero();
    assertThat(work.out())
        .contains("event: push\n", "scan: all commits of main\n", "reports: weir-reports/");
    assertThat(work.path("weir-reports")).doesNotExist();
  }

  @Test
  void aScheduleReadsOnlyWhatIsNew() throws Exception {
    work.set("WEIR_CI_EVENT", "schedule");
    work.sh("git clone -q . ../clone");
    Workspace clone = new Workspace(folder.resolve("clone"));
    clone.set("WEIR_CI_EVENT", "schedule");
    assertThat(clone.weir("ci", "--cache", ".weir-cache")).as(clone.err()).isZero();
    assertThat(folder.resolve("clone/.weir-cache")).isNotEmptyDirectory();
    // The next run has a new clone, and of the old one the cache. A blob that is lost shows what is
    // read.
    work.sh(
        "mv ../clone/.weir-cache ../kept; rm -rf ../clone; git clone -q . ../clone;"
            + " mv ../kept ../clone/.weir-cache; cd ../clone;"
            + " rm -f .git/objects/$(git rev-parse HEAD:clean.txt | sed 's,^..,&/,')");
    assertThat(clone.weir("ci")).isEqualTo(ExitCode.INCOMPLETE);
    clone.sh("rm -rf .git/weir");
    assertThat(clone.weir("ci", "--cache", ".weir-cache")).as(clone.err()).isZero();
  }

  @Test
  void aRepositoryCannotBringItsOwnCache() throws Exception {
    work.set("WEIR_CI_EVENT", "schedule");
    assertThat(work.weir("ci", "--cache", "c")).isZero();
    work.sh("git add c; git commit -qm cache; rm -rf .git/weir");
    assertThat(work.weir("ci", "--cache", "c")).isZero();
    assertThat(work.err()).contains("--cache c is not used: it is in the repository");
    work.sh("ln -s c link");
    assertThat(work.weir("ci", "--cache", "link/c")).isZero();
    assertThat(work.err()).contains("there is a link on the way to it");
  }
}
