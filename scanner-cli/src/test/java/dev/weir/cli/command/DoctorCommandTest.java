package dev.weir.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.cli.scan.ScanFailure;
import dev.weir.cli.scan.ScanResult;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.source.Source;
import dev.weir.doctor.CheckResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
  private static final String OK = "ok";

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeRepository() throws Exception {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Path home = Files.createDirectory(folder.resolve("home"));
    work = new Workspace(repository);
    work.set("PATH", System.getenv("PATH"));
    work.set("HOME", home.toString());
    work.set("GIT_CONFIG_NOSYSTEM", "1");
    work.sh("git init -q -b main; echo x > readme.md; git add .; git commit -qm one");
  }

  private JsonNode doctor() throws Exception {
    work.weir("doctor", "--json");
    return new ObjectMapper().readTree(work.out());
  }

  private JsonNode check(String id) throws Exception {
    for (JsonNode check : doctor().get("checks")) {
      if (check.get("id").asText().equals(id)) {
        return check;
      }
    }
    throw new AssertionError("no check " + id + ": " + work.out() + work.err());
  }

  private String status(String id) throws Exception {
    return check(id).get("status").asText();
  }

  @Test
  void aRepositoryWithoutProblems() throws Exception {
    work.sh(
        "printf '.env*\\n!.env.example\\n' > .gitignore; echo API_KEY= > .env.example;"
            + " mkdir -p .github/workflows; echo 'run: weir git' > .github/workflows/scan.yml;"
            + " git add .; git commit -qm two");
    assertThat(work.weir("install")).isZero();
    Files.writeString(folder.resolve("weir"), "#!/bin/sh\n");
    assertThat(folder.resolve("weir").toFile().setExecutable(true)).isTrue();
    work.set("PATH", System.getenv("PATH") + ":" + folder);
    assertThat(work.weir("doctor", "--history")).as(work.out()).isZero();
    assertThat(work.out())
        .contains("ok           secrets: no secret in the history")
        .contains("hooks scan at pre-commit, commit-msg, pre-push")
        .contains(".gitignore:1:.env* .env")
        .doesNotContain("warning")
        .doesNotContain("problem");
  }

  private CheckResult secrets(@Nullable ScanFailure failure, long findings, long unread) {
    RuleSet none = new RuleSet(List.of(), List.of(), List.of());
    ScanSummary summary =
        new ScanSummary(1, 10, findings, unread, false, Map.of(Source.Unit.COMMIT, 2L));
    List<NotRead> notRead = unread == 0 ? List.of() : List.of(new NotRead("a.zip", "broken"));
    ScanResult result =
        failure == null
            ? new ScanResult(none, summary, notRead, null, null)
            : ScanResult.failed(none, failure);
    return DoctorCommand.secrets(result, "weir git .", "abc");
  }

  @Test
  void resultsOfScanningTheHistory() {
    assertThat(secrets(null, 0, 0).status()).isEqualTo(CheckResult.Status.OK);
    assertThat(secrets(null, 0, 0).evidence())
        .containsExactly("weir git . read 2 commits and found 0 secrets, at commit abc");
    assertThat(secrets(null, 1, 1).status()).isEqualTo(CheckResult.Status.PROBLEM);
    assertThat(secrets(null, 1, 1).about()).isEqualTo("the history holds secrets");
    assertThat(secrets(null, 0, 1).status()).isEqualTo(CheckResult.Status.NOT_READ);
    assertThat(secrets(null, 0, 1).evidence()).contains("not read: a.zip: broken");
    ScanFailure setting = new ScanFailure(ScanFailure.Kind.SETTING, "a", "b");
    assertThat(secrets(setting, 0, 0).status()).isEqualTo(CheckResult.Status.PROBLEM);
    assertThat(secrets(setting, 0, 0).about()).isEqualTo("the scan of the history failed: a: b");
    ScanFailure source = new ScanFailure(ScanFailure.Kind.SOURCE, "gone", "");
    assertThat(secrets(source, 0, 0).status()).isEqualTo(CheckResult.Status.NOT_READ);
  }

  @Test
  void aFailedScanIsNotReportedAsAFinding() throws Exception {
    work.sh("echo '[[rules]]' > .gitleaks.toml");
    assertThat(work.weir("doctor", "--history")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains("the scan of the history failed: the configuration cannot be used")
        .doesNotContain("holds secrets");
    String token = "ghp_" + "0a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e2f";
    work.sh("rm .gitleaks.toml; echo token = " + token + " > a; git add .; git commit -qm two");
    assertThat(work.weir("doctor", "--history")).isEqualTo(ExitCode.FAILURE);
    assertThat(work.out())
        .contains("the history holds secrets")
        .contains("read 2 commits and found 1 secret, at commit")
        .doesNotContain(token);
  }

  /** Files are recognised by name and content together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".env|A=b|env-tracked|problem",
        "x/.env.production|export A='b'|env-tracked|problem",
        "prod.env|A: b|env-tracked|problem",
        ".envrc|use flake|env-tracked|ok",
        ".env|A=|env-tracked|ok",
        ".env|A=$B\\nC=op://a/b|env-tracked|ok",
        ".env.example|A=b|env-tracked|ok",
        "a.sample.env|A=b|env-tracked|ok",
        "environment.env.md|A=b|env-tracked|ok",
        "id_rsa|-----BEGIN OPENSSH PRIVATE KEY-----|key-file|problem",
        "id_rsa.pub|ssh-rsa AAAA|key-file|ok",
        "a.pem|-----BEGIN RSA PRIVATE KEY-----|key-file|problem",
        "a.pem|-----BEGIN CERTIFICATE-----|key-file|ok",
        "a.md|-----BEGIN RSA PRIVATE KEY-----|key-file|ok",
        "a.jks|\\0376\\0355\\0376\\0355|key-file|problem",
        "a.p12|0\\0202\\01\\02|key-file|problem",
        "a.p12|hello|key-file|ok",
        "a.kdbx|\\03\\0331\\0242\\0232|key-file|problem",
        ".netrc|machine a login b password c|key-file|problem",
        ".pgpass|h:1:d:u:pw|key-file|problem",
        ".npmrc|//r/:_authToken=npm_x|key-file|problem",
        ".npmrc|//r/:_authToken=${TOKEN}|key-file|ok",
        ".aws/credentials|aws_secret_access_key = x|key-file|problem",
        ".kube/config|    client-key-data: LS0|key-file|problem",
        "kubeconfig|clusters: []|key-file|ok",
        ".docker/config.json|\"auth\": \"eDp5\"|key-file|problem",
        "terraform.tfstate|\"terraform_version\": 1|key-file|problem",
        "account.json|\"private_key\": \"-----BEGIN|key-file|problem",
        "key.txt|AGE-SECRET-KEY-1XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX|key-file|ok",
        "key.txt|AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ|key-file|problem",
      })
  void trackedFiles(String name, String content, String id, String status) throws Exception {
    work.sh(
        "mkdir -p \"$(dirname '"
            + name
            + "')\"; printf '%b\\n' '"
            + content.replace("'", "'\\''")
            + "' > '"
            + name
            + "'; git add .; git commit -qm two");
    JsonNode check = check(id);
    assertThat(check.get("status").asText()).as(check.toString()).isEqualTo(status);
    if (!status.equals(OK)) {
      assertThat(check.get("evidence").get(0).asText())
          .startsWith(name)
          .contains("in history since");
      assertThat(check.get("fix").asText()).contains("git rm --cached -- " + name);
    }
  }

  @Test
  void anEncryptedFileOfVariablesMayBeTracked() throws Exception {
    Path recorded = Path.of("../neighbours/sops/src/test/resources/sops").toAbsolutePath();
    work.sh("cp -r '" + recorded + "'/. .; rm record.sh; git add .");
    assertThat(status("env-tracked")).isEqualTo(OK);
    assertThat(check("sops").get("about").asText())
        .contains("8 tracked files")
        .contains("completely encrypted");
    work.sh("echo A=b > b.env; git add .");
    assertThat(status("sops")).isEqualTo("problem");
    assertThat(check("sops").get("fix").asText()).isEqualTo("sops -e -i b.env");
    work.sh("mv .sops.yaml .sops.yml; git add .");
    assertThat(check("sops").toString()).contains("problem").contains("does nothing");
  }

  @Test
  void ignoreEntries() throws Exception {
    assertThat(status("gitignore-missing")).as("the project does not use such files").isEqualTo(OK);
    work.sh("echo '{\"dependencies\":{\"dotenv\":\"1\"}}' > package.json; git add .");
    assertThat(check("gitignore-missing").toString()).contains("warning").contains("package.json");
    // The user's own ignore file does not protect other people's clones.
    work.sh("mkdir -p ../home/.config/git; echo '.env*' > ../home/.config/git/ignore");
    assertThat(status("gitignore-missing")).isEqualTo("warning");
    work.sh("echo '.env*' > .gitignore");
    assertThat(status("gitignore-missing")).isEqualTo(OK);
    assertThat(check("gitignore-overreach").toString())
        .contains("warning")
        .contains(".gitignore:1:.env*")
        .contains("!.env.example");
    work.sh("echo A=b > .env; git add -f .env");
    assertThat(check("tracked-but-ignored").toString()).contains("problem").contains("\".env\"");
  }

  @Test
  void hooksThatGitNeverRuns() throws Exception {
    assertThat(status("hooks")).isEqualTo("warning");
    work.sh("printf '#!/bin/sh\\nweir hook pre-commit\\n' > .git/hooks/pre-commit");
    assertThat(check("hooks").toString()).contains("problem").contains("not executable");
    work.sh("chmod +x .git/hooks/pre-commit");
    assertThat(status("hooks")).isEqualTo(OK);
    work.sh("mkdir h; git config core.hooksPath h");
    assertThat(check("hooks").toString()).contains("problem").contains("never runs it");
    work.sh("printf '#!/bin/sh\\n# weir\\ntrue\\n' > h/pre-commit; chmod +x h/pre-commit");
    assertThat(check("hooks").toString()).contains("the hook calls no scanner");
    work.sh("git config --unset core.hooksPath; rm .git/hooks/pre-commit");
    assertThat(work.weir("install", "--hooks=pre-commit")).isZero();
    work.set("PATH", "/usr/bin:/bin");
    assertThat(check("hooks").toString()).contains("problem").contains("every commit is refused");
    work.sh(
        "git config core.hooksPath .husky/_; mkdir -p .husky/_;"
            + " printf '#!/bin/sh\\n. husky.sh\\n' > .husky/_/pre-commit; chmod +x .husky/_/pre-commit;"
            + " echo 'weir hook pre-commit' > .husky/pre-commit");
    assertThat(check("hooks").toString()).contains("husky runs .husky/pre-commit");
  }

  /** Hooks that scan, and hooks that look as if they did. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          husky | mkdir -p .husky/_; git config core.hooksPath .husky/_; touch .husky/_/h; printf '#!/usr/bin/env sh\\n. "$(dirname "$0")/h"' > .husky/_/pre-commit; chmod +x .husky/_/pre-commit; echo 'weir hook pre-commit' > .husky/pre-commit | husky runs .husky/pre-commit
          husky in a folder | mkdir -p web/.husky/_; git config core.hooksPath web/.husky/_; touch web/.husky/_/h; printf '. h' > web/.husky/_/pre-commit; chmod +x web/.husky/_/pre-commit; echo 'gitleaks git --staged' > web/.husky/pre-commit | husky runs web/.husky/pre-commit
          husky without weir | mkdir -p .husky/_; git config core.hooksPath .husky/_; touch .husky/_/h; printf '. h' > .husky/_/pre-commit; chmod +x .husky/_/pre-commit; echo '# weir hook' > .husky/pre-commit | no hook scans
          prek | echo '# File generated by prek: x' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; echo '- id: weir' > .pre-commit-config.yaml | prek runs .pre-commit-config.yaml
          prek without weir | echo '# File generated by prek: x' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; echo '- id: black' > .pre-commit-config.yaml | no hook scans
          pre-commit | echo '# File generated by pre-commit: x' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; echo '- id: ggshield' > .pre-commit-config.yaml | pre-commit runs .pre-commit-config.yaml
          git-secrets | printf '#!/bin/sh\\ngit secrets --pre_commit_hook -- "$@"\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; git config secrets.patterns x | calls git secrets
          git-secrets without patterns | printf '#!/bin/sh\\ngit secrets --pre_commit_hook -- "$@"\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit | no hook scans
          moved by lefthook | echo 'call_lefthook run pre-commit' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; echo '# File generated by pre-commit: x' > .git/hooks/pre-commit.old; echo '- id: weir' > .pre-commit-config.yaml | another program moved a hook that scans aside
          lefthook | echo 'call_lefthook run pre-commit' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; echo 'run: weir hook pre-commit' > lefthook.yml | lefthook runs lefthook.yml
          """)
  void hooksByOtherPrograms(String name, String commands, String evidence) throws Exception {
    work.sh(commands);
    assertThat(check("hooks").toString()).as(name).contains(evidence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .github/workflows/a.yml | run: pre-commit run --all-files | ok
          .github/workflows/a.yml | uses: pre-commit/action@v3 | ok
          .github/workflows/a.yml | run: make test | warning
          .github/workflows/a.yml | run: ggshield secret scan ci | ok
          .gitlab-ci.yml | include: [{template: Jobs/Secret-Detection.gitlab-ci.yml}] | ok
          .gitlab-ci.yml | - component: gitlab.com/components/secret-detection/secret-detection@1 | ok
          .buildkite/pipeline.yml | command: detect-secrets-hook --baseline b | ok
          .tekton/push.yaml | script: git-secrets --scan | ok
          cloudbuild.yaml | args: [git, ., --redact] # gitleaks | ok
          ci/cloudbuild.json | {"name": "weir"} | ok
          Jenkinsfile | // sh 'weir git .' | warning
          ci/notes.txt | weir git . | warning
          """)
  void ciFiles(String file, String line, String status) throws Exception {
    Path path = folder.resolve("repository").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "x:\n  " + line + "\n");
    work.sh("echo 'repos: [{id: gitleaks}]' > .pre-commit-config.yaml; git add -A");
    assertThat(status("ci")).isEqualTo(status);
  }

  @Test
  void aHookInALinkedWorkTreeIsNotRun() throws Exception {
    work.sh(
        "git worktree add -q ../linked; mkdir -p .git/worktrees/linked/hooks;"
            + " echo weir > .git/worktrees/linked/hooks/pre-commit");
    assertThat(work.weir("doctor", "../linked")).isEqualTo(1);
    assertThat(work.out()).contains("a hook that scans is in a folder where git never runs it");
  }

  @Test
  void configurationsThatFindNothing() throws Exception {
    assertThat(status("configuration")).isEqualTo(OK);
    work.sh("echo 'title = \"x\"' > .gitleaks.toml");
    assertThat(check("configuration").toString()).contains("problem").contains("no rule");
    work.sh("echo '[[rules]]' > .gitleaks.toml");
    assertThat(check("configuration").toString()).contains("problem").contains(".gitleaks.toml:1");
  }

  @Test
  void gitSecretsWithoutPatterns() throws Exception {
    assertThat(status("git-secrets")).isEqualTo("not-checked");
    work.sh("echo 'git secrets --pre_commit_hook -- \"$@\"' > .git/hooks/pre-commit");
    assertThat(check("git-secrets").toString()).contains("problem").contains("0 patterns");
    work.sh("git config --add secrets.providers 'git secrets --aws-provider'");
    assertThat(status("git-secrets")).isEqualTo(OK);
  }

  @Test
  void kindsOfRepositories() throws Exception {
    assertThat(check("repository").get("about").asText()).isEqualTo("an ordinary repository");
    work.sh("git update-index --split-index");
    assertThat(check("repository").toString()).contains("its index is split");
    work.sh("git init -q --object-format=sha256 ../s; echo A=b > ../s/.env; git -C ../s add .");
    assertThat(work.weir("doctor", "../s")).isEqualTo(1);
    assertThat(work.out()).contains("SHA-256").contains("1 file of variables");
    work.sh("git commit -q --allow-empty -m two; git clone -q --depth 1 \"file://$PWD\" ../c");
    assertThat(work.weir("doctor", "../c")).isZero();
    assertThat(work.out()).contains("the clone is shallow");
  }

  @Test
  void runsNoProgramOfTheRepository() throws Exception {
    work.sh(
        "git config core.fsmonitor 'touch ran; false'; git config core.pager 'touch ran';"
            + " git config log.showSignature true; git config gpg.program 'touch ran';"
            + " echo A=b > .env; git add .; rm -f ran");
    assertThat(status("env-tracked")).isEqualTo("problem");
    assertThat(work.path("ran")).doesNotExist();
  }

  @Test
  void failsOutsideARepository() throws Exception {
    assertThat(work.weir("doctor", "../home")).isEqualTo(ExitCode.INCOMPLETE);
    work.sh("git clone -q --bare . ../bare");
    assertThat(work.weir("doctor", "../bare")).isEqualTo(ExitCode.INCOMPLETE);
    work.set("PATH", "/nonexistent");
    assertThat(work.weir("doctor")).as("no git").isEqualTo(ExitCode.INCOMPLETE);
    assertThat(work.out()).contains("there is no git on the PATH");
    assertThat(work.weir("doctor", "a", "b")).isEqualTo(ExitCode.USAGE);
  }
}
