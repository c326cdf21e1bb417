package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scan of a folder reads and what it leaves out. */
class FolderScanTest {
  private static final Path TABLES = Path.of("src/test/resources/folders").toAbsolutePath();
  private static final String RULE =
      "[[rules]]\nid = 'r'\ndescription = 'd'\nregex = 'key=([a-z]{5})'\n";
  // Half a token at a time, so that this file does not hold one.
  private static final String TOKEN = "ghp_" + "FBZecwkMRu2vQuZ19cy0rNoJjSRbW38sVzAG";
  private static final String NPM = "npm_" + "jzde8gxd6ncf10epf91dhodzdoc9is0j8ht9";

  private static final String PASSWORD = "DB_PASSWORD=CQCHbMVqeXyhVbsFW85ZTCBY7WuGpMSI\n";

  @TempDir Path folder;

  private Workspace work() {
    return new Workspace(folder);
  }

  private List<String> files(Workspace work) throws Exception {
    List<String> files = new ArrayList<>();
    JsonNode report = new ObjectMapper().readTree(work.path("report.json").toFile());
    report.forEach(finding -> files.add(finding.path("File").asText()));
    files.sort(null);
    return files;
  }

  private List<String> files(Workspace work, String... args) throws Exception {
    List<String> words = new ArrayList<>(List.of(args));
    words.addAll(List.of("--no-banner", "-f", "json", "-r", "report.json"));
    work.weir(words.toArray(String[]::new));
    return files(work);
  }

