package dev.weir.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an executable is, and under which name it was started. */
class OwnProgramTest {
  @TempDir Path folder;

  private static Map<String, String> started(String path) {
    return Map.of(OwnProgram.VARIABLE, path);
  }

  @Test
  void theNameIsTheLastPartOfThePath() {
    assertThat(OwnProgram.name(started("/usr/bin/gitleaks"))).isEqualTo("gitleaks");
    assertThat(OwnProgram.name(started("C:\\Tools\\gitleaks.exe"))).isEqualTo("gitleaks");
    assertThat(OwnProgram.name(started("C:/Scripts/git-secrets.cmd"))).isEqualTo("git-secrets");
    assertThat(OwnProgram.name(started("weir"))).isEqualTo("weir");
    assertThat(Persona.started(started("/x/trufflehog"))).isEqualTo(Persona.TRUFFLEHOG);
    assertThat(Persona.started(Map.of())).isEqualTo(Persona.WEIR);
    assertThat(Persona.started(started(""))).isEqualTo(Persona.WEIR);
  }

  @Test
  void anExecutableIsFoundUnderTheNameThatItWasStartedBy() throws Exception {
    Path file = Files.createFile(folder.resolve("weir"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path link = Files.createSymbolicLink(bin.resolve("gitleaks"), file);
    Path other = Files.createFile(folder.resolve("gitleaks"));
    String found = file.toString();
    assertThat(OwnProgram.executable(link.toString(), found, "")).isEqualTo(link);
    assertThat(OwnProgram.executable("gitleaks", found, "bin::" + folder + ":" + bin))
        .as("not %s", other)
        .isEqualTo(link);
    assertThat(OwnProgram.executable(other.toString(), found, "")).isEqualTo(file);
    assertThat(OwnProgram.executable("renamed", found, bin.toString())).isEqualTo(file);
    assertThat(OwnProgram.executable("", "", bin.toString())).isNull();
  }
}
