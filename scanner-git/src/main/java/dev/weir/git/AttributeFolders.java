package dev.weir.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;

/** Finds the folders of a work tree that have files of attributes. */
final class AttributeFolders extends SimpleFileVisitor<Path> {
  private final Path top;
  private final Set<String> folders;

  private AttributeFolders(Path top, Set<String> folders) {
    this.top = top;
    this.folders = folders;
  }

  /**
   * Adds the folders, relative to the work tree and with a slash at their ends.
   *
   * @throws IOException if the work tree cannot be listed
   */
  static void collect(Path workTree, Set<String> folders) throws IOException {
    Files.walkFileTree(workTree, new AttributeFolders(workTree, folders));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return folder.equals(top.resolve(Constants.DOT_GIT))
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (file.endsWith(Constants.DOT_GIT_ATTRIBUTES)) {
      String path = top.relativize(file).toString();
      folders.add(path.substring(0, path.length() - Constants.DOT_GIT_ATTRIBUTES.length()));
    }
    return FileVisitResult.CONTINUE;
  }

  // git cannot read it either.
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }
}