  static List<String> typedPaths() throws Exception {
    return Files.readAllLines(TABLES.resolve("typed-paths.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("typedPaths")
  void allowlistsSeeThePathThatTheUserTyped(String row) throws Exception {
    String[] cells = row.split(" \\| ");
    Workspace work = new Workspace(Files.createDirectories(folder.resolve("vendor/app")));
    for (String file : List.of("src/test/f.txt", "src/main/g.txt", "test/h.txt")) {
      Files.createDirectories(work.path(file).getParent());
      Files.writeString(work.path(file), "key=abcde\n");
    }
    Files.writeString(
        work.path("c.toml"), RULE + "[[allowlists]]\npaths = ['''" + cells[1] + "''']\n");
    String here = work.path("").toAbsolutePath().toString();
    List<String> found =
        files(work, "dir", cells[0].replace("$PWD", here), "-c", "c.toml").stream()
            .map(file -> file.replace(here, "$PWD"))
            .toList();
    String expected = cells[cells.length - 1];
    assertThat(String.join(" ", found)).isEqualTo(expected.equals("-") ? "" : expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.ai",
        "x.so",
        "model.pt",
        "a.lib",
        "b.pdf",
        "c.svg",
        "d.min.js",
        "e.js.map",
        "f.pb.h",
        "g.po",
        "h.g.dart",
        "package-lock.json",
        "gradlew",
        ".gitleaks.toml",
        ".gitleaksignore",
        "jquery.js",
        "i.PNG"
      })
  void patternsForFilesDoNotHideFolders(String name) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("sites/" + name));
    Files.writeString(work.path("sites/" + name + "/env.sh"), "TOKEN=" + TOKEN + "\n");
    assertThat(files(work, "dir", ".")).containsExactly("sites/" + name + "/env.sh");
    assertThat(files(work, "dir", "sites/" + name)).containsExactly("sites/" + name + "/env.sh");
  }

  @Test
  void aPatternForFilesInAConfigurationDoesNotHideAFolderEither() throws Exception {
    Workspace work = work();
    work.sh("mkdir -p a.svg b build; for d in a.svg b build; do echo key=abcde > $d/f; done");
    Files.writeString(
        work.path("c.toml"), RULE + "[[allowlists]]\npaths = ['''\\.svg$''', '''build$''']\n");
    assertThat(files(work, "dir", ".", "-c", "c.toml")).containsExactly("a.svg/f", "b/f");
    assertThat(files(work, "dir", ".", "-c", "c.toml", "--exact-paths=false"))
        .containsExactly("b/f");
  }

  @Test
  void aPathIsNotEnoughForAnAllowlistThatNeedsMore() throws Exception {
    Workspace work = work();
    work.sh("git init -q .; echo key=abcde > f; echo key=abxde > g; git add f g; git commit -qm x");
    Files.writeString(
        work.path("c.toml"),
        RULE + "[[allowlists]]\ncondition = 'AND'\npaths = ['^f$', '^g$']\nstopwords = ['x']\n");
    assertThat(files(work, "dir", ".", "-c", "c.toml")).containsExactly("f");
    assertThat(files(work, "git", ".", "-c", "c.toml")).containsExactly("f");
    assertThat(files(work, "dir", ".", "-c", "c.toml", "--exact-paths=false")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".terraform/terraform.tfstate",
        ".gradle/gradle.properties",
        "gradle/wrapper/gradle-wrapper.properties",
        "Properties/Settings.Designer.cs",
        "dist/app.js.map",
        "app.min.js",
        "x.pb.h",
        "de.po",
        "deploy/testing/.env",
        "vendor/github.com/a/b.go",
        "package-lock.json",
        "icon.svg",
        "model.pt",
        "site-packages/a.py"
      })
  void noPathHidesATokenThatIsTold(String path) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("w/" + path).getParent());
    Files.writeString(work.path("w/" + path), "x " + TOKEN + "\ny " + NPM + "\n");
    assertThat(files(work, "dir", "w")).containsExactly("w/" + path, "w/" + path);
    assertThat(work.err()).doesNotContain("allowlisted-path");
    work.sh("cd w && git init -q . && git add -Af . && git commit -qm x");
    assertThat(files(work, "git", "w")).containsExactly(path, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", "sub/.git"})
  void gitsOwnFolderIsLeftOutOfFoldersButNotOfCommits(String path) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("w"));
    Files.writeString(work.path("w/t"), TOKEN + "\n");
    work.sh(
        """
        H() { for p in $(echo $1 | sed 's/../& /g'); do printf "\\\\$(printf %03o 0x$p)"; done; }
        T() { { printf "$1"; H $2; } | git hash-object --literally -w -t tree --stdin; }
        cd w; git init -q r; mv t r/.git/x; cd r
        t=$(T '100644 .git\\000' $(git hash-object -w .git/x))
        [ PATH = .git ] || t=$(T '40000 sub\\000' $t)
        git update-ref refs/heads/main $(git commit-tree -m x $t)
        git symbolic-ref HEAD refs/heads/main
        """
            .replace("PATH", path));
    assertThat(files(work, "dir", "w")).isEmpty();
    assertThat(work.err()).contains("1 allowlisted-path");
    assertThat(files(work, "git", "w/r")).containsExactly(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"node_modules/p/index.js", "web/bower_components/p/a.js"})
  void installedPackagesAreLeftOutByName(String path) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("w/" + path).getParent());
    Files.writeString(work.path("w/" + path), "x " + TOKEN + "\n");
    assertThat(files(work, "dir", "w")).isEmpty();
    assertThat(work.err()).contains("1 allowlisted-path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package-lock.json",
        "app.min.js",
        "x.pb.h",
        "de.po",
        ".terraform/modules/a.tf",
        "Main.Designer.cs"
      })
  void wherePeopleDoNotWriteANameIsNoProof(String path) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("w/" + path).getParent());
    Files.writeString(work.path("w/" + path), PASSWORD);
    assertThat(files(work, "dir", "w")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".gradle/gradle.properties",
        ".terraform/terraform.tfstate",
        "gradle/wrapper/gradle-wrapper.properties",
        "Properties/Settings.Designer.cs",
        "deploy/testing/.env",
        "test/.env.local"
      })
  void wherePeopleWriteANameIs(String path) throws Exception {
    Workspace work = work();
    Files.createDirectories(work.path("w/" + path).getParent());
    Files.writeString(work.path("w/" + path), PASSWORD);
    assertThat(files(work, "dir", "w")).containsExactly("w/" + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${{ secrets.NAME }}",
        "${{ env.A == 'b' && github.ref }}",
        "${DB_PASS}",
        "$db_pass",
        "$1",
        "{{ pass | quote }}",
        "%DB_PASS%",
        "@DB_PASS@",
        "%-s",
        "{3}",
        "xxxxxxxxxxxx",
        "************",
        "/opt/app/key.pem",
        "abcdefghijklmnopqrstuvwxyz",
        "null"
      })
  void anExtendingConfigurationGetsGitleaksAllowlistOfValues(String value) throws Exception {
    Workspace work = work();
    String rule = "[[rules]]\nid = 'own'\nregex = 'mykey<(.+)>'\nkeywords = ['mykey']\n";
    Files.writeString(work.path("c.toml"), "[extend]\nuseDefault = true\n" + rule);
    Files.createDirectories(work.path("w/node_modules"));
    Files.writeString(work.path("w/f"), "mykey<" + value + ">\nmykey<$Q9+x>\n");
    Files.writeString(work.path("w/node_modules/f"), "mykey<$Q9+x>\n");
    assertThat(files(work, "dir", "w", "-c", "c.toml")).containsExactly("w/f");
  }

  @Test
  void gitsOwnFolderIsNamedAndLeftOut() throws Exception {
    Workspace work = work();
    work.sh("git init -q .; echo " + TOKEN + " > .git/description; echo x > f");
    assertThat(work.weir("dir", ".", "--no-banner")).isZero();
    assertThat(work.err()).contains("1 allowlisted-path");
  }

  /** A table of links: folder, target, and the findings as gitleaks 8.30.1 prints them. */
  static List<String> links() throws Exception {
    return Files.readAllLines(TABLES.resolve("links.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("links")
  void linksAreShownAsGitleaksShowsThem(String row) throws Exception {
    String[] cells = row.split(" \\| ");
    Workspace top = work();
    top.sh(Files.readString(TABLES.resolve("links.sh")));
    Files.writeString(top.path("c.toml"), RULE);
    Workspace work = new Workspace(folder.resolve(cells[0]));
    String here = folder.toAbsolutePath().toString();
    String config = folder.resolve("c.toml").toString();
    String target = cells[1].replace("$TOP", here);
    work.weir("dir", target, "--follow-symlinks", "-c", config, "-f", "json", "-r", "report.json");
    List<String> found = new ArrayList<>();
    for (JsonNode finding : new ObjectMapper().readTree(work.path("report.json").toFile())) {
      String link = finding.path("SymlinkFile").asText();
      String file = finding.path("File").asText();
      assertThat(finding.path("Fingerprint").asText()).isEqualTo(file + ":r:1");
      found.add(link.isEmpty() ? file : link + ">" + file);
    }
    found.sort(null);
    assertThat(String.join(" ", found).replace(here, "$TOP")).isEqualTo(cells[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "/dev/zero", "/proc/self/mem", "link"})
  void aTargetThatIsNoFileIsNotRead(String target) throws Exception {
    Workspace work = work();
    work.sh("mkfifo fifo; ln -s fifo link");
    assertThat(work.weir("dir", target)).isEqualTo(2);
    assertThat(work.err()).contains("not read");
  }

  @Test
  void whatIsNoFileIsNamed() throws Exception {
    Workspace work = work();
    work.sh(
        "mkdir w; cd w; mkfifo fifo; ln -s fifo link; ln -s . loop; ln -s /dev/zero zero; : > e");
    assertThat(work.weir("dir", "w")).isEqualTo(2);
    assertThat(work.err()).contains("path=w/fifo").contains("1 unsupported").contains("3 symlink");
    assertThat(work.weir("dir", "w", "--follow-symlinks")).isEqualTo(2);
    assertThat(work.err())
        .contains("path=w/link")
        .contains("path=w/zero")
        .contains("3 unsupported");
    work.sh("rm w/zero");
  }

  @Test
  void aFileWhoseContentTheKernelMakesIsReadOrNamed() throws Exception {
    assertThat(work().weir("dir", "/proc/self/status")).isZero();
    Workspace work = work();
    assertThat(work.weir("dir", "/proc/self/status", "--no-banner")).isZero();
    assertThat(work.err()).contains("read: 1 file");
    assertThat(work.weir("dir", "/proc/self/attr")).isEqualTo(2);
  }

  @Test
  void aTargetThatIsALinkToAFileIsRead() throws Exception {
    Workspace work = work();
    work.sh("mkdir w; echo " + TOKEN + " > f; ln -s ../f w/link");
    assertThat(files(work, "dir", "w/link")).containsExactly("w/link");
  }

  @Test
  void noFolderIsTooDeepAndNoPathTooLong() throws Exception {
    Workspace work = work();
    // Made from the inside out, because no program may name the whole path.
    work.sh(
        "mkdir w; cd w; n=$(printf %0200d 0); mkdir $n; echo t="
            + TOKEN
            + " > $n/f; echo x > $n/g;"
            + " for i in $(seq 60); do mkdir a; mv $n a/; mkdir a/z; echo t="
            + TOKEN
            + " > a/z/f; mv a $n; done;"
            + " for i in $(seq 900); do mkdir d; mv $n* d/ 2>/dev/null || mv e d/; mv d e; done");
    List<String> found = files(work, "dir", "w");
    assertThat(found).hasSize(61);
    assertThat(found.stream().mapToInt(String::length).max().getAsInt()).isGreaterThan(12_000);
    work.sh("rm -rf w");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json",
        "csv",
        "junit",
        "sarif",
        "sarif-rich",
        "gitlab",
        "html",
        "jsonl",
        "junit-strict"
      })
  void ownReportsAreLeftOut(String format) throws Exception {
    Workspace work = work();
    work.sh("mkdir w; echo t=" + TOKEN + " > w/a");
    for (int i = 0; i < 3; i++) {
      // The text of all rules in such a report would take seconds to scan.
      String rules = format.matches("sarif-rich|html") ? "--enable-rule=github-pat" : "--no-color";
      assertThat(work.weir("dir", "w", "-f", format, "-r", "w/report", rules)).isEqualTo(1);
      assertThat(work.err()).contains("leaks found: 1");
    }
    work.sh("mv w/report w/older");
    assertThat(files(work, "dir", "w")).containsExactly("w/a");
    assertThat(work.err()).contains("left out").contains("path=w/older").contains("1 own-file");
    boolean holdsIt = Files.readString(work.path("w/older")).contains(TOKEN);
    assertThat(files(work, "dir", "w", "--skip-own=false").contains("w/older"))
        .as("the report is read")
        .isEqualTo(holdsIt || format.equals("sarif"));
    if (holdsIt) {
      assertThat(files(work, "dir", "w/older")).as("it is named").isNotEmpty();
    }
    work.sh("echo t=" + TOKEN + " >> w/older");
    assertThat(files(work, "dir", "w").contains("w/older")).as("it is more than a report").isTrue();
  }

  @Test
  void aReportOfOnesOwnLayoutIsLeftOutWhereItIsWritten() throws Exception {
    Workspace work = work();
    work.sh("mkdir w; echo t=" + TOKEN + " > w/a; echo '{{range .}}{{.Secret}}{{end}}' > t");
    for (int i = 0; i < 2; i++) {
      work.weir(
          "dir",
          "w",
          "-f",
          "template",
          "--report-template",
          "t",
          "-r",
          "w/r",
          "--coverage-report",
          "w/c");
      assertThat(work.err()).contains("leaks found: 1");
    }
    assertThat(work.err()).contains("2 own-file");
  }

  @Test
  void aSecretThatTwoGenericRulesFindIsOneFinding() throws Exception {
    Workspace work = work();
    Files.writeString(
        work.path("a.json"),
        "{\"username\": \"ops@acme.io\",\n \"password\": \"Qz7@pLm#2vTr9x\"}\n");
    assertThat(files(work, "dir", "a.json")).containsExactly("a.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ". | $TOP/r",
        "r | $TOP/r",
        "r | .",
        "r/sub | .",
        "r/sub | $TOP/r/sub/f",
        ". | r/sub"
      })
  void platformsGetPathsFromTheTopOfTheWorkTree(String row) throws Exception {
    work().sh("mkdir -p r/sub; git init -q r; echo t=" + TOKEN + " > r/sub/f");
    assertThat(platformPaths(row)).containsExactly("sub/f", "sub/f", "sub/f");
  }

  @ParameterizedTest
  @ValueSource(strings = {". | $TOP/sub", ". | sub", ". | $TOP/sub/f"})
  void platformsGetPathsFromWhereWeirRunsIfThereIsNoRepository(String row) throws Exception {
    work().sh("mkdir sub; echo t=" + TOKEN + " > sub/f");
    assertThat(platformPaths(row)).containsExactly("sub/f", "sub/f", "sub/f");
  }

  /** Returns the path in a SARIF, a GitLab and a GitHub report. */
  private List<String> platformPaths(String row) throws Exception {
    String[] cells = row.split(" \\| ");
    Workspace work = new Workspace(folder.resolve(cells[0]));
    String top = folder.toAbsolutePath().toString();
    Path reports = Files.createDirectories(folder.resolve("reports"));
    List<String> words = new ArrayList<>(List.of("dir", cells[1].replace("$TOP", top)));
    for (String format : List.of("sarif-rich", "gitlab", "github")) {
      words.addAll(List.of("-f", format, "-r", reports.resolve(format).toString()));
    }
    assertThat(work.weir(words.toArray(String[]::new))).isEqualTo(1);
    ObjectMapper json = new ObjectMapper();
    JsonNode sarif =
        json.readTree(reports.resolve("sarif-rich").toFile()).findValue("artifactLocation");
    assertThat(sarif.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
    JsonNode gitlab = json.readTree(reports.resolve("gitlab").toFile()).findValue("location");
    String github = Files.readString(reports.resolve("github"));
    return List.of(
        sarif.path("uri").asText(),
        gitlab.path("file").asText(),
        github.replaceAll("(?s).*::error file=([^,]*),.*", "$1"));
  }

  @Test
  void aHookSaysInOneLineWhatItLeavesOut() throws Exception {
    Workspace work = work();
    Files.writeString(
        work.path(".gitleaks.toml"), RULE + "[[allowlists]]\npaths = ['^old/', '^gone/']\n");
    work.sh(
        "git init -q .; mkdir old gone; for f in old/a old/b gone/c; do echo key=abcde > $f; done;"
            + " printf 'PK\\3\\4\\0' > d.zip; git add .");
    assertThat(work.weir("hook", "pre-commit")).isZero();
    assertThat(work.err().lines().filter(line -> line.contains("left out"))).hasSize(1);
    assertThat(work.err())
        .contains("left out: d.zip (")
        .contains("gone/c (a global allowlist names it)")
        .contains(" more");
    work.sh("git commit -qm x; echo x > f; git add f");
    assertThat(work.weir("hook", "pre-commit")).isZero();
    assertThat(work.err()).isEmpty();
  }
}
