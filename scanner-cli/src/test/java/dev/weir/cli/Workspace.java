package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.Persona;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder in which tests run shell scripts and weir. */
public final class Workspace {
  /** The formats of reports that need no other flag. */
  public static final List<String> REPORT_FORMATS =
      List.of(
          "json",
          "csv",
          "junit",
          "sarif",
          "sarif-rich",
          "junit-strict",
          "gitlab",
          "github",
          "azure",
          "markdown",
          "html",
          "jsonl");

  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private String input = "";
  private ProgramRun last = new ProgramRun(0, "", "");

  public Workspace(Path folder) {
    this.folder = folder;
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  public void set(String variable, String value) {
    variables.put(variable, value);
  }

  /** Sets the standard input of weir. */
  public void input(String text) {
    input = text;
  }

  public void sh(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script).directory(folder.toFile());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      builder.environment().put("GIT_" + who + "_NAME", "Jane Doe");
      builder.environment().put("GIT_" + who + "_EMAIL", "jane@example.com");
    }
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  public int weir(String... args) {
    last = ProgramRun.of(Persona.WEIR, List.of(args), variables, folder, input.getBytes(UTF_8));
    return last.exitCode();
  }

  public String out() {
    return last.out();
  }

  public String err() {
    return last.err();
  }
}
