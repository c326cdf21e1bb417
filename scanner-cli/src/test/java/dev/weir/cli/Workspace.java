package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder in which shell scripts and weir are run. */
public final class Workspace {
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private String input = "";
  private String out = "";
  private String err = "";

  public Workspace(Path folder) {
    this.folder = folder;
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  public void set(String variable, String value) {
    variables.put(variable, value);
  }

  /** Sets what weir reads on standard input. */
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
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  public int weir(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(args),
            Persona.WEIR,
            new Environment(
                variables,
                folder,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(outBytes, true, UTF_8),
                new PrintStream(errBytes, true, UTF_8),
                false,
                false,
                Clock.systemUTC()));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return code;
  }

  public String out() {
    return out;
  }

  public String err() {
    return err;
  }
}
