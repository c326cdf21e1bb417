package dev.weir.core.source;

/**
 * Decides which paths are left out. Files, folders and files in archives are different questions,
 * so that a pattern for files is never asked about a folder, with everything below it.
 */
public interface SkippedPaths {
  /** Leaves nothing out. */
  SkippedPaths NONE =
      new SkippedPaths() {
        @Override
        public boolean skipsFile(String path) {
          return false;
        }

        @Override
        public boolean skipsFolder(String path) {
          return false;
        }

        @Override
        public boolean skipsEntry(String name) {
          return false;
        }
      };

  /** Returns true if the file is left out. */
  boolean skipsFile(String path);

  /** Returns true if the folder is left out, with everything below it. */
  boolean skipsFolder(String path);

  /** Returns true if the file with this name in an archive is left out. */
  boolean skipsEntry(String name);
}
