package dev.weir.core.archive;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * An entry of a tar archive. Nothing is ever written to its name.
 *
 * @param name the name as the archive has it
 * @param kind what the entry is
 * @param target where a link leads to; empty for other entries
 */
public record TarEntry(String name, Kind kind, String target) {
  /** The kind of an entry. */
  public enum Kind {
    FILE,
    FOLDER,

    /** A symbolic link. */
    LINK,

    /** A second name of a file that the archive has under another name. */
    HARD_LINK,

    /** A device, a pipe, or something else without content. */
    OTHER
  }

  static TarEntry of(TarArchiveEntry entry) {
    String target = entry.getLinkName() == null ? "" : entry.getLinkName();
    if (entry.isSymbolicLink()) {
      return new TarEntry(entry.getName(), Kind.LINK, target);
    }
    if (entry.isLink()) {
      return new TarEntry(entry.getName(), Kind.HARD_LINK, target);
    }
    if (entry.isDirectory()) {
      return new TarEntry(entry.getName(), Kind.FOLDER, "");
    }
    return new TarEntry(entry.getName(), entry.isFile() ? Kind.FILE : Kind.OTHER, "");
  }
}
