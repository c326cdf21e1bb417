package dev.weir.cli;

import dev.weir.core.config.ConfigException;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigOrigin;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.Problem;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.Utf8;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Finds and loads the rules for a scan. */
final class Configuration {
  private final Environment environment;
  private final Console console;

  Configuration(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /** The rules cannot be had; what is wrong was said. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    UnusableException(int exitCode) {
      super("the configuration cannot be used");
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  RuleSet load(CommandLine line, String source) throws UnusableException {
    ConfigOrigin origin;
    try {
      origin =
          ConfigOrigin.of(
              line.text("config"), environment.variables(), source, environment.workingDirectory());
    } catch (IOException e) {
      console.fatal("stat " + source + ": " + reason(e) + "; nothing was scanned");
      throw new UnusableException(ExitCode.INCOMPLETE);
    }
    if (origin.kind() == ConfigOrigin.Kind.DEFAULT) {
      console.debug("using the built-in rules");
      return DefaultRules.ruleSet();
    }
    List<Problem> notices = new ArrayList<>();
    try {
      ConfigFile file = read(origin, notices);
      RuleSet rules =
          new ConfigLoader(environment.workingDirectory(), DefaultRules::configFile, notices)
              .load(file);
      notices.forEach(notice -> console.warn(notice.toString()));
      return rules;
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        console.line(
            Console.Level.FATAL,
            "Failed to load config",
            Console.fields("error", problem.toString()));
      }
      throw new UnusableException(ExitCode.FAILURE);
    } catch (IOException e) {
      console.fatal(
          "unable to load gitleaks config, err: open " + origin.value() + ": " + reason(e));
      throw new UnusableException(ExitCode.FAILURE);
    }
  }

  private ConfigFile read(ConfigOrigin origin, List<Problem> notices) throws IOException {
    if (origin.kind() == ConfigOrigin.Kind.ENVIRONMENT_TEXT) {
      return ConfigReader.read(origin.value(), "GITLEAKS_CONFIG_TOML", notices);
    }
    console.debug("using the configuration " + origin.value());
    byte[] bytes = Files.readAllBytes(environment.workingDirectory().resolve(origin.value()));
    return ConfigReader.read(Utf8.decode(bytes, 0, bytes.length), origin.value(), notices);
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return String.valueOf(e.getMessage());
  }
}
