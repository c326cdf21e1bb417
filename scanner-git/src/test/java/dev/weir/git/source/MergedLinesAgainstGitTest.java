package dev.weir.git.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.git.GitRepository;
import dev.weir.git.Recorder;
import dev.weir.git.TestRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.SelectedCommits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the lines found in a merge with those that git marks with a plus for each parent. */
class MergedLinesAgainstGitTest {
  @TempDir Path folder;

  private TestRepository git = new TestRepository(Path.of("."));
  private Random random = new Random();
  private int lines;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void findsWhatGitShows(long seed) throws Exception {
    git = new TestRepository(folder);
    random = new Random(seed);
    git("init -q -b main .");
    List<String> base = edited(List.of(), 30);
    write("a.txt", base);
    write("b.txt", edited(List.of(), 10));
    commit("base");
    int parents = 2 + (int) (seed % 2);
    List<List<String>> sides = new ArrayList<>();
    for (int i = 0; i < parents; i++) {
      git("checkout -q -B side" + i + " main");
      List<String> side = edited(base, 5);
      side.addAll(random.nextInt(side.size()), List.of("side " + i + " a", "side " + i + " b"));
      sides.add(side);
      write("a.txt", sides.get(i));
      write("own" + i + ".txt", edited(List.of(), 3));
      if (i == 1 && seed > 3) {
        git("mv b.txt renamed.txt");
      }
      commit("side" + i);
    }
    merge(parents, sides);
    assertThat(found()).isNotEmpty().containsExactlyInAnyOrderElementsOf(shown());
  }

  /**
   * Makes a merge with lines of all sides and its own lines, which also changes a file of one side.
   */
  private void merge(int parents, List<List<String>> sides) throws Exception {
    git("checkout -q side0");
    List<String> merged = new ArrayList<>(sides.get(0));
    for (List<String> side : sides.subList(1, sides.size())) {
      merged.addAll(random.nextInt(merged.size()), own(side));
    }
    write("a.txt", edited(merged, 4));
    write("own0.txt", edited(List.of(), 2));
    if (Files.exists(folder.resolve("b.txt"))) {
      write("b.txt", edited(Files.readAllLines(folder.resolve("b.txt")), 1));
    }
    git("add -A");
    StringBuilder command = new StringBuilder("commit-tree -m merged");
    for (int i = 0; i < parents; i++) {
      command.append(" -p side").append(i);
    }
    String commit = git(command + " " + git("write-tree").strip()).strip();
    git("update-ref refs/heads/merged " + commit);
  }

  // The lines that the side added. No line occurs twice in the merge, so the comparison is
  // unambiguous.
  private static List<String> own(List<String> side) {
    return side.stream().filter(line -> line.startsWith("side")).limit(2).toList();
  }

  private List<String> edited(List<String> before, int edits) {
    List<String> after = new ArrayList<>(before);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(after.size() + 1);
      if (at < after.size() && random.nextBoolean()) {
        after.remove(at);
      }
      after.add(Math.min(at, after.size()), "line " + lines++);
    }
    return after;
  }

  private List<String> found() throws InterruptedException {
    List<String> found = new ArrayList<>();
    try (GitRepository repository = GitRepository.open(folder, "r", Map.of())) {
      HistoryExtras extras = new HistoryExtras(HistoryExtras.Merges.REPORTED, false, false, false);
      CommitSelection merges = SelectedCommits.of(List.of("--merges", "merged"), Instant.EPOCH);
      Recorder recorder =
          Recorder.of(
              new HistorySource(
                  repository,
                  merges,
                  extras,
                  ChangeReading.asGitLog(FileReading.withoutArchives(false))));
      assertThat(recorder.unread).isEmpty();
      assertThat(recorder.skipped).isEmpty();
      for (Fragment fragment : recorder.raw) {
        int line = fragment.firstLine();
        for (String text : fragment.content().text().split("\n")) {
          found.add(fragment.path() + ":" + line++ + ":" + text);
        }
      }
    }
    return found;
  }

  private List<String> shown() throws Exception {
    List<String> shown = new ArrayList<>();
    String path = "";
    int columns = 0;
    int line = 0;
    for (String text : git("show -c -M --format= merged").split("\n")) {
      if (text.startsWith("+++ b/")) {
        path = text.substring("+++ b/".length());
      } else if (text.startsWith("@@@")) {
        columns = text.indexOf(' ') - 1;
        line = Integer.parseInt(text.replaceFirst(".* \\+(\\d+).*", "$1"));
      } else if (columns > 0 && text.length() > columns && "+ -".indexOf(text.charAt(0)) >= 0) {
        String marks = text.substring(0, columns);
        if (marks.equals("+".repeat(columns))) {
          shown.add(path + ":" + line + ":" + text.substring(columns));
        }
        line += marks.contains("-") ? 0 : 1;
      } else {
        columns = 0;
      }
    }
    return shown;
  }

  private void write(String name, List<String> text) throws Exception {
    Files.writeString(folder.resolve(name), String.join("\n", text) + "\n");
  }

  private void commit(String message) throws Exception {
    git("add -A");
    git("commit -q -m " + message);
  }

  private String git(String arguments) throws Exception {
    return git.run(arguments.split(" "));
  }
}
