package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import org.jspecify.annotations.Nullable;

/**
 * Settings of terminal output.
 *
 * @param givenLevel the minimum log level, or null if no flag sets it
 * @param givenBanner whether a banner is printed, or null if no flag sets it
 * @param colored false to print no colors
 * @param verbose true to print each finding
 */
public record ConsoleSettings(
    @Nullable String givenLevel, @Nullable Boolean givenBanner, boolean colored, boolean verbose) {
  static ConsoleSettings from(CommandLine line) {
    return new ConsoleSettings(
        line.isGiven(Flag.LOG_LEVEL) ? line.get(Flag.LOG_LEVEL) : null,
        line.isGiven(Flag.NO_BANNER) ? !line.isOn(Flag.NO_BANNER) : null,
        !line.isOn(Flag.NO_COLOR),
        line.isOn(Flag.VERBOSE));
  }

  /** Returns the name of the minimum log level. */
  public String level() {
    return givenLevel == null ? "info" : givenLevel;
  }

  /** Returns true if a banner is printed. */
  public boolean banner() {
    return givenBanner == null || givenBanner;
  }

  ConsoleSettings withCiDefaults() {
    return new ConsoleSettings(
        givenLevel, givenBanner == null ? Boolean.FALSE : givenBanner, colored, true);
  }

  ConsoleSettings withHookDefaults() {
    return new ConsoleSettings(
        givenLevel == null ? "warn" : givenLevel,
        givenBanner == null ? Boolean.FALSE : givenBanner,
        colored,
        verbose);
  }
}
