package dev.weir.fleet.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.RegularFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that lists repositories, one a line: the path or the URL, the branch, and the owner,
 * separated by blanks. Branch and owner may be left out; {@code -} stands for none. What contains
 * blanks stands in double quotes. Paths start from the folder of the file. Empty lines and those
 * that start with {@code #} are comments.
 */
final class ListFile {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_FIELDS = 3;

  private final Path file;
  private final Listing listing;

  private ListFile(Path file, Listing listing) {
    this.file = file;
    this.listing = listing;
  }

  /** Adds the repositories of a file; a line that is wrong becomes a failure. */
  static void add(Path file, Listing listing) {
    new ListFile(file, listing).read();
  }

  private void read() {
    String text;
    try {
      text = new String(RegularFile.read(file, MOST_BYTES), UTF_8);
    } catch (IOException e) {
      listing.fail(file.toString(), "", FailureWords.of(e));
      return;
    }
    int number = 0;
    int used = 0;
    for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1)) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        used++;
        add(stripped, number);
      }
    }
    if (used == 0) {
      listing.fail(file.toString(), "", "this file lists no repository");
    }
  }

  private void add(String line, int number) {
    List<String> fields = fields(line);
    if (fields == null || fields.size() > MOST_FIELDS || fields.get(0).isEmpty()) {
      fail(number, "", "a line is ADDRESS [BRANCH [OWNER]], with \" around what contains blanks");
      return;
    }
    String owner = optional(fields, 2);
    try {
      RemoteAddress remote = RemoteAddress.parse(fields.get(0));
      String branch = optional(fields, 1);
      if (remote != null) {
        listing.add(ListedRepository.remote(remote, owner, branch));
      } else {
        addFolder(fields.get(0), owner, branch);
      }
    } catch (IOException e) {
      fail(number, owner, FailureWords.of(e));
    } catch (InvalidPathException e) {
      fail(number, owner, "this is no path");
    }
  }

  private void addFolder(String path, String owner, String branch) throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling(path).normalize();
    if (!Files.isDirectory(folder)) {
      listing.fail(path, owner, Files.exists(folder) ? "not a folder" : "no such folder");
      return;
    }
    listing.add(RepositoryFolders.local(path, folder, owner, branch));
  }

  // The line itself is not shown: it may hold a password.
  private void fail(int number, String owner, String reason) {
    listing.fail(file + ":" + number, owner, reason);
  }

  private static String optional(List<String> fields, int index) {
    String field = index < fields.size() ? fields.get(index) : "";
    return field.equals("-") ? "" : field;
  }

  /** Returns the fields of a line, or null if a quote is not closed. */
  private static @Nullable List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      boolean isQuoted = line.charAt(at) == '"';
      int end = isQuoted ? line.indexOf('"', at + 1) : endOfWord(line, at);
      if (end < 0) {
        return null;
      }
      fields.add(line.substring(isQuoted ? at + 1 : at, end));
      at = isQuoted ? end + 1 : end;
      if (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        return null;
      }
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }
    return fields;
  }

  private static int endOfWord(String line, int start) {
    int end = start;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return end;
  }
}
