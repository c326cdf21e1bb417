package dev.weir.cli.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Converts the paths of findings to those that platforms know: relative to the top of the work
 * tree, or to the folder in which weir runs.
 *
 * @param folder the absolute folder that paths are relative to; null if platforms know them as they
 *     are, which is so in a scan of a repository
 * @param top the absolute folder that converted paths are relative to
 */
public record ReportPaths(@Nullable Path folder, Path top) {
  /** Leaves paths as they are. */
  public static final ReportPaths AS_THEY_ARE = new ReportPaths(null, Path.of("/"));

  /** Returns the converted path; the path itself if it is outside of the top folder. */
  String of(String path) {
    if (folder == null || path.isEmpty()) {
      return path;
    }
    try {
      Path file = folder.resolve(path).normalize();
      return file.startsWith(top) && !file.equals(top) ? top.relativize(file).toString() : path;
    } catch (InvalidPathException e) {
      return path;
    }
  }
}
