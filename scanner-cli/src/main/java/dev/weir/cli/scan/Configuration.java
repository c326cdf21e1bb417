package dev.weir.cli.scan;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.ExitCode;
import dev.weir.cli.process.Persona;
import dev.weir.core.config.ConfigException;
import dev.weir.core.config.ConfigFile;
import dev.weir.core.config.ConfigLoader;
import dev.weir.core.config.ConfigOrigin;
import dev.weir.core.config.ConfigReader;
import dev.weir.core.config.PathReader;
import dev.weir.core.config.Problem;
import dev.weir.core.config.Spelling;
import dev.weir.core.file.FailureWords;
import dev.weir.core.rule.RuleSet;
import dev.weir.rules.DefaultRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds and loads the rules for a scan. */
public final class Configuration {
  static final String TARGET_FILE = ".gitleaks.toml";

  private final Environment environment;
  private final Console console;

  public Configuration(Environment environment, Console console) {
    this.environment = environment;
    this.console = console;
  }

  /** The rules could not be loaded; the reason has been printed. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean targetMissing;

    UnusableException(boolean targetMissing) {
      super(targetMissing ? "there is no such file or folder" : "the configuration cannot be used");
      this.targetMissing = targetMissing;
    }

    /** Returns true if the target itself is missing. */
    boolean isTargetMissing() {
      return targetMissing;
    }

    /** Returns the exit code of a command that needs rules. */
    public int exitCode() {
      return targetMissing ? ExitCode.INCOMPLETE : ExitCode.FAILURE;
    }
  }

  /**
   * Loads the rules that a command line selects.
   *
   * @param source the folder that may hold a configuration, or that is in a work tree whose top may
   */
  public RuleSet load(CommandLine line, String source) throws UnusableException {
    ScanTarget target = new ScanTarget(ScanTarget.Kind.HISTORY, source, List.of());
    String folder = target.configFolder(line.persona(), environment);
    return load(line.get(Flag.CONFIG), line.persona(), folder, null);
  }

  /**
   * Loads rules.
   *
   * @param config the file that {@code --config} names, or empty
   * @param base the revision to read the configuration from instead of the target, or null
   */
  RuleSet load(String config, Persona persona, String source, @Nullable BaseFiles base)
      throws UnusableException {
    ConfigOrigin origin;
    try {
      origin =
          ConfigOrigin.of(config, environment.variables(), source, environment.workingDirectory());
    } catch (IOException e) {
      console.fatal("stat " + source + ": " + FailureWords.of(e) + "; nothing was scanned");
      throw new UnusableException(true);
    }
    boolean ofTarget =
        origin.kind() == ConfigOrigin.Kind.TARGET || origin.kind() == ConfigOrigin.Kind.DEFAULT;
    BaseFiles files = ofTarget ? base : null;
    Spelling spelling = persona.refusesMisspeltKeys() ? Spelling.STRICT : Spelling.LENIENT;
    List<Problem> notices = new ArrayList<>();
    String name = origin.value();
    boolean isGitleaks = persona == Persona.GITLEAKS;
    try {
      byte[] committed = files == null ? null : files.find(TARGET_FILE);
      if (files != null) {
        name = committed == null ? "" : files.revision() + ":" + TARGET_FILE;
      }
      printOrigin(persona, origin, name, files);
      if (name.isEmpty()) {
        return DefaultRules.ruleSet();
      }
      String shown = shown(origin, name);
      String text =
          committed == null
              ? origin.text(environment.workingDirectory(), shown, isGitleaks)
              : ConfigReader.text(committed, shown);
      ConfigFile file = ConfigReader.read(text, shown, notices, spelling);
      PathReader paths = files == null ? paths(origin, isGitleaks) : files::read;
      RuleSet rules =
          new ConfigLoader(paths, DefaultRules::configFile, notices, spelling).load(file);
      for (Problem notice : notices) {
        console.warn(shown(notice, origin, isGitleaks));
      }
      return rules;
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        console.line(
            Console.Level.FATAL,
            "Failed to load config",
            Console.fields("error", shown(problem, origin, isGitleaks)));
      }
      throw new UnusableException(false);
    } catch (IOException e) {
      console.fatal(
          "unable to load gitleaks config, err: open " + name + ": " + FailureWords.of(e));
      throw new UnusableException(false);
    }
  }

  /** A configuration that was found in the target may extend only files of its repository. */
  private PathReader paths(ConfigOrigin origin, boolean isGitleaks) {
    Path here = environment.workingDirectory();
    return origin.kind() == ConfigOrigin.Kind.TARGET && !isGitleaks
        ? PathReader.inside(here.resolve("."), origin.folder(here))
        : PathReader.in(here);
  }

  /** Quotes only files that the user chose, and as gitleaks those that are in the repository. */
  private String shown(Problem problem, ConfigOrigin origin, boolean isGitleaks) {
    boolean isFound =
        origin.kind() == ConfigOrigin.Kind.TARGET || origin.kind() == ConfigOrigin.Kind.DEFAULT;
    boolean isOwn =
        isGitleaks
            && problem.file().equals(origin.value())
            && !origin.isOutside(environment.workingDirectory());
    return (isFound && !isOwn ? problem.withoutQuotes() : problem).toString();
  }

  /** Prints which configuration is used and where it comes from. */
  private void printOrigin(
      Persona persona, ConfigOrigin origin, String name, @Nullable BaseFiles base) {
    if (!persona.reportsCoverage()) {
      console.debug(
          name.isEmpty()
              ? "using the built-in rules"
              : "using the configuration " + shown(origin, name));
      return;
    }
    String where = base == null ? "of the target" : "of " + base.revision() + " (--config-from)";
    String why =
        switch (origin.kind()) {
          case FLAG -> name + " (--config)";
          case ENVIRONMENT_PATH -> name + " (GITLEAKS_CONFIG)";
          case ENVIRONMENT_TEXT -> "the text in GITLEAKS_CONFIG_TOML";
          case TARGET, DEFAULT ->
              name.isEmpty()
                  ? "the built-in rules (no " + TARGET_FILE + " " + where + ")"
                  : TARGET_FILE + " " + where;
        };
    console.info("configuration: " + why);
  }

  private static String shown(ConfigOrigin origin, String name) {
    return origin.kind() == ConfigOrigin.Kind.ENVIRONMENT_TEXT ? "GITLEAKS_CONFIG_TOML" : name;
  }
}
