package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.failure.GitFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheTree;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;

/** Reads the index with JGit, or with the git program if it is split, sparse or uses SHA-256. */
public final class IndexReader {
  private final Repository repository;
  private final File file;
  private final GitCommands commands;
  private final ObjectFormat format;

  /**
   * @param file the index, which need not exist
   */
  public IndexReader(Repository repository, File file, GitCommands commands, ObjectFormat format) {
    this.repository = repository;
    this.file = file;
    this.commands = commands;
    this.format = format;
  }

  /**
   * Returns the index. Files that are not checked out may be marked as assumed valid.
   *
   * @throws IOException if neither JGit nor git can read the index
   */
  public DirCache read() throws IOException {
    String why = "";
    if (!(repository instanceof ProgramRepository)) {
      try {
        return GitFailure.guard(this::readByJgit);
      } catch (IOException e) {
        // JGit rejects index formats that it does not support; git may support them.
        why = "the index is damaged, or split or sparse, so git must read it: ";
      }
    }
    try {
      checkShape();
      String text = commands.text("ls-files", "-s", "-v", "-z");
      return GitFailure.guard(() -> listed(text));
    } catch (IOException e) {
      throw new IOException(why + GitFailure.reason(e), e);
    }
  }

  private DirCache readByJgit() throws IOException {
    checkShape();
    DirCache index = DirCache.read(file, repository.getFS());
    DirCacheTree trees = index.getCacheTree(false);
    if (trees != null && !fits(trees, "", index)) {
      throw new IOException("its tree cache does not match its entries");
    }
    return index;
  }

  private void checkShape() throws IOException {
    if (file.isFile()) {
      IndexShape.check(Files.readAllBytes(file.toPath()), format.isSha256() ? 32 : 20);
    }
  }

  /** Checks the tree cache, because JGit reads only as many entries of a folder as it contains. */
  private static boolean fits(DirCacheTree tree, String path, DirCache index) {
    if (tree.isValid() && index.getEntriesWithin(path).length != tree.getEntrySpan()) {
      return false;
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      DirCacheTree child = tree.getChild(i);
      String name = child.getNameString();
      if (!fits(child, path.isEmpty() ? name : path + "/" + name, index)) {
        return false;
      }
    }
    return true;
  }

  private DirCache listed(String text) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (String line : text.split("\0", -1)) {
      if (!line.isEmpty()) {
        builder.add(entry(line));
      }
    }
    builder.finish();
    return index;
  }

  /** Parses {@code H 100644 ID STAGE<tab>PATH}. */
  private DirCacheEntry entry(String line) throws IOException {
    int tab = line.indexOf('\t');
    String[] words = line.substring(0, Math.max(0, tab)).split(" ", -1);
    if (words.length != 4) {
      throw new IOException("git printed the index in an unknown format");
    }
    DirCacheEntry entry = named(line.substring(tab + 1), Integer.parseInt(words[3]));
    entry.setFileMode(FileMode.fromBits(Integer.parseInt(words[1], 8)));
    entry.setObjectId(format.id(words[2]));
    // A lower-case letter means assumed unchanged; S means not checked out.
    char tag = words[0].charAt(0);
    entry.setAssumeValid(Character.isLowerCase(tag) || tag == 'S');
    return entry;
  }

  private static DirCacheEntry named(String path, int stage) throws IOException {
    try {
      return new DirCacheEntry(path.getBytes(UTF_8), stage);
    } catch (IllegalArgumentException e) {
      throw new IOException("it contains an invalid path", e);
    }
  }
}
