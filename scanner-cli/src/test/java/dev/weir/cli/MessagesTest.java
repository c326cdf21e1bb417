package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that no message of the libraries names a flag of the command line, because weir also runs
 * as other programs, which have other flags.
 */
class MessagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern FLAG = Pattern.compile("(?<![-\\w])--[a-z]");

  private static final List<String> MODULES =
      List.of(
          "scanner-core",
          "scanner-git",
          "neighbours/known",
          "neighbours/known-aws",
          "neighbours/known-vault",
          "neighbours/remedy",
          "neighbours/verify");

  /** Code that handles options of git and of scripts, and names them in messages. */
  private static final List<String> OF_PROGRAMS =
      List.of("dev/weir/git/log/", "dev/weir/git/program/", "dev/weir/remedy/PurgeScript");

  private static final Pattern PROGRAM = Pattern.compile("\\b(?:git|aws|get-parameter) ");

  @Test
  void noMessageOfTheCoreNamesAFlag() throws IOException {
    List<String> named = new ArrayList<>();
    int files = 0;
    for (String module : MODULES) {
      for (Path file : sources(ROOT.resolve(module).resolve("src/main/java"))) {
        String name = ROOT.relativize(file).toString().replace('\\', '/');
        if (OF_PROGRAMS.stream().noneMatch(name::contains)) {
          files++;
          for (String message : flagsIn(Files.readString(file))) {
            named.add(name + ": " + message);
          }
        }
      }
    }
    assertThat(files).isGreaterThan(200);
    assertThat(named).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = \"too deep; --max-depth opens more\";",
        "x = \"see --help\";",
        "x = \"a \\\" b --c\";",
        "f(\"a\", \"(--force takes it)\")"
      })
  void aMessageWithAFlagIsFound(String source) {
    assertThat(flagsIn(source)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git(\"--type=path\", \"--get\")",
        "x = \"fetch the rest with git fetch --unshallow\";",
        "x = \"a -- b\";",
        "x = \"a---b\";",
        "// see \"it\" and --help"
      })
  void anythingElseIsNot(String source) {
    assertThat(flagsIn(source)).isEmpty();
  }

  /** Returns the texts that name a flag, except single words and texts with git commands. */
  private static List<String> flagsIn(String source) {
    List<String> found = new ArrayList<>();
    Matcher literal = LITERAL.matcher(source);
    while (literal.find()) {
      String text = literal.group(1);
      boolean isWord = text.startsWith("--") && text.indexOf(' ') < 0;
      if (!isWord && !PROGRAM.matcher(text).find() && FLAG.matcher(text).find()) {
        found.add(text);
      }
    }
    return found;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
