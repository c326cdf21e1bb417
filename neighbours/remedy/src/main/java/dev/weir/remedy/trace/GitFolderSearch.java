package dev.weir.remedy.trace;

import dev.weir.core.text.Utf8;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Searches git's own files, except objects and indexes: reference logs, configuration, files that
 * commits, merges and rebases leave behind, and copies of objects. Names the repositories in it.
 */
final class GitFolderSearch {
  private static final Pattern OBJECT_FILE =
      Pattern.compile(
          "objects/(?:[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?"
              + "|pack/pack-[0-9a-f]+\\.(?:pack|idx|rev|bitmap|keep|mtimes|promisor)"
              + "|pack/multi-pack-index.*|info/.*)");
  private static final Pattern INDEX =
      Pattern.compile("(?:worktrees/[^/]+/)?(?:index|sharedindex\\..*)");

  private final GitRepository repository;
  private final Needles needles;
  private final List<String> notRead;
  private final List<String> besides;

  GitFolderSearch(
      GitRepository repository, Needles needles, List<String> notRead, List<String> besides) {
    this.repository = repository;
    this.needles = needles;
    this.notRead = notRead;
    this.besides = besides;
  }

  /** Receives each secret that was found in a file. */
  @FunctionalInterface
  interface Found {
    Object in(Sighting.Kind kind, String path, int secret, Set<Integer> forms);
  }

  void find(Found found) {
    try {
      // The git folder may be a symbolic link.
      Path common = repository.jgit().getCommonDirectory().toPath().toRealPath();
      Files.walkFileTree(common, new Walk(common, found));
    } catch (IOException e) {
      notRead.add("the git folder: " + GitFailure.reason(e));
    }
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path common;
    private final Found found;

    Walk(Path common, Found found) {
      this.common = common;
      this.found = found;
    }

    private String name(Path file) {
      return common.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean isRepository =
          Files.exists(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"));
      if (isRepository && !folder.equals(common)) {
        besides.add(name(folder) + " is a separate repository: check it too");
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!Files.isDirectory(file)) {
        look(file, name(file), found);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      notRead.add(name(file) + ": " + GitFailure.reason(e));
      return FileVisitResult.CONTINUE;
    }
  }

  private void look(Path file, String name, Found found) {
    if (name.startsWith("objects/") && !name.startsWith("objects/info/")) {
      boolean lost =
          name.endsWith(".pack")
              && !Files.exists(
                  file.resolveSibling(name.replaceFirst(".*/", "").replace(".pack", ".idx")));
      if (lost || !OBJECT_FILE.matcher(name).matches()) {
        notRead.add(
            name
                + ": git does not use this file; it may be left over; to remove it: git gc --prune=now");
      }
      return;
    }
    if (INDEX.matcher(name).matches()) {
      return;
    }
    if (name.startsWith("reftable/") && !name.endsWith("tables.list")) {
      notRead.add(name + ": reference logs in this format are not read");
      return;
    }
    Map<Integer, Set<Integer>> inside = new TreeMap<>();
    byte[] path = Utf8.encode(name);
    BitSet named = new BitSet();
    needles.find(path, 0, path.length, named);
    add(named, inside);
    try {
      read(file, name, inside);
      checkReference(file, name);
    } catch (IOException e) {
      notRead.add(name + ": " + GitFailure.reason(e));
    }
    boolean isLog = name.startsWith("logs/") || name.matches("worktrees/[^/]+/logs/.*");
    Sighting.Kind kind = isLog ? Sighting.Kind.REFLOG : Sighting.Kind.GIT_FILE;
    inside.forEach((secret, forms) -> found.in(kind, name, secret, forms));
  }

  private void checkReference(Path file, String name) throws IOException {
    if (!name.startsWith("refs/") || name.endsWith(".lock")) {
      return;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("ref:") && !text.matches("(?s)[0-9a-f]{40}(?:[0-9a-f]{24})?\\s.*")) {
      notRead.add(name + ": the reference is damaged: it names no object");
    }
  }

  private void read(Path file, String name, Map<Integer, Set<Integer>> inside) throws IOException {
    if (Files.isRegularFile(file)) {
      BitSet found = new BitSet();
      try (InputStream in = Files.newInputStream(file)) {
        StreamSearch.find(in, needles, found);
      }
      add(found, inside);
      try (InputStream in = Files.newInputStream(file)) {
        add(
            PackedContent.find(
                in, Files.size(file), needles, why -> notRead.add(name + ": " + why)),
            inside);
      }
    }
  }

  private void add(BitSet found, Map<Integer, Set<Integer>> inside) {
    found.stream()
        .forEach(
            form ->
                inside.computeIfAbsent(needles.secretOf(form), key -> new TreeSet<>()).add(form));
  }
}
