package dev.weir.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentInstallCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Workspace work;
  private Path program;

  @BeforeEach
  void makeRepository() throws Exception {
    work = new Workspace(Files.createDirectory(folder.resolve("repository")));
    work.sh("git init -q; mkdir sub");
    Path bin = Files.createDirectory(folder.resolve("a bin"));
    program = Files.writeString(bin.resolve("weir"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    work.set("WEIR_PROGRAM", program.toString());
    work.set("HOME", Files.createDirectory(folder.resolve("home")).toString());
    work.set("PATH", System.getenv("PATH"));
  }

  private String doctor() throws Exception {
    work.weir("doctor", ".", "--json");
    for (var check : JSON.readTree(work.out()).get("checks")) {
      if (check.get("id").asText().equals("agents")) {
        return check.get("status").asText() + ": " + check.get("evidence");
      }
    }
    throw new AssertionError(work.out() + work.err());
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, .claude/settings.json",
    "cursor, .cursor/hooks.json",
    "copilot, .github/hooks/weir.json",
    "gemini, .gemini/settings.json"
  })
  void isInstalledCheckedAndRemoved(String agent, String file) throws Exception {
    assertThat(doctor()).startsWith("not-checked");
    assertThat(work.weir("install", "--agent", agent)).as(work.err()).isZero();
    assertThat(work.out()).contains(file).contains(" calls weir at ");
    assertThat(work.err()).contains("weir is not on the PATH");
    assertThat(Files.readString(work.path(file))).contains("'" + program + "' agent-hook " + agent);
    assertThat(doctor()).startsWith("ok").contains(file + ": calls weir");
    assertThat(work.weir("install", "--agent", agent)).isZero();
    assertThat(work.out()).contains("already");

    Files.delete(program);
    assertThat(doctor()).startsWith("problem").contains("neither at its installed place");
    assertThat(work.weir("uninstall", "--agent", agent)).isZero();
    assertThat(work.path(file)).doesNotExist();
    assertThat(work.weir("uninstall", "--agent", agent)).isZero();
    assertThat(work.out()).contains("no hooks");
  }

  @Test
  void sharedSettingsCallTheProgramOnThePath() throws Exception {
    work.set("PATH", program.getParent() + ":" + System.getenv("PATH"));
    assertThat(work.weir("install", "--agent=gemini")).isZero();
    assertThat(work.err()).isEmpty();
    assertThat(Files.readString(work.path(".gemini/settings.json")))
        .contains("\"weir agent-hook gemini\"");
    assertThat(work.weir("install", "--agent=gemini", "--global")).isZero();
    assertThat(Files.readString(folder.resolve("home/.gemini/settings.json")))
        .contains("'" + program + "' agent-hook gemini");
    assertThat(doctor()).startsWith("ok");
  }

  @Test
  void doctorNamesAgentsThatDoNotCallWeir() throws Exception {
    Files.writeString(work.path("CLAUDE.md"), "text\n");
    assertThat(doctor()).startsWith("warning").contains("does not call weir");
    assertThat(work.weir("install", "--agent=claude-code", "--global")).isZero();
    assertThat(doctor()).startsWith("ok");
    Path settings = folder.resolve("home/.claude/settings.json");
    String text = Files.readString(settings);
    Files.writeString(settings, text.replace("PostToolUse", "Stop"));
    assertThat(doctor()).startsWith("problem").contains("not called at PostToolUse");
    Files.writeString(settings, text.replaceFirst("\\{", "{\"disableAllHooks\": true,"));
    assertThat(doctor()).startsWith("problem").contains("disableAllHooks");
  }

  @Test
  void whatCannotBeChangedIsNamed() throws Exception {
    Files.createDirectory(work.path(".claude"));
    Files.writeString(work.path(".claude/settings.json"), "{\"hooks\": 1}");
    assertThat(work.weir("install", "--agent=claude-code")).isEqualTo(1);
    assertThat(work.err()).contains("its member hooks is no object; nothing was changed");
    assertThat(Files.readString(work.path(".claude/settings.json"))).isEqualTo("{\"hooks\": 1}");
    assertThat(work.weir("install", "--agent=clippy")).isEqualTo(126);
    assertThat(work.err()).contains("claude-code, cursor, copilot, gemini");
    assertThat(work.weir("install", "--agent=cursor", "--hooks=pre-push")).isEqualTo(126);
    work.set("HOME", "");
    assertThat(work.weir("install", "--agent=cursor", "--global")).isEqualTo(126);
  }
}
