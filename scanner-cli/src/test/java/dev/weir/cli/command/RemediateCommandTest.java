package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import dev.weir.cli.process.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code weir remediate} and {@code weir verify-purge} on repositories of the real git. */
class RemediateCommandTest {
  // Assembled here, so that this file does not contain a token.
  private static final String TOKEN = "ghp_" + "K7b2Xq9Lm4Zr8Tw1" + "Vs6Yd3Nf5Hj0Pc2GaRuE";

  @TempDir Path folder;
  private Workspace workspace;

  @BeforeEach
  void makeWorkspace() {
    workspace = new Workspace(folder);
    workspace.set("PATH", System.getenv("PATH"));
  }

  private void repository(String options) throws Exception {
    workspace.sh(
        """
        git init -q -b main @OPTIONS@ repo
        cd repo
        echo one > README
        git add .
        git commit -qm first
        echo "token = @TOKEN@" > conf
        git add .
        git commit -qm second
        echo none > conf
        git commit -qam third
        """
            .replace("@OPTIONS@", options)
            .replace("@TOKEN@", TOKEN));
  }

  private void report(String rule, String secret) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    var finding = mapper.createObjectNode();
    finding.put("RuleID", rule).put("Secret", secret).put("File", "conf").put("StartLine", 1);
    Files.writeString(folder.resolve("report.json"), mapper.createArrayNode().add(finding) + "");
  }

  private int remediate(String... more) {
    List<String> args =
        Stream.concat(
                Stream.of("remediate", "--repo", "repo", "--output-dir", "out"), Stream.of(more))
            .toList();
    return workspace.weir(args.toArray(String[]::new));
  }

  private JsonNode incident() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("out/incident.json").toFile());
  }

  private String output() {
    return workspace.out() + workspace.err();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--object-format=sha1", "--object-format=sha256"})
  void printsPlacesButNoSecret(String format) throws Exception {
    repository(format);
    report("github-pat", TOKEN);

    assertThat(remediate("report.json")).as(output()).isZero();

    assertThat(output()).doesNotContain(TOKEN).contains("only in the history", "`conf`");
    JsonNode secret = incident().path("secrets").path(0);
    assertThat(secret.path("value").asText()).isEqualTo(TOKEN);
    assertThat(secret.path("files").path(0).asText()).isEqualTo("conf");
    assertThat(secret.path("inNewestCommit").asBoolean()).isFalse();
    assertThat(secret.path("pushed").asText()).isEqualTo("local");
    workspace.sh("cd repo && git rev-parse HEAD~1 > ../sha && git rev-parse HEAD~1:conf > ../blob");
    String sha = Files.readString(folder.resolve("sha")).strip();
    assertThat(secret.path("first").path("commit").asText()).isEqualTo(sha);
    assertThat(secret.path("last").path("commit").asText()).isEqualTo(sha);
    assertThat(secret.path("places").path(0).path("object").asText())
        .isEqualTo(Files.readString(folder.resolve("blob")).strip());
  }

  @Test
  void filesAreForTheOwnerAlone() throws Exception {
    repository("");
    report("github-pat", TOKEN);
    remediate("report.json");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out"))))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("" + file)
            .isEqualTo("rw-------");
      }
    }
    assertThat(folder.resolve("out"))
        .isDirectoryContaining(file -> file.endsWith("replacements.txt"))
        .isDirectoryContaining(file -> file.endsWith("strip-blobs.txt"))
        .isDirectoryContaining(file -> file.endsWith("purge.sh"))
        .isDirectoryContaining(file -> file.endsWith("incident.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"repo/out", "repo/a/b", "repo/.git/out", "link/out"})
  void doesNotWriteIntoTheRepository(String place) throws Exception {
    repository("");
    report("github-pat", TOKEN);
    workspace.sh("ln -s repo link");

    int code = workspace.weir("remediate", "--repo", "repo", "--output-dir", place, "report.json");

    assertThat(code).isEqualTo(ExitCode.FAILURE);
    assertThat(workspace.err()).contains("is inside the repository");
    assertThat(folder.resolve(place)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "100, REDACTED",
    "20, ...",
  })
  void findsRedactedSecretsAgain(String percent, String mask) throws Exception {
    repository("");
    workspace.weir("git", "--redact=" + percent, "-f", "json", "-r", "report.json", "repo");
    assertThat(folder.resolve("report.json")).content().contains(mask).doesNotContain(TOKEN);

    assertThat(remediate("report.json")).as(output()).isZero();

    assertThat(incident().path("secrets").path(0).path("value").asText()).isEqualTo(TOKEN);
    assertThat(output()).doesNotContain(TOKEN);
  }

  @Test
  void explainsTheLimitsForARedactedSecretThatIsGone() throws Exception {
    repository("");
    report("github-pat", "REDACTED");

    assertThat(remediate("report.json")).isEqualTo(ExitCode.INCOMPLETE);

    assertThat(workspace.out()).contains("not searched for", "1 value is not known");
    assertThat(workspace.err()).contains("without --redact");
    for (String file : List.of("report.json", "out/replacements.txt", "out/incident.json")) {
      assertThat(workspace.weir("verify-purge", "--repo", "repo", file))
          .as(file)
          .isEqualTo(ExitCode.INCOMPLETE);
    }
  }

  @Test
  void suggestsToAmendUnpushedCommits() throws Exception {
    repository("");
    workspace.sh(
        "cd repo && echo 'token = %s' > new && git add . && git commit -qm x".formatted(TOKEN));
    workspace.sh("cd repo && git rev-parse HEAD~2 > ../sha");
    report("github-pat", TOKEN);
    remediate("report.json");
    String sha = Files.readString(folder.resolve("sha")).strip();

    assertThat(workspace.out())
        .contains("git rebase --interactive --rebase-merges " + sha + "^", "git gc --prune=now")
        .contains("still in the newest commit")
        .doesNotContain("purge.sh --push");

    workspace.sh(
        "cd repo && git checkout -q --orphan alone && git commit -qm alone && git branch -qD main");
    workspace.sh("cd repo && git reflog expire --expire=now --all && git gc -q --prune=now");
    remediate("report.json");
    assertThat(workspace.out()).contains("git commit --amend --all");
    workspace.sh("cd repo && git rm -q new && git commit -q --amend -m alone");
    workspace.sh(
        "cd repo && git reflog expire --expire=now --expire-unreachable=now --all && git gc -q --prune=now");
    assertThat(workspace.weir("verify-purge", "--repo", "repo", "out/replacements.txt"))
        .as(output())
        .isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          stash           :: echo T > f && git add . && git stash -q                    :: refs/stash
          note            :: git notes add -m T                                          :: note
          tag             :: git tag -a -m T v1                                          :: tag
          message         :: git commit -q --allow-empty -m T                            :: commit message
          author          :: git commit -q --allow-empty --author 'T <a@b.c>' -m x       :: commit header
          file name       :: touch T && git add . && git commit -qm x                    :: file name
          folder name     :: mkdir T && touch T/f && git add . && git commit -qm x       :: file name T
          branch name     :: git branch T                                                :: name of a reference
          index           :: echo T > f && git add .                                     :: the index
          index name      :: touch T && git add .                                        :: file name in the index
          unreachable     :: echo T | git hash-object -w --stdin                         :: unreachable
          lost commit     :: git commit -q --allow-empty -m T && git reset -q HEAD~ && git reflog expire --expire=now --all && rm -f .git/ORIG_HEAD :: unreachable
          reflog          :: git commit -q --allow-empty -m T && git reset -q --hard HEAD~ && rm -f .git/ORIG_HEAD :: log of HEAD
          pseudo          :: git commit -q --allow-empty -m T && git reset -q --hard HEAD~ && git reflog expire --expire=now --all :: ORIG_HEAD
          configuration   :: git remote add origin https://u:T@h.example/x              :: file of git's own config
          draft           :: echo T > .git/COMMIT_EDITMSG                                :: COMMIT_EDITMSG
          tag of a blob   :: git tag t $(echo T | git hash-object -w --stdin)            :: refs/tags/t
          tag of a tree   :: echo T > f && git add . && git tag t $(git write-tree) && git rm -qf f :: refs/tags/t
          replace         :: git replace HEAD $(git commit-tree -m T HEAD^{tree})        :: refs/replace
          compressed file :: echo T | gzip > f.gz && git add . && git commit -qm x     :: file f.gz
          packed twice    :: echo T > f && tar czf x f && gzip x && git add x.gz && git commit -qm x :: file x.gz
          packed          :: echo T > f && git add . && git commit -qm x && git gc -q    :: file f
          gzip in .git    :: echo T | gzip > .git/old.gz                                 :: file of git's own old.gz
          lost object     :: f=$(echo T | git hash-object -w --stdin | sed 's,..,&/,') && mv .git/objects/$f .git/lost :: file of git's own lost
          copied objects  :: o=$(echo T | git hash-object -w --stdin) && cp -r .git/objects .git/objects.bak && rm -r .git/objects/${o%${o#??}} :: file of git's own objects.bak/
          zipped object   :: f=$(echo T | gzip | git hash-object -w --stdin | sed 's,..,&/,') && tar cf .git/x.tar .git/objects && rm .git/objects/$f :: file of git's own x.tar
          linked folder   :: mv .git ../g && ln -s ../g .git && echo T > .git/draft :: file of git's own draft
          object as file  :: f=$(echo T | git hash-object -w --stdin | sed 's,..,&/,') && mv .git/objects/$f f && git add f && git commit -qm x :: file f
          other tree      :: git worktree add -q ../other && cd ../other && echo T > f && git add f :: the index
          """)
  void printsEachPlace(String name, String script, String place) throws Exception {
    workspace.sh("git init -q -b main repo && cd repo && git commit -q --allow-empty -m one");
    workspace.sh("cd repo && " + script.replace("T ", TOKEN + " ").replaceAll("\\bT\\b", TOKEN));
    report("github-pat", TOKEN);

    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .as(output())
        .isEqualTo(ExitCode.FAILURE);

    assertThat(workspace.out()).contains(place.replace(" T", " [secret 1]"));
    assertThat(output()).doesNotContain(TOKEN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          base64 twice    :: printf T | base64 -w0 | base64 -w0
          in base64 JSON  :: printf 'user:T' | base64 -w0 | sed 's/.*/{"auth": "&"}/' | base64 -w0
          entities        :: echo T | sed 's/_/\\&#95;/'
          unicode escapes :: echo T | sed 's/_/\\\\u005f/'
          percent twice   :: echo T | sed 's/_/%255f/'
          """)
  void encodedSecretsAreFoundAndReplaced(String name, String script) throws Exception {
    repository("");
    workspace.sh(
        "cd repo && ("
            + script.replaceAll("\\bT\\b", TOKEN)
            + ") > f; echo >> f; echo kept >> f; git add f; git commit -qm f");
    report("github-pat", TOKEN);

    assertThat(remediate("report.json")).as(output()).isZero();

    assertThat(workspace.out()).contains("`conf`, `f`", "encoded");
    assertThat(output()).doesNotContain(TOKEN);
    String content = Files.readString(folder.resolve("repo/f")).lines().toList().get(0);
    assertThat(Files.readString(folder.resolve("out/replacements.txt")).lines())
        .anyMatch(
            line ->
                line.startsWith("literal:")
                    && content.contains(line.substring(8, line.indexOf("==>"))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          damaged object :: f=$(git rev-parse HEAD:conf | sed 's,..,&/,'); chmod u+w .git/objects/$f; printf x > .git/objects/$f :: object
          missing object :: f=$(git rev-parse HEAD:conf | sed 's,..,&/,'); rm -f .git/objects/$f :: missing
          shallow        :: git rev-parse HEAD > .git/shallow :: shallow
          left over      :: echo x > .git/objects/pack/tmp_pack_x :: tmp_pack_x
          lost pack      :: git gc -q; cp .git/objects/pack/*.pack .git/objects/pack/pack-00.pack :: pack-00.pack
          bad archive    :: printf '\\037\\213\\010xxxxxxxxxxxxxxx' > z.gz; git add . :: an archive
          broken ref     :: echo nonsense > .git/refs/heads/broken :: broken
          broken index   :: echo nonsense > .git/index :: index
          """)
  void failsIfNotEverythingIsRead(String name, String script, String what) throws Exception {
    repository("");
    report("github-pat", "ghp_" + "0".repeat(36));
    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .as(output())
        .isZero();
    workspace.sh("cd repo; " + script);

    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .as(output())
        .isEqualTo(ExitCode.INCOMPLETE);

    assertThat(workspace.err()).contains("not read", what);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "::",
      quoteCharacter = '~',
      textBlock =
          """
          bundle in .git   :: git -C ../old bundle create -q ../repo/.git/b --all :: not read: b: it contains a git bundle
          committed bundle :: git -C ../old bundle create -q ../repo/b --all && git add . && git commit -qm b :: it contains a git bundle
          bundle in gzip   :: git -C ../old bundle create -q ../repo/b --all && gzip b && git add . && git commit -qm b :: it contains a git bundle
          copy of .git     :: cp -r ../old/.git .git/backup :: not searched: backup is a separate repository
          deeper copy      :: mkdir -p .git/a/b && cp -r ../old/.git .git/a/b/c :: not searched: a/b/c is a separate repository
          packed objects   :: git -C ../old gc -q && cp -r ../old/.git/objects .git/objects.bak :: it contains a git pack
          pack elsewhere   :: git -C ../old gc -q && cp ../old/.git/objects/pack/*.pack .git/x :: not read: x: it contains a git pack
          submodule        :: git -c protocol.file.allow=always submodule -q add ../old sm && git commit -qm sm :: not searched: modules/sm is a separate repository
          """)
  void copiesOfARepositoryAreNamedIfTheyAreNotSearched(String name, String script, String what)
      throws Exception {
    repository("");
    workspace.sh(
        "mv repo old && git init -q -b main repo && git -C repo commit -q --allow-empty -m x");
    report("github-pat", TOKEN);
    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .as(output())
        .isZero();
    workspace.sh("cd repo; " + script);

    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .as(output())
        .isEqualTo(ExitCode.INCOMPLETE);

    assertThat(workspace.err()).contains(what);
    assertThat(
            workspace.weir("verify-purge", "--allow-incomplete", "--repo", "repo", "report.json"))
        .isZero();
    assertThat(workspace.err()).contains("except for what is named above");
    assertThat(remediate("report.json")).isEqualTo(ExitCode.INCOMPLETE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no JSON          | nonsense                         | 1 | report.json:1: this is not JSON
          no list          | {"a": 1}                         | 1 | not a JSON report
          no finding       | [{"a": 1}]                       | 1 | element 1 is not a finding
          nothing          | []                               | 0 | nothing to do
          """)
  void refusesFilesThatAreNotReports(String name, String text, int code, String output)
      throws Exception {
    repository("");
    Files.writeString(folder.resolve("report.json"), text, UTF_8);

    assertThat(remediate("report.json")).isEqualTo(code);

    assertThat(workspace.err()).contains(output);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void aBrokenReferenceWithASecretInItsNameDoesNotShowIt() throws Exception {
    repository("");
    workspace.sh("cd repo && echo nonsense > .git/refs/heads/" + TOKEN);
    report("github-pat", TOKEN);

    assertThat(remediate("report.json")).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(output()).contains("refs/heads/[secret 1]").doesNotContain(TOKEN);
    assertThat(workspace.weir("verify-purge", "--repo", "repo", "report.json"))
        .isEqualTo(ExitCode.FAILURE);
    assertThat(output()).contains("refs/heads/[secret 1]").doesNotContain(TOKEN);
  }

  @Test
  void aVaultTokenIsRevokedWithoutShowingIt() throws Exception {
    repository("");
    String token = "hvs." + "CAESIJ9x4Qm2Lr7Tz0Wb";
    report("vault-service-token", token);

    remediate("report.json");

    assertThat(workspace.out())
        .contains("VAULT_TOKEN=\"$(cat ", "vault token revoke -self")
        .doesNotContain(token);
    assertThat(folder.resolve("out/secret-1")).content().isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({
    "company-key, AKIA-Q3EGRIX5K2B7LM4T, aws iam update-access-key",
    "company-key, hvs.-CAESIJ9x4Qm2Lr7Tz0Wb, vault token revoke",
    "aws-access-token, hvs.-CAESIJ9x4Qm2Lr7Tz0Wb, vault token revoke",
    "github-pat, internal-4711-x8Kq, Change the value where it is checked",
    "vault-service-token, internal-4711-x8Kq, Change the value where it is checked",
  })
  void theValueDecidesWhatToDo(String rule, String value, String step) throws Exception {
    repository("");
    report(rule, value.startsWith("internal") ? value : value.replaceFirst("-", ""));

    assertThat(remediate("report.json")).as(output()).isZero();

    assertThat(workspace.out()).contains(step);
  }

  @Test
  void printsWhatAKnownServerKeeps() throws Exception {
    repository("");
    workspace.sh(
        "cd repo && git remote add origin https://me:pw@github.com/a/b.git && git update-ref refs/remotes/origin/main HEAD");
    report("github-pat", TOKEN);

    remediate("-f", "json", "report.json");

    JsonNode json = new ObjectMapper().readTree(workspace.out());
    assertThat(json.path("remote").asText()).isEqualTo("https://github.com/a/b.git");
    assertThat(json.path("server").toString()).contains("refs/pull", "GitHub Support");
    assertThat(json.path("secrets").path(0).path("pushed").asText()).isEqualTo("pushed");
    assertThat(json.path("purge").path("commands").toString()).contains("purge.sh --push");
    assertThat(workspace.out()).doesNotContain(TOKEN, "me:pw");
  }
}
