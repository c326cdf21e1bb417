package dev.weir.fleet.repository;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.FolderWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the repositories below a folder, bare or with a work tree. What is inside a repository is
 * not searched. A link is followed if it leads to a repository.
 *
 * <p>A damaged repository is found too, so that it is reported: a folder counts if it has two of
 * what every git folder has, or if its name ends with {@code .git}.
 */
final class RepositoryFolders implements FolderWalk.Visitor {
  private static final String GIT = ".git";

  private final Path folder;
  private final Listing listing;
  private final Map<String, Path> links = new LinkedHashMap<>();
  private boolean isEmpty = true;

  private RepositoryFolders(Path folder, Listing listing) {
    this.folder = folder;
    this.listing = listing;
  }

  /** Adds all repositories below a folder, or the folder itself if it is one. */
  static void add(Path folder, Listing listing) throws InterruptedException {
    boolean isOne = isRepository(folder);
    if (isOne) {
      Path name = folder.getFileName();
      listing.add(local(name == null ? folder.toString() : name.toString(), folder, "", ""));
      if (!hasWorkTree(folder)) {
        return;
      }
    }
    RepositoryFolders found = new RepositoryFolders(folder, listing);
    found.isEmpty = !isOne;
    FolderWalk.walk(folder, ".", found);
    // Last, so that a repository that is found both ways has the name of its own place.
    found.links.forEach(found::found);
    if (found.isEmpty) {
      listing.fail(folder.toString(), "", "there is no repository in this folder");
    }
  }

  /**
   * Returns a repository in a folder. The place that it really has keeps it from being read twice.
   */
  static ListedRepository local(String name, Path folder, String owner, String branch) {
    String real;
    try {
      real = folder.toRealPath().toString();
    } catch (IOException e) {
      real = folder.toString();
    }
    return new ListedRepository(name, real, owner, real, branch);
  }

  static boolean isRepository(Path folder) {
    if (hasWorkTree(folder)) {
      return true;
    }
    int parts = 0;
    for (String name : new String[] {"HEAD", "objects", "refs"}) {
      parts += Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) ? 1 : 0;
    }
    Path name = folder.getFileName();
    return parts >= 2 || (name != null && name.toString().endsWith(".git"));
  }

  /** Returns true if other repositories may be among the files of a repository. */
  private static boolean hasWorkTree(Path repository) {
    return Files.exists(repository.resolve(GIT), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public boolean enters(String path) {
    Path here = folder.resolve(path);
    if (here.endsWith(GIT)) {
      return false;
    }
    if (isRepository(here)) {
      found(path, here);
      return hasWorkTree(here);
    }
    return true;
  }

  @Override
  public void entry(FolderWalk.Entry entry) {
    Path file = entry.file();
    if (entry.attributes().isSymbolicLink() && file != null && Files.isDirectory(file)) {
      if (isRepository(file)) {
        links.put(entry.path(), file);
      }
    }
  }

  private void found(String path, Path here) {
    isEmpty = false;
    listing.add(local(path, here, "", ""));
  }

  @Override
  public void failed(String path, IOException reason) {
    isEmpty = false;
    listing.fail(folder.resolve(path).normalize().toString(), "", FailureWords.of(reason));
  }

  @Override
  public void loop(String path) {
    // What is there is found where the loop begins.
  }
}
