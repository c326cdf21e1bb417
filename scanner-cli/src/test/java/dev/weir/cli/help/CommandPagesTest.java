package dev.weir.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.GeneratedPage;
import dev.weir.cli.Workspace;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that every command has help, a section in docs/cli.md and a manual page. */
class CommandPagesTest {
  @TempDir Path folder;

  @Test
  void docsHaveEveryCommandAndEveryFlag() throws IOException {
    Workspace work = new Workspace(folder);
    assertThat(work.weir("trufflehog", "--help")).isZero();
    String page = CliPage.text(work.out());
    for (Command command : Command.values()) {
      assertThat(page).contains("\n## weir " + command.word() + "\n");
      for (Flag<?> flag : command.flags()) {
        if (flag != Flag.HELP) {
          assertThat(page).contains("--" + flag.name());
        }
      }
    }
    GeneratedPage.check("cli.md", page);
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void aCommandHasAManualPage(Command command) throws Exception {
    String page = ManPage.of(command);
    GeneratedPage.check("man/weir-" + command.word() + ".1", page);
    String shown = rendered(page);
    assertThat(shown).contains("NAME\n", "SYNOPSIS\n", "OPTIONS\n", "SEE ALSO\n");
    for (Flag<?> flag : command.flags()) {
      assertThat(shown).contains("--" + flag.name());
    }
  }

  @Test
  void theProgramHasAManualPage() throws Exception {
    String page = ManPage.of(null);
    GeneratedPage.check("man/weir.1", page);
    assertThat(rendered(page)).contains("weir-guard(1)", "EXIT STATUS", "126");
  }

  @Test
  void thereAreNoOtherManualPages() throws IOException {
    TreeSet<String> wanted = new TreeSet<>(List.of("weir.1"));
    for (Command command : Command.values()) {
      wanted.add("weir-" + command.word() + ".1");
    }
    try (Stream<Path> pages = Files.list(Path.of("../docs/man"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsAll(wanted)
          .hasSameSizeAs(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void helpShowsEveryFlagWithWholeWords(Command command) {
    String help = HelpPage.of(command, false);
    assertThat(help).startsWith("Usage: weir " + command.word() + " [OPTIONS]");
    assertThat(help.lines()).allMatch(line -> line.length() <= 90);
    List<String> words = List.of(help.split("\\s+"));
    for (Flag<?> flag : command.flags()) {
      assertThat(words).containsAll(List.of(CommandModel.shown(flag).split(" ")));
      assertThat(words).containsAll(List.of(CommandModel.about(flag).split(" ")));
    }
  }

  @Test
  void flagsOfScansBelongToScansOnly() {
    assertThat(HelpPage.of(Command.VERSION, false).lines().count()).isLessThan(10);
    assertThat(HelpPage.of(Command.RULES, false)).doesNotContain("--max-archive-depth");
    Workspace work = new Workspace(folder);
    assertThat(work.weir("rules", "list", "--max-archive-depth=1")).isEqualTo(126);
    assertThat(work.weir("version", "--max-archive-depth=1", "-v")).as("as gitleaks").isZero();
  }

  private static String rendered(String page) throws Exception {
    Process groff =
        new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-P-cbou")
            .redirectErrorStream(true)
            .start();
    try (var in = groff.getOutputStream()) {
      in.write(page.getBytes(StandardCharsets.UTF_8));
    }
    String shown = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(groff.waitFor()).as(shown).isZero();
    assertThat(shown).doesNotContain("warning:");
    return shown.replace('\u2010', '-').replace('\u2212', '-');
  }
}
