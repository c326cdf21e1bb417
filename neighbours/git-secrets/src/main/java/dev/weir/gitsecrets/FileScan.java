package dev.weir.gitsecrets;

import dev.weir.core.file.FailureWords;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Scans files and folders by their names, as grep does; {@code -} is standard input. */
final class FileScan {
  private final Scan scan;
  private final Caller caller;

  FileScan(Scan scan, Caller caller) {
    this.scan = scan;
    this.caller = caller;
  }

  /**
   * @param recursive true to scan folders; otherwise each is skipped with a message
   */
  void read(List<String> names, boolean recursive) {
    for (String name : names) {
      if (name.equals("-")) {
        input();
      } else {
        Path file = path(name);
        if (file != null && Files.isDirectory(file)) {
          if (recursive) {
            folder(file, name.endsWith("/") ? name : name + "/", any -> true);
          } else {
            caller.printError("git secrets: " + name + " is a folder, skipped; use -r to scan it");
          }
        } else if (file != null) {
          file(file, Bytes.of(name));
        }
      }
    }
  }

  @Nullable Path path(String name) {
    try {
      if (!name.isEmpty()) {
        return caller.folder().resolve(name);
      }
    } catch (InvalidPathException e) {
      // The message is below.
    }
    scan.problems().add(name + ": No such file or directory");
    return null;
  }

  private void input() {
    try {
      scan.read("(standard input)", caller.in().readAllBytes());
    } catch (IOException e) {
      scan.problems().add("cannot read standard input: " + FailureWords.of(e));
    }
  }

  void file(Path file, String name) {
    try {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(name);
      }
      scan.read(name, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      scan.problems().add(Bytes.text(name) + ": No such file or directory");
    } catch (IOException | OutOfMemoryError e) {
      scan.problems().add(Bytes.text(name) + ": cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Scans the files in a folder and its subfolders. Links are not followed.
   *
   * @param prefix the text to print before the names
   */
  void folder(Path folder, String prefix, Predicate<Path> isRead) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      scan.problems().add(prefix + ": cannot be listed: " + e.getClass().getSimpleName());
      return;
    }
    entries.sort(null);
    for (Path entry : entries) {
      String name = prefix + entry.getFileName();
      if (!isRead.test(entry)) {
        continue;
      }
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        folder(entry, name + "/", isRead);
      } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        file(entry, Bytes.of(name));
      }
    }
  }
}
