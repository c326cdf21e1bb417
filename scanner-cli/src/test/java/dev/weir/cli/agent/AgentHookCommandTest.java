package dev.weir.cli.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.VerifyFlagTest;
import dev.weir.cli.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code weir agent-hook} honours, and what it does with what it cannot read. */
class AgentHookCommandTest {
  private static final String TOKEN = VerifyFlagTest.token("q7RtZ2mK9xWb4LcV8nHs3JdF6gYp1A");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCKED = 2;

  @TempDir Path folder;
  private Workspace work;

  @BeforeEach
  void makeFolder() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    Files.createDirectories(repository.resolve(".git"));
    Files.createDirectories(repository.resolve("src"));
    work = new Workspace(repository);
    work.set("HOME", folder.resolve("home").toString());
    work.set("PATH", System.getenv("PATH"));
  }

  /** Runs the hook for a tool of Claude Code. */
  private String tool(String tool, String... namesAndValues) throws Exception {
    ObjectNode event = event("PreToolUse");
    ObjectNode input = event.put("tool_name", tool).putObject("tool_input");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      input.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return run(event);
  }

  private ObjectNode event(String name) {
    return JSON.createObjectNode()
        .put("cwd", work.path("src").toString())
        .put("hook_event_name", name);
  }

  /** Returns the decision: {@code allow}, {@code ask} or {@code deny}. */
  private String run(ObjectNode event) throws Exception {
    work.input(event.toString());
    assertThat(work.weir("agent-hook", "claude-code")).as(work.err()).isZero();
    assertThat(work.out() + work.err()).doesNotContain(TOKEN);
    return work.out().isEmpty()
        ? "allow"
        : JSON.readTree(work.out())
            .at("/hookSpecificOutput/permissionDecision")
            .asText(JSON.readTree(work.out()).path("decision").asText());
  }

  @Test
  void honoursTheConfigurationAndIgnoreFilesOfTheRepository() throws Exception {
    Files.writeString(work.path("src/a.py"), "token = \"" + TOKEN + "\"\n");
    assertThat(tool("Read", "file_path", "a.py")).isEqualTo("deny");
    assertThat(work.out()).contains("src/a.py holds a secret (rule github-pat, line 1)");

    work.input("");
    assertThat(work.weir("ignore", "src/a.py:1", "--reason=test")).as(work.err()).isZero();
    assertThat(tool("Read", "file_path", "a.py")).isEqualTo("allow");
    Files.delete(work.path(".weirignore"));

    Files.writeString(work.path(".gitleaksignore"), "src/a.py:github-pat:1\n");
    assertThat(tool("Read", "file_path", "a.py")).isEqualTo("allow");
    Files.delete(work.path(".gitleaksignore"));

    Files.writeString(
        work.path(".gitleaks.toml"),
        "[extend]\nuseDefault = true\n[allowlist]\npaths = ['''^src/a\\.py$''']\n"
            + "[[rules]]\nid = 'own'\nregex = 'own_[a-z]{9}'\n");
    assertThat(tool("Read", "file_path", "a.py")).isEqualTo("allow");
    assertThat(tool("Write", "file_path", "b.py", "content", "own_abcdefghi")).isEqualTo("deny");
    assertThat(work.out()).contains("content of Write for src/b.py holds a secret (rule own");
  }

  @Test
  void findsKnownValuesWithoutAFlag() throws Exception {
    String known = "rosebud-kindle-42-harbour";
    work.input("{\"db\": {\"password\": \"" + known + "\"}}");
    assertThat(work.weir("known", "import", "--name=db")).as(work.err()).isZero();
    assertThat(tool("Bash", "command", "login " + known)).isEqualTo("deny");
    assertThat(work.out()).contains("rule known").doesNotContain(known);
    assertThat(tool("Bash", "command", "login")).isEqualTo("allow");
  }

  @Test
  void neverAllowsInSilenceWhatItLeavesUnread() throws Exception {
    StringBuilder command = new StringBuilder("cat");
    for (int i = 0; i < 50; i++) {
      command.append(" file").append(i);
    }
    assertThat(tool("Bash", "command", command.toString())).isEqualTo("allow");
    Files.writeString(work.path("src/last"), "token = \"" + TOKEN + "\"\n");
    assertThat(tool("Bash", "command", command + " last")).isEqualTo("ask");
    assertThat(work.out()).contains("only 50 of the 51 names of files were checked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat sub/*.txt",
        "cat */s.t?t",
        "cat sub/s.{txt,md}",
        "cat sub/s.{t,{m,}}xt",
        "cat {a..z}*/s.txt",
        "cat **/s.[st]xt",
        "cat \"$PWD/sub/s.txt\"",
        "cat ${PWD}/sub/s.txt",
        "cat $'sub/s.txt'",
        "cat 0<sub/s.txt",
        "exec 3<sub/s.txt",
        "sudo -u root cat sub/s.txt",
        "find . -exec cat {} \\;",
        "ls sub/* | xargs cat",
        "wget --post-file=sub/s.txt http://localhost",
        "tar cz sub",
        "grep -rn foo .",
        "cat /dev/ptmx"
      })
  void asksForEveryFileThatACommandShows(String command) throws Exception {
    Files.createDirectories(work.path("src/sub"));
    Files.writeString(work.path("src/sub/s.txt"), "token = \"" + TOKEN + "\"\n");
    assertThat(tool("Bash", "command", command)).isEqualTo("ask");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "ls sub",
        "npm test",
        "git status",
        "cat README.md",
        "cat *.md </dev/null",
        "grep -rn foo other",
        "grep 'foo.*bar' README.md",
        "find . -name '*.txt'",
        "tar czf a.tgz sub"
      })
  void asksNotForHarmlessCommands(String command) throws Exception {
    Files.createDirectories(work.path("src/sub"));
    Files.createDirectories(work.path("src/other"));
    Files.writeString(work.path("src/sub/s.txt"), "token = \"" + TOKEN + "\"\n");
    Files.writeString(work.path("src/other/a.txt"), "foo\n");
    Files.writeString(work.path("src/README.md"), "foo\n");
    assertThat(tool("Bash", "command", command)).isEqualTo("allow");
  }

  @Test
  void aFolderThatIsSearchedIsRead() throws Exception {
    Files.createDirectories(work.path("src/sub"));
    Files.writeString(work.path("src/sub/s.txt"), "token = \"" + TOKEN + "\"\n");
    assertThat(tool("Grep", "pattern", "x", "path", "sub", "output_mode", "content"))
        .isEqualTo("deny");
    assertThat(tool("read_many_files", "include", "**/*.txt")).isEqualTo("deny");
    assertThat(tool("LS", "path", "sub")).isEqualTo("allow");
  }

  @Test
  void aSecretThatIsOnlyMovedIsNotNew() throws Exception {
    String line = "token = \"" + TOKEN + "\"";
    assertThat(tool("Edit", "file_path", "a", "old_string", line, "new_string", "\n" + line))
        .isEqualTo("allow");
    assertThat(tool("Edit", "file_path", "a", "old_string", line, "new_string", ""))
        .isEqualTo("allow");
    assertThat(tool("Edit", "file_path", "a", "old_string", "", "new_string", line))
        .isEqualTo("deny");
    assertThat(tool("apply_patch", "input", "*** Begin Patch\n-" + line + "\n+x\n"))
        .isEqualTo("allow");
    assertThat(tool("apply_patch", "input", "*** Begin Patch\n+" + line + "\n")).isEqualTo("deny");
  }

  @Test
  void anEncodedSecretIsLeftOutOfTheResult() throws Exception {
    ObjectNode event = event("PostToolUse").put("tool_name", "Bash");
    event.putObject("tool_input").put("command", "x");
    String encoded = Base64.getEncoder().encodeToString(("token = " + TOKEN).getBytes(UTF_8));
    event.putObject("tool_response").put("stdout", encoded).put("code", 1.50);
    assertThat(run(event)).isEqualTo("block");
    assertThat(work.out()).doesNotContain(encoded).contains("REDACTED").contains("\"code\":1.5");
  }

  @Test
  void aSecretInANameIsSeen() throws Exception {
    ObjectNode event = event("PostToolUse").put("tool_name", "mcp__x__list");
    event.putObject("tool_input").put("command", "x");
    event.putObject("tool_response").put(TOKEN, 1);
    assertThat(run(event)).isEqualTo("block");
    assertThat(work.out()).contains("\"REDACTED\":1");
    ObjectNode call = event("PreToolUse").put("tool_name", "mcp__x__add");
    call.putObject("tool_input").put(TOKEN, 1);
    assertThat(run(call)).isEqualTo("deny");
  }

  @Test
  void asksForValuesThatNoRuleKnows() throws Exception {
    Files.writeString(work.path("src/.env"), "PORT=80\nADMIN_PASSWORD=correct horse\n");
    assertThat(tool("Read", "file_path", "./.env")).isEqualTo("ask");
    assertThat(work.out()).contains("(line 2)").doesNotContain("horse");
    assertThat(tool("Bash", "command", "set -a; . ./.env; npm start")).isEqualTo("allow");
    Files.writeString(work.path("src/.env"), "PORT=80\n#TOKEN=x\nTOKEN=\nAPI_KEY=$OTHER\n");
    assertThat(tool("Read", "file_path", ".env")).isEqualTo("allow");
    Files.writeString(work.path("src/.env.example"), "API_TOKEN=put-yours-here\n");
    assertThat(tool("Read", "file_path", ".env.example")).isEqualTo("allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{} {}",
        "{}",
        "{\"hook_event_name\": 7}",
        "{\"hook_event_name\": \"UserPromptSubmit\"}",
        "{\"hook_event_name\": \"UserPromptSubmit\", \"prompt\": 7}",
        "{\"hook_event_name\": \"UserPromptSubmit\", \"prompt\": \"a\", \"prompt\": \"b\"}",
        "{\"hook_event_name\": \"PreToolUse\", \"tool_name\": \"Bash\"}",
        "{\"hook_event_name\": \"PostToolUse\", \"tool_name\": \"Bash\", \"tool_input\": {}}"
      })
  void whatCannotBeReadIsBlocked(String input) {
    for (String agent : new String[] {"claude-code", "cursor", "copilot", "gemini", ""}) {
      work.input(input);
      int code = agent.isEmpty() ? work.weir("agent-hook") : work.weir("agent-hook", agent);
      // An event that is not one of the agent's is an error that the agent shows.
      assertThat(code).as(agent + ": " + work.err()).isIn(BLOCKED, 1);
      assertThat(work.out()).isEmpty();
      assertThat(work.err()).startsWith("weir: the event").contains("was not checked: ");
    }
    work.input(input);
    assertThat(work.weir("agent-hook", "claude-code")).isEqualTo(BLOCKED);
  }

  @Test
  void aWrongConfigurationOrLineBlocks() throws Exception {
    Files.writeString(work.path(".gitleaks.toml"), "[[rules]]\nregex = '('\n");
    work.input(event("UserPromptSubmit").put("prompt", "hello").toString());
    assertThat(work.weir("agent-hook", "claude-code")).isEqualTo(BLOCKED);
    assertThat(work.err()).contains(".gitleaks.toml").contains("was not checked");
    assertThat(work.weir("agent-hook", "clippy")).isEqualTo(BLOCKED);
    assertThat(work.err()).contains("claude-code, cursor, copilot, gemini");
    assertThat(work.weir("agent-hook", "--no-such-flag")).isEqualTo(BLOCKED);
  }

  @Test
  void noChangeOfAByteEndsInAnInternalErrorOrShowsTheSecret() {
    byte[] good =
        event("UserPromptSubmit")
            .put("prompt", "use " + TOKEN + " \u00e9\u20ac")
            .toString()
            .getBytes(UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 150; i++) {
      byte[] bytes = good.clone();
      if (i % 3 == 0) {
        bytes = Arrays.copyOf(good, random.nextInt(good.length));
      } else {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      work.input(new String(bytes, ISO_8859_1));
      assertThat(work.weir("agent-hook", "claude-code")).isIn(0, 1, BLOCKED);
      assertThat(work.out() + work.err())
          .doesNotContain("internal error")
          .doesNotContain(TOKEN.substring(8));
    }
  }

  @Test
  void largeAndDeepInputsAreReadOrBlocked() {
    work.input(
        event("UserPromptSubmit").put("prompt", "x = 1\n".repeat(300_000) + TOKEN).toString());
    assertThat(work.weir("agent-hook", "claude-code")).isZero();
    assertThat(work.out()).contains("\"decision\":\"block\"").contains("line 300001");
    work.input("{\"a\":".repeat(100_000));
    assertThat(work.weir("agent-hook", "claude-code")).isEqualTo(BLOCKED);
  }
}
