package dev.weir.gitsecrets;

import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Scans tracked files: their staged contents, or the files in the work tree. */
final class IndexScan {
  private static final String LINK = "120000";
  private static final String SUBMODULE = "160000";

  /** The top of the work tree, because a hook may stand in a subfolder. */
  private static final List<String> TOP = List.of(":/");

  private final Scan scan;
  private final UserGit git;
  private final Caller caller;

  IndexScan(Scan scan, UserGit git, Caller caller) {
    this.scan = scan;
    this.git = git;
    this.caller = caller;
  }

  /**
   * An entry of the index.
   *
   * @param isCheckedOut false if a sparse checkout does not contain the file
   * @param name the name relative to the folder that git runs in, one character per byte
   */
  private record Entry(String mode, String id, boolean isCheckedOut, String name) {}

  /** Scans the staged contents of the named files, or of all below this folder. */
  void staged(List<String> paths) {
    readStaged(entries(paths));
  }

  private void readStaged(List<Entry> entries) {
    try (BatchContents blobs = new BatchContents(git)) {
      for (Entry entry : entries) {
        if (!entry.mode().equals(SUBMODULE)) {
          blob(blobs, entry);
        }
      }
    }
  }

  private void blob(BatchContents blobs, Entry entry) {
    try {
      scan.read(entry.name(), blobs.read(entry.id()));
    } catch (IOException e) {
      scan.problems().add(Bytes.text(entry.name()) + ": " + e.getMessage());
    }
  }

  /**
   * Scans the files that the next commit changes: added, changed, unmerged, and with a changed
   * type. If the commit changes no file, all tracked files are scanned, as git-secrets does.
   */
  void toBeCommitted() {
    Path index = GitEnvironment.of(caller.folder(), caller.variables()).index();
    if (index != null && !Files.exists(index)) {
      // git takes it for an empty one.
      throw new GitSecretsException(
          "the index that GIT_INDEX_FILE names does not exist: " + index, 2);
    }
    boolean first = git.ask("rev-parse", "--verify", "-q", "HEAD").code() != 0;
    if (first) {
      staged(TOP);
      return;
    }
    UserGit.Answer answer =
        git.read(
            "diff-index",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--diff-filter=ACMUT",
            "HEAD",
            "--");
    List<Entry> changed = new ArrayList<>();
    boolean unmerged = false;
    List<String> parts = answer.parts();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      String[] words = parts.get(i).split(" ", -1);
      unmerged |= words[4].startsWith("U");
      changed.add(new Entry(words[1], words[3], true, parts.get(i + 1)));
    }
    if (changed.isEmpty() || unmerged) {
      staged(TOP);
    } else {
      readStaged(changed);
    }
  }

  /** Scans tracked files in the work tree. */
  void workTree(List<String> paths) {
    readWorkTree(entries(paths));
  }

  private void readWorkTree(List<Entry> entries) {
    FileScan files = new FileScan(scan, caller);
    String last = "";
    try (BatchContents blobs = new BatchContents(git)) {
      for (Entry entry : entries) {
        boolean again = entry.name().equals(last);
        last = entry.name();
        if (again || entry.mode().equals(SUBMODULE) || entry.mode().equals(LINK)) {
          continue;
        }
        if (!entry.isCheckedOut()) {
          blob(blobs, entry);
        } else {
          workTreeFile(files, entry.name());
        }
      }
    }
  }

  private void workTreeFile(FileScan files, String name) {
    try {
      Path file = caller.folder().resolve(Bytes.text(name));
      boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        files.file(file, name);
      } else if (!isThere && !Bytes.of(Bytes.text(name)).equals(name)) {
        throw new InvalidPathException("", "its name is not UTF-8");
      }
    } catch (InvalidPathException e) {
      scan.problems().add(Bytes.text(name) + ": cannot be opened, its name is not UTF-8");
    }
  }

  /** Scans tracked files, and files that git neither tracks nor ignores. */
  void untracked(List<String> paths) {
    Set<String> untracked = Set.copyOf(otherNames(paths));
    List<Entry> all = new ArrayList<>();
    if (paths.isEmpty() || untracked.isEmpty()) {
      all.addAll(entries(paths));
    } else {
      // A name may select tracked files, untracked ones, or both.
      all.addAll(entries(List.of("ls-files", "-s", "-v", "-z", "--"), paths));
    }
    untracked.stream().sorted().forEach(name -> all.add(new Entry("100644", "", true, name)));
    readWorkTree(all);
  }

  private List<String> otherNames(List<String> paths) {
    List<String> words =
        new ArrayList<>(List.of("ls-files", "--others", "--exclude-standard", "-z", "--"));
    words.addAll(paths);
    return git.read(words, "").parts();
  }

  private List<Entry> entries(List<String> paths) {
    // A name that selects nothing is an error, otherwise a mistyped file would not be scanned
    // silently.
    return entries(List.of("ls-files", "-s", "-v", "-z", "--error-unmatch", "--"), paths);
  }

  private List<Entry> entries(List<String> command, List<String> paths) {
    List<String> words = new ArrayList<>(command);
    if (paths.isEmpty() || paths.equals(TOP)) {
      words.remove("--error-unmatch");
    }
    words.addAll(paths);
    List<Entry> entries = new ArrayList<>();
    for (String part : git.read(words, "").parts()) {
      // The format is H 100644 ID STAGE<tab>NAME, with S instead of H if not checked out.
      int tab = part.indexOf('\t');
      String[] fields = part.substring(0, tab).split(" ", -1);
      entries.add(
          new Entry(
              fields[1], fields[2], !fields[0].equalsIgnoreCase("S"), part.substring(tab + 1)));
    }
    return entries;
  }
}
