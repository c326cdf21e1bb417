package dev.weir.core.source;

import java.util.List;
import java.util.Locale;

/** Tells by their names which files gitleaks takes for archives. */
public final class ArchiveNames {
  // gitleaks: anywhere in the name, so .browserslistrc is an archive (.br)
  private static final List<String> PARTS =
      List.of(
          ".7z", ".br", ".bz2", ".gz", ".lz4", ".rar", ".sz", ".s2", ".tar", ".xz", ".zip", ".zst",
          ".zz");

  private ArchiveNames() {}

  /** Returns true if the file's name says archive, whatever is in it. */
  public static boolean isArchive(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.endsWith(".lz") || name.endsWith(".mz")) {
      return true;
    }
    for (String part : PARTS) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
