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
}
