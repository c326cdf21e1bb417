package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.AllowlistScope;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.source.SkipReason;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What a scan leaves out is a closed list, in docs/compatibility.md: every path pattern of the
 * built-in rules, every format, size and reason. {@code -Dgolden.update} rewrites the list.
 */
class LeftOutTest {
  private static final Path PAGE = Path.of("../docs/compatibility.md");
  private static final Path CORE = Path.of("../scanner-core/src/main/java/dev/weir/core");
  private static final Path WORDS =
      Path.of("../scanner-core/src/main/resources/dev/weir/core/check/words/places.txt");
  private static final String START = "<!-- The list below is compared with the program. -->\n";
  private static final String END = "<!-- End of the list. -->\n";

  @Test
  void theListIsThatOfTheProgram() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(START) + START.length();
    int to = page.indexOf(END);
    if (System.getProperty("golden.update") != null) {
      page = page.substring(0, from) + list() + page.substring(to);
      Files.writeString(PAGE, page);
      to = page.indexOf(END);
    }
    assertThat(page.substring(from, to)).as("run mvn verify -Dgolden.update").isEqualTo(list());
  }

  private static String list() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| reason in the coverage | what | why, and how to read it |\n|---|---|---|\n");
    for (SkipReason reason : SkipReason.values()) {
      String name = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      text.append("| `").append(name).append("` | ").append(about(reason)).append(" |\n");
    }
    text.append("\nFormats that are known by their first bytes: ");
    text.append(String.join(", ", formats())).append(".\n");
    text.append(
        "\nPath patterns of the built-in rules, and the rules that do not report there:\n\n");
    for (Map.Entry<String, List<String>> list : paths().entrySet()) {
      text.append(list.getKey()).append(":\n\n```text\n");
      list.getValue().forEach(pattern -> text.append(pattern).append('\n'));
      text.append("```\n\n");
    }
    text.append("Words of paths of tests and documents, where a rule with low confidence asks for");
    text.append(" more than elsewhere and reports a value once: ");
    return text.append(String.join(", ", words())).append(".\n").toString();
  }

  private static String about(SkipReason reason) {
    return switch (reason) {
      case EMPTY -> "a file without bytes, in a folder | there is nothing to read";
      case BINARY ->
          "a file whose first bytes are those of a format below; in Git modes also one over 10 MB"
              + " that Git takes for binary, and with `--binary=false` every such file | its text is"
              + " compressed or compiled; `--max-archive-depth` opens archives";
      case TOO_LARGE ->
          "a file above `--max-target-megabytes` | the user asked for it; by default there is no"
              + " limit";
      case ALLOWLISTED_PATH ->
          "a path that a global allowlist for all rules names: of the built-in rules only the first"
              + " below, of a configuration what it says. In a folder, but not in a commit, the"
              + " built-in rules leave out `.git` as well | `-c FILE` takes other rules";
      case OWN_FILE ->
          "a report of weir or gitleaks in a folder, what this scan writes, and in any mode the"
              + " configuration and the baseline of the scan | it would be found again each time;"
              + " `--skip-own=false` reads reports";
      case SYMLINK ->
          "a link in a folder, and a link to a folder | its target is read where it is;"
              + " `--follow-symlinks` reads files that links lead to";
      case ARCHIVE -> "an archive or compressed file | `--max-archive-depth=1`";
      case MERGE ->
          "with `--merges=false`: lines that a merge itself adds | as gitleaks; `--merges` reports"
              + " them";
      case SHALLOW -> "commits that a shallow clone does not have | `git fetch --unshallow`";
      case DOCUMENT ->
          "a document, such as a notebook, whose bytes were searched as they are but that cannot be"
              + " read as a document | it is damaged or of an unknown version";
      case ABSENT ->
          "an image for another platform that an archive of images mentions and does not hold |"
              + " save that image, too";
    };
  }

  private static TreeSet<String> formats() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    String source = Files.readString(CORE.resolve("file/FileSignature.java"));
    Matcher name = Pattern.compile("\"(an? [A-Za-z][^\"]+|compressed data)\"").matcher(source);
    while (name.find()) {
      names.add(name.group(1));
    }
    return names;
  }

  private static List<String> words() throws IOException {
    TreeSet<String> words = new TreeSet<>();
    boolean isWanted = false;
    for (String line : Files.readAllLines(WORDS)) {
      if (line.startsWith("[")) {
        isWanted = List.of("[tests]", "[documents]", "[folders]").contains(line);
      } else if (isWanted && !line.startsWith("#") && !line.isBlank()) {
        words.addAll(List.of(line.trim().split(" ")));
      }
    }
    assertThat(words).isNotEmpty();
    return List.copyOf(words);
  }

  /** Returns the patterns of each list of paths, by whom they hide something from, and why. */
  private static Map<String, List<String>> paths() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (ConfigFile.AllowlistTable list : DefaultRules.configFile().allowlists()) {
      add(whom(list.scope()) + ": " + list.description(), list.paths(), lists);
    }
    Map<List<String>, List<String>> rules = new LinkedHashMap<>();
    Map<List<String>, String> why = new LinkedHashMap<>();
    for (ConfigFile.RuleTable rule : DefaultRules.configFile().rules()) {
      for (ConfigFile.AllowlistTable list : rule.allowlists()) {
        rules.computeIfAbsent(list.paths(), paths -> new ArrayList<>()).add("`" + rule.id() + "`");
        why.put(list.paths(), list.description());
      }
    }
    rules.forEach(
        (paths, ids) -> add(String.join(", ", ids) + ": " + why.get(paths), paths, lists));
    return lists;
  }

  private static void add(String title, List<String> paths, Map<String, List<String>> lists) {
    if (!paths.isEmpty()) {
      lists.put("- " + title, paths);
    }
  }

  private static String whom(AllowlistScope scope) {
    return switch (scope) {
      case ALL -> "all rules (the path is not read)";
      case GENERIC -> "rules that go by names and words, not those that know the form of a secret";
      case EXTENDING -> "the rules of a configuration that extends the built-in ones";
    };
  }
}
