package dev.weir.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The classes that the compiler of GraalVM initializes hold nothing of the machine and the process
 * that it runs in. What they hold is compared between two processes with different folders,
 * variables, properties and times.
 */
class BuildTimeClassesTest {
  private static final String OPTION = "--initialize-at-build-time=";

  @TempDir Path folder;

  @Test
  void theProgramHoldsNothingOfTheProcess() throws Exception {
    String classes =
        NativeArgumentsTest.expected().stream()
            .filter(argument -> argument.startsWith(OPTION))
            .map(argument -> argument.substring(OPTION.length()))
            .collect(Collectors.joining(","));
    List<List<String>> states = states(classes, PackedProgram.JAR);
    assertThat(states.get(0).stream().filter(line -> line.startsWith("!")).toList()).isEmpty();
    assertThat(states.get(0)).hasSizeGreaterThan(500);
    assertThat(states.get(0)).isEqualTo(states.get(1));
    assertThat(states.get(0))
        .anyMatch(line -> line.startsWith("dev.weir.core.text.ByteWords.LONGS"));
  }

  @Test
  void whatAProcessHoldsIsNoticed() throws Exception {
    List<List<String>> states = states(HeldByAProcess.class.getName(), folder);
    Set<String> noticed = new TreeSet<>();
    for (String line : states.get(0)) {
      if (line.startsWith("!")) {
        noticed.add(line.replaceAll(" holds .*", "").replaceAll(".*\\.", ""));
      } else if (!states.get(1).contains(line)) {
        noticed.add(line.replaceAll("=.*", "").replaceAll(".*\\.", ""));
      }
    }
    assertThat(noticed)
        .containsExactlyInAnyOrder(
            "THREAD",
            "RANDOM",
            "PATH",
            "STREAM",
            "NOW",
            "TIME",
            "HOME",
            "HASH",
            "FOLDER",
            "VARIABLE");
  }

  /** Returns the lines of two processes. */
  private List<List<String>> states(String classes, Path jar) throws Exception {
    List<List<String>> states = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path home = Files.createDirectory(folder.resolve("home" + i));
      List<String> words = new ArrayList<>();
      for (String name : ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages()) {
        words.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"));
      }
      words.add("-Duser.home=" + home);
      words.add("-Djava.io.tmpdir=" + home);
      words.add("-Duser.name=user" + i);
      words.add("-Duser.timezone=GMT+" + i);
      words.add("-Duser.language=" + (i == 0 ? "en" : "tr"));
      words.addAll(List.of("-cp", PackedProgram.withTests(), StaticState.class.getName()));
      words.addAll(List.of(classes, jar.toString()));
      Map<String, String> variables = Map.of("HOME", home.toString(), "USER", "user" + i);
      PackedProgram.Answer answer = PackedProgram.java(home, variables, words);
      assertThat(answer.code()).as("%s", answer).isZero();
      states.add(answer.out().lines().toList());
    }
    return states;
  }
}
