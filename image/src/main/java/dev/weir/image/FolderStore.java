package dev.weir.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of an OCI layout that is a folder. Links are not followed: they may lead outside. */
final class FolderStore implements BlobStore {
  private static final int DEPTH = 8;

  private final Path folder;
  private final Map<String, Long> sizes = new TreeMap<>();
  private final List<String> links = new ArrayList<>();

  /**
   * Lists the files of a folder.
   *
   * @param mostFiles how many files there may be
   */
  FolderStore(Path folder, int mostFiles) throws IOException {
    this.folder = folder;
    Files.walkFileTree(
        folder,
        Set.of(),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile()) {
              sizes.put(name, attributes.size());
            } else {
              links.add(name);
            }
            if (sizes.size() + links.size() > mostFiles) {
              throw new IOException("it has more than " + mostFiles + " files");
            }
            return FileVisitResult.CONTINUE;
          }
        });
    links.sort(null);
  }

  /** Returns the names of what is not a plain file, such as links. */
  List<String> links() {
    return links;
  }

  @Override
  public List<String> names() {
    return List.copyOf(sizes.keySet());
  }

  @Override
  public String stored(String name) {
    String at = EntryNames.clean(name);
    return sizes.containsKey(at) ? at : "";
  }

  @Override
  public long size(String stored) {
    return sizes.getOrDefault(stored, 0L);
  }

  @Override
  public InputStream open(String stored) throws IOException {
    return Files.newInputStream(folder.resolve(stored), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    // Each file is closed by itself.
  }
}
