package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitEnvironmentTest {
  @TempDir Path temporary;
  private Path top;

  @BeforeEach
  void makeRepository() throws Exception {
    top = temporary.toRealPath();
    TestRepository git = TestRepository.init(top);
    git.write("sub/deep/f", "text\n").write("sub/own", "").write("mine", "").commit("one");
  }

  /** The part {@code TOP} of a value stands for the top of the work tree. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sub      | GIT_INDEX_FILE=.git/index                                | TOP/.git/index",
        "sub/deep | GIT_INDEX_FILE=.git/next-index-1.lock                    | TOP/.git/next-index-1.lock",
        ".        | GIT_INDEX_FILE=.git/index                                | TOP/.git/index",
        "sub      | GIT_INDEX_FILE=TOP/x                                     | TOP/x",
        "sub      | GIT_INDEX_FILE=own                                       | TOP/own",
        "sub      | GIT_INDEX_FILE=                                          | ''",
        "sub      | GIT_DIR=.git                                             | TOP/.git",
        ".git     | GIT_DIR=.                                                | TOP/.git/.",
        "sub      | GIT_DIR=.git GIT_WORK_TREE=. GIT_INDEX_FILE=.git/index   | TOP/.git/index",
        "sub      | GIT_DIR=TOP/.git GIT_INDEX_FILE=mine                     | TOP/mine",
        "sub      | GIT_DIR=TOP/.git GIT_INDEX_FILE=own                      | TOP/sub/own",
        "sub/deep | GIT_WORK_TREE=TOP GIT_DIR=TOP/.git GIT_INDEX_FILE=x      | TOP/x",
        "sub/deep | GIT_WORK_TREE=..                                         | TOP/sub",
        "sub      | GIT_DIR=.git GIT_WORK_TREE=.                             | TOP",
        "sub      | GIT_OBJECT_DIRECTORY=.git/objects                        | TOP/.git/objects",
        "sub      | GIT_COMMON_DIR=.git                                      | TOP/.git",
        "sub      | GIT_ALTERNATE_OBJECT_DIRECTORIES=.git/objects:/x         | TOP/.git/objects:/x"
      })
  void relativePathsAreRelativeToTheTop(String folder, String variables, String last) {
    Map<String, String> given = new HashMap<>();
    String name = "";
    for (String one : variables.strip().split(" +")) {
      name = one.substring(0, one.indexOf('='));
      given.put(name, one.substring(name.length() + 1).replace("TOP", top.toString()));
    }
    GitEnvironment places = GitEnvironment.of(top.resolve(folder), given);
    assertThat(places.variables()).containsEntry(name, last.replace("TOP", top.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "/a:/b              | /a,/b",
        "\"/a:b\":/c        | /a:b,/c",
        "\"/\\303\\251\"    | /é",
        "\"/q\\\"\\\\\\tx\" | /q\"\\\tx",
        "\"/not closed      | TOP/\"/not closed",
        "\"/a\"b            | TOP/\"/a\"b",
        ":/a::              | /a",
        "x                  | TOP/x"
      })
  void alternatesAreQuotedAsGitQuotesThem(String value, String folders) {
    Map<String, String> given = Map.of("GIT_ALTERNATE_OBJECT_DIRECTORIES", value);
    GitEnvironment places = GitEnvironment.of(top.resolve("sub"), given);
    List<String> expected = List.of(folders.replace("TOP", top.toString()).split(","));
    assertThat(places.alternates().stream().map(Path::toString)).isEqualTo(expected);
    GitEnvironment again = GitEnvironment.of(Path.of("/"), places.variables());
    assertThat(again.alternates()).as("git gets the same").isEqualTo(places.alternates());
  }

  @Test
  void theTopIsFoundWhereverTheFolderIs() throws Exception {
    assertThat(GitEnvironment.top(top.resolve("sub/deep"))).isEqualTo(top);
    Path link = Files.createSymbolicLink(top.resolve("link"), top.resolve("sub/deep"));
    assertThat(GitEnvironment.top(link)).isEqualTo(top);
    assertThat(GitEnvironment.top(top.resolve(".git/refs"))).isEqualTo(top);
  }
}
