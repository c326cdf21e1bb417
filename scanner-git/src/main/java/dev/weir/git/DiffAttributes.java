package dev.weir.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the {@code diff} attribute of paths in {@code .gitattributes} of the work tree and in
 * {@code info/attributes}. Drivers that they name are never run. Thread-safe.
 */
public final class DiffAttributes {
  /** The ways to treat a path. */
  public enum Kind {
    /** The content decides whether the file is text. */
    AUTO,
    /** The file is always text. */
    TEXT,
    /** The file is binary, so git shows no diff. */
    BINARY
  }

  private static final int MOST_REMEMBERED = 20_000;

  private final @Nullable Path workTree;
  private final @Nullable AttributesNode info;
  private final GitRepository repository;
  private final Map<String, Optional<AttributesNode>> byFolder = new ConcurrentHashMap<>();
  private final Map<String, Kind> byPath = new ConcurrentHashMap<>();

  public DiffAttributes(GitRepository repository) {
    this.repository = repository;
    this.workTree = repository.workTree();
    this.info = read(repository.commonFolder().resolve("info/attributes"));
  }

  private static @Nullable AttributesNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      AttributesNode node = new AttributesNode();
      node.parse(in);
      return node;
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns how git treats the path. */
  public Kind kind(String path) {
    Kind known = byPath.get(path);
    if (known == null) {
      known = judge(path);
      if (byPath.size() < MOST_REMEMBERED) {
        byPath.put(path, known);
      }
    }
    return known;
  }

  /** Returns a text that changes if any attribute changes that could apply to the paths. */
  public String sayOf(Set<String> paths) {
    Set<String> folders = new TreeSet<>();
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        folders.add(path.substring(0, slash + 1));
      }
    }
    StringBuilder text = new StringBuilder(info == null ? "" : info.getRules().toString());
    folders.add("");
    for (String folder : folders) {
      Optional<AttributesNode> node = folder(folder);
      if (node.isPresent()) {
        text.append('\n').append(folder).append(' ').append(node.get().getRules());
      }
    }
    Config config = repository.config();
    for (String driver : config.getSubsections("diff")) {
      String binary = config.getString("diff", driver, "binary");
      text.append('\n').append(driver).append('=').append(binary);
    }
    return text.toString();
  }

  private Kind judge(String path) {
    Kind kind = Kind.AUTO;
    if (workTree != null) {
      int from = 0;
      while (from >= 0) {
        Optional<AttributesNode> node = folder(path.substring(0, from));
        if (node.isPresent()) {
          kind = judge(node.get(), path.substring(from), kind);
        }
        int slash = path.indexOf('/', from);
        from = slash < 0 ? -1 : slash + 1;
      }
    }
    return info == null ? kind : judge(info, path, kind);
  }

  private Optional<AttributesNode> folder(String folder) {
    Optional<AttributesNode> known = byFolder.get(folder);
    if (known == null) {
      known =
          workTree == null
              ? Optional.empty()
              : Optional.ofNullable(read(workTree.resolve(folder).resolve(".gitattributes")));
      byFolder.put(folder, known);
    }
    return known;
  }

  private Kind judge(AttributesNode node, String path, Kind before) {
    Kind kind = before;
    List<AttributesRule> rules = new ArrayList<>(node.getRules());
    for (AttributesRule rule : rules) {
      if (rule.isMatch(path, false)) {
        for (Attribute attribute : rule.getAttributes()) {
          kind = judge(attribute, kind);
        }
      }
    }
    return kind;
  }

  private Kind judge(Attribute attribute, Kind before) {
    if (attribute.getKey().equals("binary")) {
      return attribute.getState() == Attribute.State.SET ? Kind.BINARY : before;
    }
    if (!attribute.getKey().equals("diff")) {
      return before;
    }
    return switch (attribute.getState()) {
      case SET -> Kind.TEXT;
      case UNSET -> Kind.BINARY;
      case UNSPECIFIED -> Kind.AUTO;
      case CUSTOM -> driver(String.valueOf(attribute.getValue()));
    };
  }

  private Kind driver(String name) {
    Config config = repository.config();
    if (config.getString("diff", name, "binary") == null) {
      return Kind.AUTO;
    }
    return config.getBoolean("diff", name, "binary", false) ? Kind.BINARY : Kind.TEXT;
  }
}
