package dev.weir.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.cli.Workspace;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCommandParserTest {
  @TempDir Path folder;

  private static CommandLine ignore(String... words) {
    List<String> all = List.of(words);
    return OwnCommandParser.parse(all, all.indexOf("ignore"), Command.IGNORE);
  }

  @Test
  void flagsAndArgumentsMix() {
    CommandLine line = ignore("--reason", "a test", "ignore", "a.txt:1", "--list", "b", "-c=x");
    assertThat(line.command()).isEqualTo(Command.IGNORE);
    assertThat(line.arguments()).containsExactly("a.txt:1", "b");
    assertThat(line.get(Flag.REASON)).isEqualTo("a test");
    assertThat(line.get(Flag.CONFIG)).isEqualTo("x");
    assertThat(line.isOn(Flag.LIST)).isTrue();
    assertThat(line.isOn(Flag.PRUNE)).isFalse();
    assertThat(line.isGiven(Flag.UNTIL)).isFalse();
  }

  @Test
  void theLastValueCountsAndListsGrow() {
    assertThat(ignore("ignore", "--reason=a", "--reason=b").get(Flag.REASON)).isEqualTo("b");
    List<String> words = List.of("install", "--hooks=update,pre-push", "--hooks", "commit-msg");
    assertThat(OwnCommandParser.parse(words, 0, Command.INSTALL).get(Flag.HOOKS))
        .containsExactly("update", "pre-push", "commit-msg");
  }

  @Test
  void wordsKeepTheirOrder() {
    List<String> words = List.of("rules", "show", "b", "--config=c", "a", "show");
    assertThat(OwnCommandParser.parse(words, 0, Command.RULES).arguments())
        .containsExactly("show", "b", "a", "show");
  }

  @Test
  void noWordIsInterpreted() {
    assertThat(ignore("ignore", "@file", "${env:HOME}", "--", "--list", "").arguments())
        .containsExactly("@file", "${env:HOME}", "--list", "");
    assertThat(ignore("ignore", "--reason=\"quoted\"").get(Flag.REASON)).isEqualTo("\"quoted\"");
  }

  @Test
  void misspeltWordsGetSuggestions() {
    Workspace work = new Workspace(folder);
    assertThat(work.weir("ignore", "--resaon", "x")).isEqualTo(126);
    assertThat(work.err())
        .startsWith("Error: unknown flag: --resaon\n\nDid you mean this?\n\t--reason\n")
        .contains("Usage: weir ignore [OPTIONS] FINDING...");
    assertThat(work.weir("git", "--stagde")).isEqualTo(126);
    assertThat(work.err()).contains("Did you mean this?\n\t--staged\n");
    assertThat(work.weir("remidiate")).isEqualTo(1);
    assertThat(work.err()).contains("unknown command \"remidiate\" for \"weir\"", "\tremediate\n");
  }

  @Test
  void exitCodesAreThoseOfScans() {
    assertThat(exitCode("ignore", "-z")).isEqualTo(1);
    assertThat(exitCode("ignore", "--nope=3")).isEqualTo(126);
    assertThat(exitCode("ignore", "--reason")).isEqualTo(1);
    assertThat(exitCode("ignore", "--list=maybe")).isEqualTo(1);
  }

  private static int exitCode(String... words) {
    UsageException e = catchThrowableOfType(UsageException.class, () -> ignore(words));
    assertThat(e.showsUsage()).isTrue();
    return e.exitCode();
  }
}
