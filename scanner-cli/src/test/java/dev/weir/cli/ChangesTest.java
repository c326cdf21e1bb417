package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Changes of files that {@code git log -p} shows in part or not at all: found while they are
 * staged, by the hook and in the history, as in the folder; and not found with the switch off.
 */
class ChangesTest {
  private static final String RULES =
      """
      [[allowlists]]
      paths = ['^test/', 'node_modules/']
      [[rules]]
      id = 'r'
      regex = 'key=([a-z]{5})'
      [[rules]]
      id = 'onlyconf'
      regex = 'only=([a-z]{5})'
      path = '\\.conf$'
      [[rules]]
      id = 'notmd'
      regex = 'most=([a-z]{5})'
      [[rules.allowlists]]
      paths = ['\\.md$']
      [[rules]]
      id = 'path'
      path = '\\.p12$'
      [[rules]]
      id = 'named'
      regex = 'name: KEY\\s+value: "([a-z]{5})"'
      [[rules]]
      id = 'valued'
      regex = 'value: "([a-z]{5})"\\s+name: KEY'
      [[rules]]
      id = 'framed'
      regex = 'BEGIN KEY[a-z\\s]+END KEY'
      [[rules]]
      id = 'needs'
      regex = 'tok_[a-z]{5}'
      [[rules.required]]
      id = 'who'
      withinLines = 5
      [[rules]]
      id = 'who'
      regex = 'user_[a-z]{4}'
      skipReport = true
      [[rules]]
      id = 'worded'
      regex = 'id: [a-z]{3}[0-9]{3}'
      keywords = ['example']
      """;

  @TempDir Path folder;

  private Workspace work;

  private void prepare(String before, String change) throws Exception {
    work = new Workspace(folder);
    work.set("PATH", System.getenv("PATH"));
    Files.writeString(work.path("rules.toml"), RULES);
    work.sh(
        "git init -q -b main r; cd r; "
            + before
            + "; git add -A; git commit -q --allow-empty -m a");
    work.sh("cd r; " + change + "; git add -A");
  }

  private String weir(String words) {
    work.weir((words + " -c rules.toml -v --no-color --no-banner").split(" "));
    return work.out().replace("\n", " ") + "\n" + work.err();
  }

  /**
   * Returns a pattern for the output with a finding, which is named without its line if it has
   * none.
   */
  private static String pattern(String found) {
    boolean hasLine = found.matches(".*:[0-9]+");
    return "(?s).*Fingerprint: " + found.replace(".", "\\.") + (hasLine ? "" : ":0") + "\\s.*";
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/changes/found.tsv", delimiter = '\t', numLinesToSkip = 1)
  void isFoundInEachMode(String name, String flag, String before, String change, String found)
      throws Exception {
    prepare(before, change);
    String off = " --" + flag + "=false";
    assertThat(weir("git r --staged")).matches(pattern(found));
    // What is staged is read with other types by gitleaks, too.
    if (!flag.equals("type-changes")) {
      assertThat(weir("git r --staged" + off)).doesNotMatch(pattern(found));
    }
    work.sh("cd r; git commit -qm b; git rev-parse HEAD > ../head");
    String commit = Files.readString(work.path("head")).strip() + ":";
    assertThat(weir("git r --no-ledger")).matches(pattern(commit + found));
    assertThat(weir("git r --no-ledger" + off)).doesNotMatch(pattern(commit + found));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/changes/not-found.tsv", delimiter = '\t', numLinesToSkip = 1)
  void isNotFoundAgain(String name, String before, String change) throws Exception {
    prepare(before, change);
    assertThat(weir("git r --staged")).doesNotContain("Fingerprint");
  }
}
