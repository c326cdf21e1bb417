package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder {@code weir} in a git folder, which holds the ledgers. It is never a link. */
final class LedgerFolder {
  private static final String FOLDER = "weir";
  private static final String NAME = "ledger-";
  private static final int MOST_FILES = 4;

  private final Path git;
  private final Path folder;

  private LedgerFolder(Path git) {
    this.git = git;
    this.folder = git.resolve(FOLDER);
  }

  /** Returns the folder, or null if something else has its name. */
  static @Nullable LedgerFolder of(Path gitFolder) {
    try {
      LedgerFolder folder = new LedgerFolder(gitFolder.toRealPath());
      return folder.isUsable() || !Files.exists(folder.folder, LinkOption.NOFOLLOW_LINKS)
          ? folder
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean isUsable() {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns the bytes that name the repository in a seal. */
  byte[] repository() {
    return git.toString().getBytes(UTF_8);
  }

  /** Returns the file of a ledger. */
  Path file(String name) {
    return folder.resolve(NAME + name);
  }

  /**
   * Writes a ledger as a whole, and deletes the oldest if there are too many.
   *
   * @throws IOException if the ledger cannot be written
   */
  void write(Path file, byte[] bytes) throws IOException {
    if (!isUsable()) {
      Files.createDirectory(folder);
    }
    Path made = Files.createTempFile(folder, NAME, ".new");
    try {
      Files.write(made, bytes);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
    dropOldest();
  }

  private void dropOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(path -> String.valueOf(path.getFileName()).startsWith(NAME))
              .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified()).reversed())
              .toList();
    }
    for (Path old : files.subList(Math.min(files.size(), MOST_FILES), files.size())) {
      Files.deleteIfExists(old);
    }
  }
}
