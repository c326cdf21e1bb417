package dev.weir.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares names and addresses with those that {@code git check-mailmap} prints. */
class MailmapTest {
  private static final String MAP =
      """
      # Comment <c@x> <jane@x>
      Jane Doe <jane@example.com> <jane@x>
      Proper Name <only@x>
      <new@x> <old@x>
      Both <both@x> Nick <nick@x>
      John <john@x> <shared@x>
        Spaced Name   <spaced@example.com>   <spaced@x>  # rest
      Jane D. <jane@example.com>
      not a line
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "j <jane@x>",
        "j <JANE@X>",
        "J <jane@example.com>",
        "nobody <only@x>",
        "Kept <old@x>",
        "Nick <nick@x>",
        "nick <NICK@x>",
        "Other <nick@x>",
        "Any <shared@x>",
        "S <spaced@x>",
        "C <c@x>",
        "Nobody <nobody@x>"
      })
  void printsWhatGitPrints(String person) throws Exception {
    TestRepository git = TestRepository.init(folder).write(".mailmap", MAP);
    int open = person.indexOf(" <");
    Mailmap.Person proper =
        new Mailmap(MAP)
            .proper(person.substring(0, open), person.substring(open + 2, person.length() - 1));
    assertThat(proper.toString()).isEqualTo(git.run("check-mailmap", person).strip());
  }

  @Test
  void isFoundWhereGitFindsIt() throws Exception {
    TestRepository git = TestRepository.init(folder).write(".mailmap", "New <new@x> <old@x>\n");
    git.commit("one");
    git.git("clone -q --bare . bare");
    try (GitRepository repository = git.open();
        GitRepository bare =
            GitRepository.open(folder.resolve("bare"), "bare", java.util.Map.of())) {
      assertThat(Mailmaps.of(repository).proper("a", "old@x").name()).isEqualTo("New");
      assertThat(Mailmaps.of(bare).proper("a", "old@x").name()).isEqualTo("New");
    }
    git.git("config log.mailmap false");
    try (GitRepository repository = git.open()) {
      assertThat(Mailmaps.of(repository).proper("a", "old@x").name()).isEqualTo("a");
    }
  }
}
