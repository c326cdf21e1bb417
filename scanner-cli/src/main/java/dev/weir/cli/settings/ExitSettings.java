package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;

/**
 * Settings of the exit code.
 *
 * @param found the exit code if something is found
 * @param allowIncomplete true to exit as gitleaks does if not everything could be read
 */
public record ExitSettings(int found, boolean allowIncomplete) {
  private static final int MASK = 0xFF;

  static ExitSettings from(CommandLine line) {
    return new ExitSettings(
        (int) (line.get(Flag.EXIT_CODE) & MASK), line.isOn(Flag.ALLOW_INCOMPLETE));
  }
}
