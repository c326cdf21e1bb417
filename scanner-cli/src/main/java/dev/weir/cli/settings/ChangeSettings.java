package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.PathRules;
import dev.weir.git.source.ChangeReading;

/**
 * The switches of a {@link ChangeReading}, for what {@code git log -p} does not show of changed
 * files.
 */
public record ChangeSettings(
    boolean typeChanges, boolean renames, boolean context, boolean binaries) {
  static ChangeSettings from(CommandLine line) {
    return new ChangeSettings(
        line.isOn(Flag.TYPE_CHANGES),
        line.isOn(Flag.RENAMES),
        line.isOn(Flag.CONTEXT),
        line.isOn(Flag.BINARY));
  }

  public ChangeReading reading(FileReading files, PathRules paths) {
    return new ChangeReading(files, typeChanges, renames, context, binaries, paths);
  }
}
