package dev.weir.fleet.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.fleet.host.HostTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkSettingsTest {
  @TempDir Path folder;

  private WorkSettings settings(String... words) throws IOException {
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Map<String, String> variables =
        Map.of(
            "HOME",
            folder.toString(),
            "GIT_DIR",
            "/elsewhere",
            "VAULT_TOKEN",
            "a token",
            "https_proxy",
            "http://proxy.example");
    Environment environment =
        new Environment(
            variables,
            folder,
            new ByteArrayInputStream(new byte[0]),
            nothing,
            nothing,
            false,
            Clock.systemUTC());
    return WorkSettings.of(
        PflagParser.parse(List.of(words), Command.FLEET, Persona.WEIR),
        environment,
        HostTokens.NONE,
        folder,
        folder);
  }

  @Test
  void settingsAreTheSameOnAnotherMachine() throws Exception {
    WorkSettings settings = settings("fleet", "somewhere", "--full", "--enable-rule=a,b");
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(new MatchStage(settings));
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      assertThat(in.readObject()).isInstanceOf(MatchStage.class);
      WorkSettings other = (WorkSettings) in.readObject();
      assertThat(other.line().isOn(Flag.FULL)).isTrue();
      assertThat(other.line().get(Flag.ENABLE_RULE)).containsExactly("a", "b");
      assertThat(other.digestKey()).isEqualTo(settings.digestKey());
    }
  }

  @Test
  void onlyVariablesThatAreNeededTravel() throws Exception {
    assertThat(settings("fleet", "x").variables()).containsOnlyKeys("HOME", "https_proxy");
    assertThat(settings("fleet", "x", "--known-from=vault:a").variables())
        .containsKeys("VAULT_TOKEN");
  }

  @Test
  void theKeyOfDigestsIsMadeOnceAndOnlyForTheUser() throws Exception {
    String key = settings("fleet", "x").digestKey();
    assertThat(key).hasSize(64).isEqualTo(settings("fleet", "x").digestKey());
    Path file = folder.resolve(".local/state/weir/fleet.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> settings("fleet", "x")).hasMessageContaining("others can read it");
  }

  @Test
  void keysCanBeGiven() throws Exception {
    byte[] key = new byte[32];
    key[0] = 1;
    Files.writeString(folder.resolve("k"), Base64.getEncoder().encodeToString(key) + "\n");
    assertThat(settings("fleet", "x", "--digest-key=k").digestKey()).startsWith("0100");
    assertThat(settings("fleet", "x", "--digest-key=k").secretsKey()).isNull();
    assertThat(settings("fleet", "x", "--keep-secrets", "--secrets-key=k").secretsKey())
        .startsWith("0100");
    assertThatThrownBy(() -> settings("fleet", "x", "--keep-secrets"))
        .hasMessageContaining("--secrets-key");
    Files.writeString(folder.resolve("k"), "short");
    assertThatThrownBy(() -> settings("fleet", "x", "--digest-key=k"))
        .hasMessageContaining("is no key");
  }

  @Test
  void noTextShowsAKey() throws Exception {
    assertThat(settings("fleet", "x")).hasToString("WorkSettings");
  }
}
