package dev.weir.cli.help;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.flag.Command;
import dev.weir.cli.process.Persona;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionsTest {
  @TempDir Path folder;

  private String completed(Persona persona, String... words) throws Exception {
    Path script = folder.resolve("script");
    Files.writeString(script, new Completions(persona).script("bash"));
    String all = "'" + String.join("' '", words) + "'";
    String program =
        // compopt works only while bash itself completes.
        "compopt() { :; }; . "
            + script
            + "; COMP_WORDS=("
            + all
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_"
            + persona.programName()
            + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("bash", "-c", program).redirectErrorStream(true).start();
    String output = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void bashCompletesCommandsFlagsAndChoices() throws Exception {
    assertThat(completed(Persona.WEIR, "weir", "rem")).isEqualTo("remediate\n");
    assertThat(completed(Persona.WEIR, "weir", "git", "--stag")).isEqualTo("--staged\n");
    assertThat(completed(Persona.WEIR, "weir", "rules", "")).contains("list\n", "show\n", "test\n");
    assertThat(completed(Persona.WEIR, "weir", "hook", "pre-p")).isEqualTo("pre-push\n");
    assertThat(completed(Persona.WEIR, "weir", "rules", "--max-a")).isBlank();
  }

  @Test
  void underTheNameOfGitleaksItsCommandsAreCompleted() throws Exception {
    assertThat(completed(Persona.GITLEAKS, "gitleaks", ""))
        .contains("git\n")
        .doesNotContain("rules");
  }

  @Test
  void everyShellHasAScriptWithEveryListedCommand() {
    for (String shell : Command.COMPLETION.choices()) {
      String script = new Completions(Persona.WEIR).script(shell);
      for (Command command : Command.values()) {
        if (command.isListed()) {
          assertThat(script).as(shell).contains(command.word());
        }
      }
    }
    assertThat(new Completions(Persona.WEIR).script("csh")).isNull();
    assertThat(new Completions(Persona.WEIR).script("zsh")).startsWith("#compdef weir\n");
  }
}
