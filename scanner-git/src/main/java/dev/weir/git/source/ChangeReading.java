package dev.weir.git.source;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.PathRules;

/**
 * How changed files are read. Everything but the reading of files only adds findings to those of
 * gitleaks.
 *
 * @param files how the content of files is read
 * @param typeChanges true to read a file whose type changed, for example from a link, as a new one
 *     in whole histories; other sources always do
 * @param renames true to read a renamed file completely if rules read more under its new name, and
 *     to ask rules for paths about files of which only the path or the mode changed
 * @param context true to look for secrets in added lines together with the lines around them
 * @param binaries true to read binary contents up to a size, and to ask rules for paths about them
 * @param paths what rules do with paths
 */
public record ChangeReading(
    FileReading files,
    boolean typeChanges,
    boolean renames,
    boolean context,
    boolean binaries,
    PathRules paths) {

  /** Returns the reading of gitleaks: only the lines that {@code git log -p} shows. */
  public static ChangeReading asGitLog(FileReading files) {
    return new ChangeReading(files, false, false, false, false, PathRules.NONE);
  }

  /** Returns the reading of everything. */
  public static ChangeReading full(FileReading files, PathRules paths) {
    return new ChangeReading(files, true, true, true, true, paths);
  }
}
