package dev.weir.sops;

import java.util.ArrayList;
import java.util.List;

/**
 * A file, split into its values and the metadata of sops.
 *
 * @param values the values that may be encrypted
 */
record SopsDocument(List<Leaf> values, SopsMetadata metadata) {
  private static final String KEY = "sops";

  /** Thrown if a file does not have its format. The message contains nothing from the file. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableException if the text does not have the format
   */
  static SopsDocument of(SopsFormat format, String text) throws UnreadableException {
    return switch (format) {
      case YAML, JSON -> of(YamlLeaves.of(text));
      case ENV -> of(EnvLeaves.of(text));
      case INI -> of(IniLeaves.of(text));
      case BINARY -> binary(text);
    };
  }

  // A file that sops did not write is a single value in plain text.
  private static SopsDocument binary(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        SopsDocument document = of(YamlLeaves.of(text));
        if (!document.metadata.isMissing()) {
          return document;
        }
      } catch (UnreadableException e) {
        // The text is not JSON, so it is not encrypted.
      }
    }
    List<Leaf> all = text.isEmpty() ? List.of() : List.of(new Leaf(List.of(), text, 1));
    return new SopsDocument(all, new SopsMetadata(List.of()));
  }

  private static SopsDocument of(List<Leaf> leaves) {
    List<Leaf> values = new ArrayList<>();
    List<Leaf> metadata = new ArrayList<>();
    for (Leaf leaf : leaves) {
      List<String> path = leaf.path();
      if (path.size() > 1 && path.get(0).equals(KEY)) {
        metadata.add(new Leaf(path.subList(1, path.size()), leaf.value(), leaf.line()));
      } else {
        values.add(leaf);
      }
    }
    return new SopsDocument(values, new SopsMetadata(metadata));
  }
}
