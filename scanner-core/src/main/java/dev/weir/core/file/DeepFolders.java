package dev.weir.core.file;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks folders whose paths are too long for the system: each is opened relative to the one above.
 * In each folder the files come first, so that few folders are opened again.
 */
final class DeepFolders {
  /** Folders with longer paths are not entered, because their cost grows with the depth. */
  private static final int LONGEST = 1 << 20;

  /** So many folders at most are open at a time, of the thousand files that a program may open. */
  private static final int MOST_OPEN = 32;

  private final FolderWalk.Visitor visitor;
  private final Set<Object> keys;
  private final StringBuilder path = new StringBuilder();
  private final List<Folder> folders = new ArrayList<>();
  private int openFolders;

  /**
   * @param keys the folders above; unchanged when the walk has ended
   */
  DeepFolders(FolderWalk.Visitor visitor, Set<Object> keys) {
    this.visitor = visitor;
    this.keys = keys;
  }

  private static final class Folder {
    final Path name;
    final @Nullable Object key;
    final int pathLength;
    final List<Path> below = new ArrayList<>(0);
    final List<@Nullable Object> keysBelow = new ArrayList<>(0);
    int next;
    @Nullable SecureDirectoryStream<Path> stream;

    Folder(Path name, @Nullable Object key, int pathLength) {
      this.name = name;
      this.key = key;
      this.pathLength = pathLength;
    }
  }

  private record DeepEntry(
      String path, BasicFileAttributes attributes, SecureDirectoryStream<Path> folder, Path name)
      implements FolderWalk.Entry {
    @Override
    public @Nullable Path file() {
      return null;
    }

    @Override
    public SeekableByteChannel open() throws IOException {
      return folder.newByteChannel(
          name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
  }

  /**
   * Walks a folder.
   *
   * @param top the folder; closed by the caller
   */
  void walk(SecureDirectoryStream<Path> top, String topPath)
      throws IOException, InterruptedException {
    path.append(topPath.equals(".") ? "" : topPath);
    Folder first = new Folder(Path.of(""), null, path.length());
    folders.add(first);
    list(first, top);
    try {
      while (!folders.isEmpty()) {
        Folder here = folders.get(folders.size() - 1);
        path.setLength(here.pathLength);
        if (here.next == here.below.size()) {
          leave(here);
        } else {
          Path name = here.below.get(here.next);
          Object key = here.keysBelow.get(here.next++);
          append(name);
          enter(here, top, name, key);
        }
      }
    } finally {
      for (Folder folder : folders) {
        close(folder);
      }
    }
  }

  private void append(Path name) {
    if (path.length() > 0 && path.charAt(path.length() - 1) != '/') {
      path.append('/');
    }
    path.append(name);
  }

  private void enter(Folder above, SecureDirectoryStream<Path> top, Path name, @Nullable Object key)
      throws InterruptedException {
    if (key != null && keys.contains(key)) {
      visitor.loop(path.toString());
      return;
    }
    try {
      if (path.length() > LONGEST) {
        throw new IOException("its path is longer than " + LONGEST + " characters");
      }
      SecureDirectoryStream<Path> from = stream(above, top);
      Folder folder = new Folder(name, key, path.length());
      SecureDirectoryStream<Path> stream = from.newDirectoryStream(name, FolderWalk.NO_FOLLOW);
      folder.stream = stream;
      openFolders++;
      if (above.next == above.below.size() || openFolders > MOST_OPEN) {
        close(above);
      }
      folders.add(folder);
      if (key != null) {
        keys.add(key);
      }
      list(folder, stream);
    } catch (IOException e) {
      visitor.failed(path.toString(), e);
    }
  }

  private void leave(Folder folder) {
    folders.remove(folders.size() - 1);
    if (folder.key != null) {
      keys.remove(folder.key);
    }
    close(folder);
  }

  private void close(Folder folder) {
    SecureDirectoryStream<Path> stream = folder.stream;
    if (stream != null) {
      folder.stream = null;
      openFolders--;
      try {
        stream.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }

  /** Returns the innermost folder; if it was closed, opens it again, several names at a time. */
  private SecureDirectoryStream<Path> stream(Folder folder, SecureDirectoryStream<Path> top)
      throws IOException {
    int at = folders.size() - 1;
    int from = at;
    while (from > 0 && folders.get(from).stream == null) {
      from--;
    }
    SecureDirectoryStream<Path> first = folders.get(from).stream;
    SecureDirectoryStream<Path> stream = first == null ? top : first;
    SecureDirectoryStream<Path> known = stream;
    while (from < at) {
      Path names = folders.get(++from).name;
      while (from < at && names.toString().length() * 3 < FolderWalk.LONGEST_PATH) {
        names = names.resolve(folders.get(++from).name);
      }
      SecureDirectoryStream<Path> next = stream.newDirectoryStream(names, FolderWalk.NO_FOLLOW);
      if (stream != known) {
        stream.close();
      }
      stream = next;
    }
    if (stream != known) {
      folder.stream = stream;
      openFolders++;
    }
    return stream;
  }

  /** Visits the files of a folder, and remembers the folders in it. */
  private void list(Folder folder, SecureDirectoryStream<Path> stream)
      throws IOException, InterruptedException {
    int length = path.length();
    for (Path name : FolderWalk.names(stream)) {
      path.setLength(length);
      append(name);
      try {
        BasicFileAttributes attributes =
            stream
                .getFileAttributeView(name, BasicFileAttributeView.class, FolderWalk.NO_FOLLOW)
                .readAttributes();
        if (!attributes.isDirectory()) {
          visitor.entry(new DeepEntry(path.toString(), attributes, stream, name));
        } else if (visitor.enters(path.toString())) {
          folder.below.add(name);
          folder.keysBelow.add(attributes.fileKey());
        }
      } catch (IOException e) {
        visitor.failed(path.toString(), e);
      }
    }
    path.setLength(length);
  }
}
