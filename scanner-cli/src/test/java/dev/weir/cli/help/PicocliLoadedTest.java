package dev.weir.cli.help;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weir.cli.Workspace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that hooks and scans load no class of picocli. */
class PicocliLoadedTest {
  @TempDir Path folder;

  @Test
  void onlyHelpUsesPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weir.cli.help")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir"));
  }

  @Test
  void scansAndHooksLoadNoClassOfIt() throws Exception {
    new Workspace(folder)
        .sh("git init -q; echo x > a; git add a; git commit -qm a; echo y >> a; git add a");
    List<List<String>> commands =
        List.of(
            List.of("hook", "pre-commit"),
            List.of("git", "--staged"),
            List.of("git"),
            List.of("dir", "a"),
            List.of("stdin"),
            List.of("version"));
    for (List<String> command : commands) {
      assertThat(loaded(command))
          .as("%s", command)
          .contains("dev.weir.cli.flag.CommandLine")
          .noneMatch(name -> name.startsWith("picocli.") || name.startsWith("dev.weir.cli.help."));
    }
    assertThat(loaded(List.of("explain", "a"))).contains("picocli.CommandLine");
  }

  /** Returns the names of the classes that a new process of the program loads. */
  private List<String> loaded(List<String> command) throws Exception {
    Path log = folder.resolve(".git/classes.log");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xlog:class+load:file=" + log);
    words.add("-cp");
    words.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    words.add("dev.weir.cli.Main");
    words.addAll(command);
    int code =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(".git/output").toFile())
            .start()
            .waitFor();
    assertThat(code)
        .as("%s: %s", command, Files.readString(folder.resolve(".git/output")))
        .isZero();
    try (var lines = Files.lines(log)) {
      return lines.map(line -> line.replaceFirst("^(\\[[^]]*\\])*\\s*", "").split(" ")[0]).toList();
    }
  }
}
