package dev.weir.remedy.trace;

import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Reads the index of a repository and those of its linked work trees. */
final class IndexFiles {
  /** A file in an index. */
  record Entry(String path, ObjectId id) {}

  private IndexFiles() {}

  /**
   * Returns the files in all indexes.
   *
   * @param notRead receives the indexes of linked work trees that cannot be read
   * @throws IOException if the index cannot be read
   */
  static List<Entry> of(GitRepository repository, List<String> notRead) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Repository jgit = repository.jgit();
    // A bare repository may have an index too.
    if (!jgit.isBare() || new File(jgit.getDirectory(), "index").isFile()) {
      add(repository.index(), entries);
    }
    File[] linked = new File(jgit.getCommonDirectory(), "worktrees").listFiles();
    for (File place : linked == null ? List.<File>of() : List.of(linked)) {
      File file = new File(place, "index");
      if (file.isFile() && !place.equals(jgit.getDirectory())) {
        try {
          if (repository.isReadByProgram()) {
            throw new IOException("run this in that work tree too");
          }
          add(GitFailure.guard(() -> DirCache.read(file, jgit.getFS())), entries);
        } catch (IOException e) {
          notRead.add("the index of work tree " + place.getName() + ": " + GitFailure.reason(e));
        }
      }
    }
    return entries;
  }

  private static void add(DirCache index, List<Entry> entries) {
    for (int i = 0; i < index.getEntryCount(); i++) {
      entries.add(new Entry(index.getEntry(i).getPathString(), index.getEntry(i).getObjectId()));
    }
  }
}
