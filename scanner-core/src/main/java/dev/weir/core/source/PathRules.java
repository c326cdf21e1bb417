package dev.weir.core.source;

/** Knows how rules treat paths, apart from the text of a file. Safe for several threads. */
public interface PathRules {
  /** No rule has to do with paths. */
  PathRules NONE =
      new PathRules() {
        @Override
        public boolean names(String path) {
          return false;
        }

        @Override
        public boolean readsMore(String from, String to) {
          return false;
        }
      };

  /** Returns true if a rule reports files with this path whatever they contain. */
  boolean names(String path);

  /**
   * Returns true if more would be found in a text at the path {@code to} than at {@code from}, for
   * example because an allowlist leaves out the second.
   */
  boolean readsMore(String from, String to);
}
