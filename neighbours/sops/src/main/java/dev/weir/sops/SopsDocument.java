package dev.weir.sops;

import java.util.ArrayList;
import java.util.List;

/**
 * A file as sops sees it.
 *
 * @param values what is to be encrypted, or left in clear
 */
record SopsDocument(List<Leaf> values, SopsMetadata metadata) {
  private static final String KEY = "sops";

  /** The file is not of its format. The message holds nothing of the file. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableException if it is not of the format
   */
  static SopsDocument of(SopsFormat format, String text) throws UnreadableException {
    return switch (format) {
      case YAML, JSON -> of(YamlLeaves.of(text));
      case ENV -> of(EnvLeaves.of(text));
      case INI -> of(IniLeaves.of(text));
      case BINARY -> binary(text);
    };
  }

  // A file that is not in the form that sops writes is one value in clear.
  private static SopsDocument binary(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        SopsDocument document = of(YamlLeaves.of(text));
        if (!document.metadata.isMissing()) {
          return document;
        }
      } catch (UnreadableException e) {
        // Not JSON, and so not encrypted.
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
