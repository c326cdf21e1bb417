package dev.weir.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar works without the launcher and its variables, as the executable has to. */
class JarAloneTest {
  private static final String AS_EXECUTABLE = "-Dorg.graalvm.nativeimage.imagecode=runtime";

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.createDirectories(folder.resolve("code"));
    // The checksum of the token is right.
    Files.writeString(
        folder.resolve("code/a.py"),
        "token = \"ghp_" + "q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A" + "2Fn6yg" + "\"\n");
  }

  private PackedProgram.Answer weir(List<String> options, String... words) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-jar", PackedProgram.JAR.toString()));
    all.addAll(List.of(words));
    return PackedProgram.java(folder, Map.of("HOME", folder.toString()), all);
  }

  @Test
  void providersAreAsked() throws Exception {
    try (Provider provider = new Provider()) {
      provider.answers(401, "{}");
      Files.writeString(
          folder.resolve("endpoints.toml"), provider.endpoints(List.of("api.github.com")));
      PackedProgram.Answer answer =
          weir(
              List.of(AS_EXECUTABLE),
              "dir",
              "code",
              "--verify",
              "--verify-config=endpoints.toml",
              "-f",
              "json",
              "-r",
              "-");
      assertThat(answer.code()).as("%s", answer).isEqualTo(1);
      assertThat(answer.out()).contains("verification:unverified");
      assertThat(provider.requests()).hasSize(1);
    }
  }

  @Test
  void anExecutableNamesTheModuleThatItCannotLoad() throws Exception {
    PackedProgram.Answer answer =
        weir(List.of(AS_EXECUTABLE), "dir", "code", "--known-from=vault:secret/app");
    assertThat(answer.code()).as("%s", answer).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "vault:secret/app: this executable cannot load modules for secret stores; run the same");
  }
}
