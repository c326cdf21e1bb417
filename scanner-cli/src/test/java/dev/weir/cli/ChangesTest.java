package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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
      paths = ['(?:^|/)test/', 'node_modules/']
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

  @Test
  void aHookNamesTheBinaryFilesThatItLeavesOut() throws Exception {
    prepare(":", "printf '\\177ELF%060d\\000' 0 > a.bin; printf 'one\\000' > b.bin");
    work.sh("cp rules.toml r/.gitleaks.toml; cd r; mkdir d");
    work.set("GIT_DIR", work.path("r/.git").toString());
    work.set("GIT_WORK_TREE", work.path("r").toString());
    work.weir("hook", "pre-commit", "--no-color");
    assertThat(work.err())
        .containsOnlyOnce("left out: a.bin (its first bytes are those of a program)")
        .doesNotContain("b.bin");
  }

  /** Commits in steps what a folder has in the end, and compares with a scan of the folder. */
  @Property(tries = 12)
  void historyAndIndexFindWhatTheFolderHolds(Draw draw) throws Exception {
    Path top = Files.createTempDirectory(folder, "r");
    work = new Workspace(top);
    Files.writeString(work.path("rules.toml"), RULES);
    work.sh("git init -q -b main r");
    int steps = draw.number(1, 5);
    for (int step = 0; step < steps; step++) {
      change(draw, work.path("r"));
      work.sh("cd r; git add -A" + (step + 1 < steps ? "; git commit -q --allow-empty -m x" : ""));
    }
    Set<String> folder = secrets("dir r");
    Set<String> found = secrets("git r --no-ledger");
    found.addAll(secrets("git r --staged"));
    assertThat(found).as("found in commits and in the index").containsAll(folder);
  }

  private Set<String> secrets(String words) {
    work.weir((words + " -c rules.toml -v --no-color --no-banner").split(" "));
    Set<String> found = new TreeSet<>();
    Matcher secret =
        Pattern.compile("Secret: +(.*)\\nRuleID: +(\\w+)", Pattern.MULTILINE).matcher(work.out());
    while (secret.find()) {
      found.add(secret.group(2) + " " + secret.group(1));
    }
    return found;
  }

  private static void change(Draw draw, Path top) throws Exception {
    List<String> frames =
        List.of(
            "name: KEY\nvalue: \"%s\"\n",
            "value: \"%s\"\nname: KEY\n", "key=%s\n", "\000key=%s\n", "user_jane\n\n\ntok_%s\n");
    for (int file = 0; file < 3; file++) {
      Path path = top.resolve(draw.of("a", "b", "test/c", "d.md", "e"));
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
      if (draw.oneIn(6)) {
        Files.createSymbolicLink(path, Path.of("nowhere"));
        continue;
      }
      StringBuilder text = new StringBuilder();
      for (int i = draw.number(0, 3); i > 0; i--) {
        text.append("line\n".repeat(draw.number(0, 3)));
        // An empty value is filled in by a later step.
        String value = draw.oneIn(2) ? "" : draw.text(5, 5, 'a', 'z');
        text.append(draw.of(frames).formatted(value));
      }
      Files.writeString(path, text);
    }
    if (draw.oneIn(2) && Files.exists(top.resolve("test/c"))) {
      Files.move(top.resolve("test/c"), top.resolve("moved"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
