package dev.weir.fleet.work;

import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.process.Version;
import dev.weir.cli.settings.ScanSettings;
import dev.weir.fleet.host.HostTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the stages need on any machine. They travel to the machines of a cluster, and
 * contain keys and tokens, so their text shows nothing.
 *
 * @param words the command and its flags, which each machine parses again
 * @param workingDirectory the folder that relative paths start from
 * @param variables the environment's variables that a scan may read
 * @param started when the run began, in milliseconds since 1970
 * @param program names the version of weir and of Java that the run began with
 * @param digestKey the key of the digests of secrets, in hexadecimal digits
 * @param secretsKey the key for {@code --keep-secrets}, in hexadecimal digits, or null
 * @param tokens the tokens to fetch with
 * @param mirrors the folder of the mirrors
 * @param work the folder that all machines of a run share
 */
public record WorkSettings(
    List<String> words,
    String workingDirectory,
    Map<String, String> variables,
    long started,
    String program,
    String digestKey,
    @Nullable String secretsKey,
    HostTokens tokens,
    String mirrors,
    String work)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the variables that reading needs begin with, in capitals. */
  private static final List<String> VARIABLES =
      List.of(
          "GITLEAKS_CONFIG",
          "HOME",
          "XDG_",
          "PATH",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "ALL_PROXY",
          "NO_PROXY",
          "GIT_SSL_",
          "SSL_CERT_",
          "SSH_AUTH_SOCK");

  /** What the variables of secret stores begin with. */
  private static final List<String> STORES = List.of("VAULT_", "AWS_");

  public WorkSettings {
    words = new ArrayList<>(words);
    variables = new TreeMap<>(variables);
  }

  /**
   * Returns the settings of a run.
   *
   * @param tokens the tokens to fetch with
   * @param mirrors the folder of the mirrors
   * @param work the folder that all machines of the run share
   * @throws IOException if a key cannot be read; the message is for the user
   * @throws dev.weir.cli.flag.UsageException if the flags contradict each other
   */
  public static WorkSettings of(
      CommandLine line, Environment environment, HostTokens tokens, Path mirrors, Path work)
      throws IOException {
    ScanSettings.from(line);
    Keys keys = Keys.of(line, environment);
    List<String> words = new ArrayList<>();
    words.add(line.command().word());
    line.settings().forEach(setting -> words.add("--" + setting.name() + "=" + setting.value()));
    return new WorkSettings(
        words,
        environment.workingDirectory().toAbsolutePath().toString(),
        variables(line, environment),
        environment.clock().millis(),
        Version.of(Persona.WEIR) + " " + ProgramSize.bytes() + " " + Runtime.version(),
        keys.digests(),
        keys.secrets(),
        tokens,
        mirrors.toString(),
        work.toString());
  }

  private static Map<String, String> variables(CommandLine line, Environment environment) {
    List<String> wanted = new ArrayList<>(VARIABLES);
    if (line.isGiven(Flag.KNOWN_FROM)) {
      wanted.addAll(STORES);
    }
    Map<String, String> variables = new TreeMap<>();
    environment
        .variables()
        .forEach(
            (name, value) -> {
              String capitals = name.toUpperCase(Locale.ROOT);
              if (wanted.stream().anyMatch(capitals::startsWith)) {
                variables.put(name, value);
              }
            });
    return variables;
  }

  /** Returns the command line of the run. */
  public CommandLine line() {
    return PflagParser.parse(words, Command.FLEET, Persona.WEIR);
  }

  /** Returns true if the settings are those of the same run; they may have been sent. */
  boolean isSameRun(WorkSettings other) {
    return started == other.started && words.equals(other.words) && work.equals(other.work);
  }

  /** Returns the environment of the run; what is printed to it is lost. */
  public Environment environment() {
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Environment(
        variables,
        Path.of(workingDirectory),
        new ByteArrayInputStream(new byte[0]),
        nothing,
        nothing,
        false,
        Clock.fixed(Instant.ofEpochMilli(started), ZoneOffset.UTC));
  }

  /** Shows nothing: there are keys and tokens in it. */
  @Override
  public String toString() {
    return "WorkSettings";
  }
}
