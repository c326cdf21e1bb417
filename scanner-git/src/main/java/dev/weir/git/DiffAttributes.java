package dev.weir.git;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * Evaluates the {@code diff} attribute of paths as git does: in the file that {@code
 * core.attributesFile} of the repository names, in {@code .gitattributes} of the work tree and in
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

  // Git ignores larger files.
  private static final long MOST_BYTES = 100L << 20;
  private static final int MOST_MACROS = 10;
  private static final String MACRO = "[attr]";

  private final @Nullable Path workTree;
  private final @Nullable AttributesFile info;
  private final @Nullable AttributesFile global;
  private final GitRepository repository;
  private final Map<String, Optional<AttributesFile>> byFolder = new ConcurrentHashMap<>();
  private final Map<String, Kind> byPath = new ConcurrentHashMap<>();
  private final Map<String, List<Attribute>> macros = new HashMap<>();
  private final List<Unread> unread = new ArrayList<>(0);

  /** A file of attributes, as it was read. */
  private record AttributesFile(Content content, List<AttributesRule> rules) {}

  public DiffAttributes(GitRepository repository) {
    this.repository = repository;
    this.workTree = repository.workTree();
    this.global = global(repository);
    this.info = read(repository.commonFolder().resolve("info/attributes"));
    // Only these files can define macros.
    addMacros(global);
    addMacros(folder("").orElse(null));
    addMacros(info);
  }

  private @Nullable AttributesFile global(GitRepository repository) {
    String name = repository.attributesFile();
    try {
      Path workTree = repository.workTree();
      Path from = workTree == null ? repository.commonFolder() : workTree;
      return name.isEmpty() ? null : read(from.resolve(name));
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private @Nullable AttributesFile read(Path file, LinkOption... links) {
    if (!Files.isRegularFile(file, links)) {
      return null;
    }
    try {
      byte[] bytes = RegularFile.read(file, MOST_BYTES, links);
      AttributesNode node = new AttributesNode();
      node.parse(new ByteArrayInputStream(bytes));
      return new AttributesFile(Content.ofOwned(bytes), List.copyOf(node.getRules()));
    } catch (IOException e) {
      synchronized (unread) {
        unread.add(new Unread(file.toString(), FailureWords.of(e)));
      }
      return null;
    }
  }

  /** Passes on which files of attributes could not be read since the last call. */
  public void pushUnread(Source.Sink sink) {
    List<Unread> some;
    synchronized (unread) {
      some = List.copyOf(unread);
      unread.clear();
    }
    for (Unread one : some) {
      sink.unread(one);
    }
  }

  private void addMacros(@Nullable AttributesFile file) {
    for (AttributesRule rule : file == null ? List.<AttributesRule>of() : file.rules) {
      if (rule.getPattern().startsWith(MACRO)) {
        macros.put(rule.getPattern().substring(MACRO.length()).strip(), rule.getAttributes());
      }
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

  /** Returns true if no file of attributes can change how a path is treated. */
  public boolean areNone() {
    return workTree == null && info == null && global == null;
  }

  /** Returns the folders whose attributes were asked for, with a slash at their ends. */
  Set<String> folders() {
    return byFolder.keySet();
  }

  /** Adds everything that decides how files in these folders are treated. */
  void addTo(ReadConditions.Digest digest, Iterable<String> folders) {
    digest.add("global", content(global)).add("info", content(info));
    for (String folder : folders) {
      AttributesFile file = folder(folder).orElse(null);
      if (file != null) {
        digest.add(folder, file.content);
      }
    }
    Config config = repository.config();
    for (String driver : new TreeSet<>(config.getSubsections("diff"))) {
      String binary = config.getString("diff", driver, "binary");
      digest.add(driver, Content.of(String.valueOf(binary)));
    }
  }

  private static Content content(@Nullable AttributesFile file) {
    return file == null ? Content.empty() : file.content;
  }

  private Kind judge(String path) {
    Kind kind = global == null ? Kind.AUTO : judge(global, path, Kind.AUTO);
    if (workTree != null) {
      int from = 0;
      while (from >= 0) {
        Optional<AttributesFile> file = folder(path.substring(0, from));
        if (file.isPresent()) {
          kind = judge(file.get(), path.substring(from), kind);
        }
        int slash = path.indexOf('/', from);
        from = slash < 0 ? -1 : slash + 1;
      }
    }
    return info == null ? kind : judge(info, path, kind);
  }

  private Optional<AttributesFile> folder(String folder) {
    Optional<AttributesFile> known = byFolder.get(folder);
    if (known == null) {
      known = workTree == null ? Optional.empty() : Optional.ofNullable(inWorkTree(folder));
      byFolder.put(folder, known);
    }
    return known;
  }

  // Git does not follow such a link either.
  private @Nullable AttributesFile inWorkTree(String folder) {
    try {
      Path place = Objects.requireNonNull(workTree).resolve(folder);
      return read(place.resolve(".gitattributes"), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private Kind judge(AttributesFile file, String path, Kind before) {
    Kind kind = before;
    for (AttributesRule rule : file.rules) {
      if (!rule.getPattern().startsWith(MACRO) && rule.isMatch(path, false)) {
        for (Attribute attribute : rule.getAttributes()) {
          kind = judge(attribute, kind, MOST_MACROS);
        }
      }
    }
    return kind;
  }

  private Kind judge(Attribute attribute, Kind before, int depth) {
    List<Attribute> macro = macros.get(attribute.getKey());
    if (macro != null && depth > 0 && attribute.getState() == Attribute.State.SET) {
      Kind kind = before;
      for (Attribute meant : macro) {
        kind = judge(meant, kind, depth - 1);
      }
      return kind;
    }
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
