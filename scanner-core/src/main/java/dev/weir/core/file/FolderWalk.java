package dev.weir.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a folder and everything below it, depth first, names in byte order. Links are not entered.
 *
 * <p>The depth of a folder does not matter, nor the length of its path: where it is longer than the
 * system takes, files are opened relative to their folder. A folder that is mounted below itself is
 * entered once.
 */
public final class FolderWalk {
  /** A folder whose path has more bytes is opened relative to another; Linux allows 4,095. */
  static final int LONGEST_PATH = 3_500;

  static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final Visitor visitor;
  private final Deque<Folder> open = new ArrayDeque<>();
  private final Set<Object> keys = new HashSet<>();

  private FolderWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Decides what is entered, and gets what is there. */
  public interface Visitor {
    /** Returns true if the folder with this path is to be entered. */
    boolean enters(String path) throws InterruptedException;

    /** Called for everything that is no folder. */
    void entry(Entry entry) throws InterruptedException;

    /** Called for a folder or another entry that cannot be read. */
    void failed(String path, IOException reason) throws InterruptedException;

    /** Called for a folder that contains itself. */
    void loop(String path) throws InterruptedException;
  }

  /** Something in a folder that is no folder. */
  public interface Entry {
    /** Returns the path: that of the folder, as the caller gave it, and the names below it. */
    String path();

    BasicFileAttributes attributes();

    /** Returns the path with which the system finds it later, or null if that is too long. */
    @Nullable Path file();

    /** Opens a file, without following a link. */
    SeekableByteChannel open() throws IOException;
  }

  /** A folder that is being walked. */
  private static final class Folder {
    private final Path file;
    private final String path;
    private final Iterator<Path> names;
    private final @Nullable Object key;

    Folder(Path file, String path, List<Path> names, @Nullable Object key) {
      this.file = file;
      this.path = path;
      this.names = names.iterator();
      this.key = key;
    }
  }

  private record PlainEntry(String path, BasicFileAttributes attributes, Path file)
      implements Entry {
    @Override
    public SeekableByteChannel open() throws IOException {
      return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
  }

  /**
   * Walks a folder.
   *
   * @param folder where it is; a link to a folder is followed
   * @param path its path, with which the paths of all entries begin; {@code .} for none
   */
  public static void walk(Path folder, String path, Visitor visitor) throws InterruptedException {
    new FolderWalk(visitor).walk(folder, path);
  }

  private void walk(Path folder, String path) throws InterruptedException {
    try {
      enter(folder, path, Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      visitor.failed(path, e);
    }
    while (!open.isEmpty()) {
      Folder here = open.getLast();
      if (here.names.hasNext()) {
        visit(here, here.names.next());
      } else {
        open.removeLast();
        keys.remove(here.key);
      }
    }
  }

  private void visit(Folder folder, Path name) throws InterruptedException {
    Path file = folder.file.resolve(name);
    String path = join(folder.path, name.toString());
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, NO_FOLLOW);
      if (!attributes.isDirectory()) {
        visitor.entry(new PlainEntry(path, attributes, file));
      } else if (visitor.enters(path)) {
        enter(file, path, attributes.fileKey());
      }
    } catch (IOException e) {
      visitor.failed(path, e);
    }
  }

  private void enter(Path folder, String path, @Nullable Object key)
      throws IOException, InterruptedException {
    if (key != null && !keys.add(key)) {
      visitor.loop(path);
      return;
    }
    boolean isShort = 3 * folder.toString().length() < LONGEST_PATH || bytes(folder) < LONGEST_PATH;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      if (isShort || !(stream instanceof SecureDirectoryStream<Path> relative)) {
        open.addLast(new Folder(folder, path, names(stream), key));
        return;
      }
      new DeepFolders(visitor, keys).walk(relative, path);
    } catch (IOException e) {
      visitor.failed(path, e);
    }
    keys.remove(key);
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(UTF_8).length;
  }

  /** Returns the names in a folder, in byte order. */
  static List<Path> names(DirectoryStream<Path> folder) throws IOException {
    List<Path> names = new ArrayList<>();
    try {
      for (Path entry : folder) {
        names.add(name(entry));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    if (names.size() > 1) {
      names.sort((a, b) -> compareBytes(a.toString(), b.toString()));
    }
    return names;
  }

  private static Path name(Path entry) {
    String path = entry.toString();
    String name = path.substring(path.lastIndexOf('/') + 1);
    // By hand, because getFileName takes long if the path has 100,000 names; but a name in another
    // encoding has no text.
    boolean isFar = path.length() > LONGEST_PATH && name.indexOf('\uFFFD') < 0;
    return isFar ? Path.of(name) : entry.getFileName();
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  static String join(String folder, String name) {
    if (folder.equals(".")) {
      return name;
    }
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
