package dev.weir.fleet.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.table.Row;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists repositories of folders and files. Folders are made to look like repositories. */
class RepositoryListTest {
  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder(@TempDir Path temp) throws IOException {
    folder = temp.toRealPath();
  }

  private RepositoryList list(String... arguments) throws InterruptedException {
    RepositoryList.Options options =
        new RepositoryList.Options(folder, "", false, false, HostTokens.NONE, Map.of());
    return RepositoryList.of(List.of(arguments), options, note -> {});
  }

  private void bare(String path) throws IOException {
    Files.createDirectories(folder.resolve(path).resolve("objects"));
    Files.createDirectories(folder.resolve(path).resolve("refs"));
    Files.writeString(folder.resolve(path).resolve("HEAD"), "ref: refs/heads/main\n");
  }

  private void workTree(String path) throws IOException {
    bare(path + "/.git");
  }

  /** Shows rows: the values with blanks between, and the folder of the test as {@code $}. */
  private List<String> shown(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                row.values().stream()
                    .map(value -> String.valueOf(value).replace(folder.toString(), "$"))
                    .collect(Collectors.joining(" | ")))
        .toList();
  }

  @Test
  void aFolderIsSearchedForRepositories() throws Exception {
    bare("git/team/api.git");
    workTree("git/web");
    workTree("git/web/inner");
    Files.createDirectories(folder.resolve("git/team/no-repository"));
    Files.createDirectories(folder.resolve("git/damaged.git"));
    Files.createDirectories(folder.resolve("git/half/objects"));
    Files.createDirectories(folder.resolve("git/half/refs"));
    Files.createDirectories(folder.resolve("git/linked"));
    Files.writeString(folder.resolve("git/linked/.git"), "gitdir: /nowhere\n");
    bare("elsewhere/lib.git");
    Files.createSymbolicLink(folder.resolve("git/lib"), folder.resolve("elsewhere/lib.git"));
    Files.createSymbolicLink(folder.resolve("git/again"), folder.resolve("git/web"));
    Files.createSymbolicLink(folder.resolve("git/loop"), folder.resolve("git"));
    RepositoryList list = list("git");
    assertThat(shown(list.repositories()))
        .containsExactlyInAnyOrder(
            "team/api.git |  | $/git/team/api.git | ",
            "web |  | $/git/web | ",
            "web/inner |  | $/git/web/inner | ",
            "damaged.git |  | $/git/damaged.git | ",
            "half |  | $/git/half | ",
            "linked |  | $/git/linked | ",
            "lib |  | $/elsewhere/lib.git | ");
    assertThat(list.notListed()).isEmpty();
  }

  @Test
  void aFolderMayBeARepository() throws Exception {
    bare("api.git");
    workTree("web");
    assertThat(shown(list("api.git", folder.resolve("web").toString(), "web").repositories()))
        .containsExactly("api.git |  | $/api.git | ", "web |  | $/web | ");
  }

  @Test
  void whatIsNotThereIsARow() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("comments"), "# nothing\n\n");
    RepositoryList list = list("none", "empty", "comments", "ext::sh -c x", "\0");
    assertThat(list.repositories()).isEmpty();
    assertThat(shown(list.notListed()))
        .containsExactly(
            "none |  | none | no such folder or file",
            "$/empty |  | $/empty | there is no repository in this folder",
            "$/comments |  | $/comments | this file lists no repository",
            "an address on the command line |  | an address on the command line |"
                + " the protocol must be https, http or ssh",
            "\\x00 |  | \\x00 | no such folder or file");
  }

  @Test
  void aListHasBranchesAndOwners() throws Exception {
    bare("git/api.git");
    bare("git/my lib.git");
    Files.writeString(
        folder.resolve("list"),
        """
        \uFEFF# address branch owner
        git/api.git            main     team-payments
        https://git.example.com/acme/web.git  -  team-web
        "git/my lib.git"
        git@git.example.com:acme/tool.git\tnext\t"Team of tools"
        https://git.example.com/acme/web  main again
        """);
    RepositoryList list = list("list");
    assertThat(shown(list.repositories()))
        .containsExactly(
            "git/api.git | team-payments | $/git/api.git | main",
            "acme/web | team-web | https://git.example.com/acme/web.git | ",
            "git/my lib.git |  | $/git/my lib.git | ",
            "acme/tool | Team of tools | git@git.example.com:acme/tool.git | next");
    assertThat(list.notListed()).isEmpty();
  }

  @Test
  void aWrongLineIsARowThatDoesNotShowIt() throws Exception {
    Files.writeString(
        folder.resolve("list"),
        """
        git/none.git main owner
        https://me:pazzword@git.example.com/x.git - owner
        a b c d
        "a
        list
        file:///srv/x.git
        """);
    RepositoryList list = list("list");
    assertThat(list.repositories()).isEmpty();
    String form = "a line is ADDRESS [BRANCH [OWNER]], with \" around what contains blanks";
    assertThat(shown(list.notListed()))
        .containsExactly(
            "git/none.git | owner | git/none.git | no such folder",
            "$/list:2 | owner | $/list:2 | the address holds a user or a password: leave it out,"
                + " and set GITHUB_TOKEN, GITLAB_TOKEN or GITEA_TOKEN",
            "$/list:3 |  | $/list:3 | " + form,
            "$/list:4 |  | $/list:4 | " + form,
            "list |  | list | not a folder",
            "$/list:6 |  | $/list:6 | weir reads local repositories in place: write the path, not"
                + " file://");
  }

  @Test
  void equalShortNamesBecomeLong() throws Exception {
    bare("a/api.git");
    bare("b/api.git");
    bare("b/web.git");
    Files.writeString(
        folder.resolve("list"),
        "https://one.example.com/acme/x\nssh://git@two.example.com:22/acme/x\n");
    assertThat(shown(list("a", "b", "list").repositories()))
        .containsExactly(
            "$/a/api.git |  | $/a/api.git | ",
            "$/b/api.git |  | $/b/api.git | ",
            "web.git |  | $/b/web.git | ",
            "one.example.com/acme/x |  | https://one.example.com/acme/x | ",
            "two.example.com:22/acme/x |  | ssh://git@two.example.com:22/acme/x | ");
  }

  /** Names are unique, and the order of the arguments changes nothing but the order of the rows. */
  @Property(tries = 30)
  void theOrderOfTheArgumentsDoesNotMatter(Draw draw) throws Exception {
    Path here = folder.resolve("try-" + draw.seed());
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String top = here + "/" + (char) ('a' + i);
      arguments.add(top);
      for (int j = draw.number(1, 4); j > 0; j--) {
        bare(top + "/" + draw.of("x", "y", "team/x", "team/y") + ".git");
      }
    }
    List<Row> rows = list(arguments.toArray(String[]::new)).repositories();
    List<String> turned = new ArrayList<>(arguments);
    Collections.reverse(turned);
    List<Row> others = list(turned.toArray(String[]::new)).repositories();
    Set<String> names =
        rows.stream().map(row -> row.text("repository")).collect(Collectors.toSet());
    assertThat(names).hasSameSizeAs(rows);
    assertThat(new TreeSet<>(shown(others))).isEqualTo(new TreeSet<>(shown(rows)));
  }
}
