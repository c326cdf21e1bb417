package dev.weir.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Refuses the phrases that docs/style/words.md bans, and class comments that are not sentences. */
class EnglishTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORDS = ROOT.resolve("docs/style/words.md");

  /** Folders with build output or with programs for tests. */
  private static final Set<String> SKIPPED =
      Set.of(".git", ".idea", ".tools", ".vscode", ".weir-build", "__pycache__", "build", "target");

  private static final Pattern BLOCK = Pattern.compile("```banned\n(.*?)```", Pattern.DOTALL);

  private static final Pattern TYPE_COMMENT =
      Pattern.compile(
          "/\\*\\*[\\s*]*(What\\b(?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*"
              + "(?:(?:public|protected|private|abstract|static|final|sealed|non-sealed)\\s+)*"
              + "(?:class|interface|enum|record|@interface)\\b",
          Pattern.DOTALL);

  @Test
  void noBannedPhrases() throws IOException {
    Pattern banned = anyOf(phrases());
    List<String> hits = new ArrayList<>();
    for (Path file : files()) {
      String name = name(file);
      String text = Files.readString(file);
      String prose = name.endsWith(".java") ? Prose.ofJava(text) : Prose.ofLines(text);
      for (String hit : hits(prose, banned)) {
        hits.add(name + ":" + hit);
      }
    }
    assertThat(hits).as("phrases of docs/style/words.md").isEmpty();
  }

  @Test
  void commentsOfTypesAreSentences() throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : files()) {
      String name = name(file);
      if (name.endsWith(".java") && name.contains("src/main/")) {
        for (String hit : clauses(Files.readString(file))) {
          hits.add(name + ":" + hit);
        }
      }
    }
    assertThat(hits).as("comments of types that start with What").isEmpty();
  }

  @Test
  void findsPhrasesInCommentsAndLiteralsOnly() {
    String source =
        """
        /** It zigs and
         * zags. */
        class Zigzag { // Nothing zigzags;
          // Up
          // AND down.
          String zag = "zigs " + and + zags + "zigs " +
              "and zags" + " up\\nand down" + '"'; int zig = "\\"".zig(); /* ZIG */
          String block = \"""
            to and
            fro "it"
            \""";
        }
        """;
    Pattern banned = anyOf(List.of("to and fro", "up and down", "zig", "zigs and zags", "zigzag"));

    assertThat(hits(Prose.ofJava(source), banned))
        .containsExactly(
            "1: zigs and zags",
            "4: Up AND down",
            "6: zigs and zags",
            "7: up and down",
            "7: ZIG",
            "9: to and fro");
  }

  @Test
  void findsPhrasesInScriptsAndDocuments() {
    Pattern banned = anyOf(List.of("up and down", "zig's zag"));

    String text = "x=1 # Up\n# and down\n\n> zig's\n> zag\nup and\n- down\nzig's zags\n";
    assertThat(hits(Prose.ofLines(text), banned)).containsExactly("1: Up and down", "4: zig's zag");
  }

  @Test
  void findsCommentsOfTypesThatAreClauses() {
    String source =
        """
        /** What is asked. */
        public final class Question {
          /** What a method returns. */
          int answer() {}

          /**
           * What is known
           * of it.
           *
           * @param name its name
           */
          @SuppressWarnings("x")
          private record Known(String name) {}

          /** Whatever class there is. */
          enum Any {}
        }
        """;

    assertThat(clauses(source)).containsExactly("1: What is asked.", "6: What is known");
  }

  private static List<String> phrases() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(WORDS));
    assertThat(block.find()).as("a block ```banned in %s", WORDS).isTrue();
    List<String> phrases = block.group(1).lines().filter(line -> !line.isBlank()).toList();
    assertThat(phrases).isNotEmpty();
    return phrases;
  }

  private static Pattern anyOf(List<String> phrases) {
    String words =
        phrases.stream()
            .map(phrase -> Arrays.stream(phrase.split(" ")).map(Pattern::quote))
            .map(phrase -> phrase.collect(joining("\\s+")))
            .collect(joining("|"));
    return Pattern.compile("(?<!\\w)(?:" + words + ")(?!\\w)", Pattern.CASE_INSENSITIVE);
  }

  /** Returns the line and the phrase of each match. */
  private static List<String> hits(String prose, Pattern banned) {
    List<String> hits = new ArrayList<>();
    Matcher matcher = banned.matcher(prose);
    while (matcher.find()) {
      hits.add(
          line(prose, matcher.start()) + ": " + matcher.group().strip().replaceAll("\\s+", " "));
    }
    return hits;
  }

  /** Returns the line and the start of each type's comment that is only a clause. */
  private static List<String> clauses(String source) {
    List<String> hits = new ArrayList<>();
    Matcher matcher = TYPE_COMMENT.matcher(source);
    while (matcher.find()) {
      hits.add(line(source, matcher.start()) + ": " + matcher.group(1).strip().split("\n", 2)[0]);
    }
    return hits;
  }

  private static long line(String text, int offset) {
    return text.chars().limit(offset).filter(c -> c == '\n').count() + 1;
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** Returns the files that people write or read, in the order of their names. */
  private static List<Path> files() throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.equals(WORDS) && attributes.isRegularFile() && isRead(name(file))) {
              files.put(name(file), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(files.values());
  }

  private static boolean isRead(String name) {
    if (name.contains("src/test/resources/")) {
      return name.endsWith("/setup.sh") || name.endsWith("/functions.sh");
    }
    return name.endsWith(".java")
        || name.endsWith(".md")
        || name.endsWith(".sh")
        || name.endsWith(".py")
        || name.endsWith(".yaml")
        || name.endsWith("pom.xml")
        || name.equals("weir")
        || name.startsWith(".ci/")
        || name.startsWith("rules/src/main/rules/") && name.endsWith(".toml");
  }
}
