package dev.weir.sops;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, split into its values and the metadata of sops.
 *
 * @param format the format of the content
 * @param values the values that may be encrypted
 */
record SopsDocument(SopsFormat format, List<Leaf> values, SopsMetadata metadata) {
  private static final String KEY = "sops";

  /**
   * Reads a file. If sops encrypted it, its content tells the format, even if its name hides it, as
   * that of {@code production.env.enc} does.
   *
   * @param named the format that the name tells
   * @throws UnreadableFileException if the text does not have the format
   */
  static SopsDocument of(SopsFormat named, String text) throws UnreadableFileException {
    SopsDocument document = null;
    UnreadableFileException failure = null;
    try {
      document = read(named, text);
      if (!document.metadata.isMissing()) {
        return document;
      }
    } catch (UnreadableFileException e) {
      failure = e;
    }
    if (text.contains(KEY)) {
      for (SopsFormat other : SopsFormat.values()) {
        SopsDocument encrypted = other == named ? null : encrypted(other, text);
        if (encrypted != null) {
          return encrypted;
        }
      }
    }
    if (document == null) {
      throw failure == null ? new UnreadableFileException("it cannot be read") : failure;
    }
    return document;
  }

  /** Returns the document if sops wrote it in this format, or null. */
  private static @Nullable SopsDocument encrypted(SopsFormat format, String text) {
    try {
      SopsDocument document = read(format, text);
      return document.metadata.isMissing() ? null : document;
    } catch (UnreadableFileException e) {
      return null;
    }
  }

  private static SopsDocument read(SopsFormat format, String text) throws UnreadableFileException {
    return switch (format) {
      case YAML, JSON -> of(format, YamlLeaves.of(text));
      case ENV -> of(format, EnvLeaves.of(text));
      case INI -> of(format, IniLeaves.of(text));
      case BINARY -> binary(text);
    };
  }

  // A file that sops did not write is a single value in plain text.
  private static SopsDocument binary(String text) {
    if (text.stripLeading().startsWith("{")) {
      SopsDocument document = encrypted(SopsFormat.JSON, text);
      if (document != null && isSingleValue(document)) {
        return new SopsDocument(SopsFormat.BINARY, document.values, document.metadata);
      }
    }
    List<Leaf> all = text.isEmpty() ? List.of() : List.of(new Leaf(List.of(), text, 1));
    return new SopsDocument(SopsFormat.BINARY, all, new SopsMetadata(List.of()));
  }

  private static boolean isSingleValue(SopsDocument document) {
    return document.values.size() == 1 && document.values.get(0).path().equals(List.of("data"));
  }

  private static SopsDocument of(SopsFormat format, List<Leaf> leaves) {
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
    return new SopsDocument(format, values, new SopsMetadata(metadata));
  }
}
