package dev.weir.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.Persona;
import dev.weir.git.hook.HookStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the tables of commands and flags are consistent. */
class CommandTest {
  @ParameterizedTest
  @EnumSource(Command.class)
  void aCommandHasEachNameAndLetterOnce(Command command) {
    Set<String> names = new HashSet<>();
    for (Flag<?> flag : Flag.all()) {
      if (flag.isKnownTo(command)) {
        assertThat(names.add(flag.name())).as("--%s", flag.name()).isTrue();
        char letter = flag.type().letter();
        assertThat(letter == '\0' || names.add("-" + letter)).as("-%s", letter).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Command.class)
  void aCommandIsFoundByItsNames(Command command) {
    assertThat(Command.of(command.word(), Persona.WEIR)).isSameAs(command);
    for (String alias : command.aliases()) {
      assertThat(Command.of(alias, Persona.WEIR)).isSameAs(command);
    }
    assertThat(command.isKnownTo(Persona.GITLEAKS)).isEqualTo(command.isOfGitleaks());
  }

  @Test
  void everyFlagBelongsToACommand() {
    for (Flag<?> flag : Flag.all()) {
      assertThat(Command.values()).as("--%s", flag.name()).anyMatch(flag::isKnownTo);
    }
  }

  @Test
  void theStagesOfHooksAreListed() {
    List<String> stages = new ArrayList<>(HookStage.names());
    stages.add("auto");
    assertThat(Command.HOOK.choices()).containsExactlyInAnyOrderElementsOf(stages);
  }

  @Test
  void gitleaksAcceptsItsGeneralFlagsEverywhere() {
    for (String name : List.of("verbose", "redact", "config", "timeout", "max-decode-depth")) {
      for (Command command : Command.values()) {
        if (command.isOfGitleaks()) {
          assertThat(Flag.named(name, command)).as(name + command).isNotNull();
        }
      }
    }
  }
}
