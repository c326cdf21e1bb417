package dev.weir.core.source;

import dev.weir.core.file.FailureWords;
import dev.weir.core.file.FolderWalk;
import dev.weir.core.file.LinkTarget;
import dev.weir.core.file.OwnFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file, or a folder and everything below it.
 *
 * <p>Folders are walked depth first, names in byte order. Nothing that is read is executed.
 */
public final class DirectorySource implements Source {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  /** File systems of the kernel, whose files have a size of 0 and yet have content. */
  private static final Set<String> UNSIZED =
      Set.of("proc", "sysfs", "debugfs", "tracefs", "securityfs", "configfs", "cgroup", "cgroup2");

  /** The end of a longer path decides whether the path is left out: each folder on it was asked. */
  private static final int LONGEST_ASKED = 4_096;

  private final Path workingDirectory;
  private final Path root;
  private final String name;
  // A target that is a link to a folder is followed, because the user named it.
  private final boolean entersLink;
  private final Options options;
  private final FileReading reading;
  private final Map<String, Boolean> unsized = new ConcurrentHashMap<>();

  /**
   * How a folder is read.
   *
   * @param followSymlinks true to read files that links point to
   * @param maxMegabytes files larger than this many million bytes are skipped; 0 for no limit
   * @param namesAll true to name what is neither a file nor a folder, such as a socket, as not
   *     read; false to pass over it, as gitleaks does
   * @param skipsOwn true to leave out reports of weir and gitleaks
   * @param own the files that this run writes or compares with, which are left out
   */
  public record Options(
      boolean followSymlinks,
      int maxMegabytes,
      boolean namesAll,
      boolean skipsOwn,
      List<Path> own) {
    /** Reads everything that can be read, except what links point to. */
    public static final Options ALL = new Options(false, 0, true, false, List.of());

    public Options {
      own = List.copyOf(own);
    }

    /** Returns these options, with files that links point to or without. */
    public Options following(boolean links) {
      return new Options(links, maxMegabytes, namesAll, skipsOwn, own);
    }
  }

  /**
   * Creates the source of one file or folder.
   *
   * @param workingDirectory the folder that {@code target} is relative to
   * @param target the file or folder as the user wrote it
   * @param reading how files are read; paths that it skips begin with {@code target}
   * @throws SourceException if the target does not exist
   */
  public DirectorySource(
      Path workingDirectory, String target, Options options, FileReading reading) {
    this.workingDirectory = workingDirectory;
    this.root = workingDirectory.resolve(target);
    this.options = options;
    this.reading = reading;
    if (!Files.exists(root, NO_FOLLOW)) {
      throw new SourceException("stat " + target + ": no such file or directory");
    }
    // gitleaks: joining paths cleans them, so a folder loses ./ and //, and a file keeps them
    this.entersLink = Files.isSymbolicLink(root) && Files.isDirectory(root);
    this.name = entersLink || Files.isDirectory(root, NO_FOLLOW) ? clean(target) : target;
  }

  private static String clean(String path) {
    String cleaned = Path.of(path).normalize().toString();
    return cleaned.isEmpty() ? "." : cleaned;
  }

  @Override
  public void forEachFragment(Sink sink) throws InterruptedException {
    Visitor visitor = new Visitor(sink);
    boolean isFolder = Files.isDirectory(root, NO_FOLLOW);
    if (entersLink || (isFolder && visitor.enters(name))) {
      FolderWalk.walk(root, name, visitor);
    } else if (!isFolder) {
      visitor.target();
    }
  }

  /** Decides about each thing that is found on the way. */
  private final class Visitor implements FolderWalk.Visitor {
    private final Sink sink;

    Visitor(Sink sink) {
      this.sink = sink;
    }

    @Override
    public boolean enters(String path) {
      boolean enters = !reading.skipped().skipsFolder(asked(path));
      if (!enters) {
        sink.skipped(new Skip(path, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
      }
      return enters;
    }

    @Override
    public void failed(String path, IOException reason) {
      sink.unread(new Unread(path, kind(reason), reason(reason)));
    }

    @Override
    public void loop(String path) {
      sink.unread(new Unread(path, "it is one of the folders above it"));
    }

    /** Reads a target that is a single file. */
    void target() throws InterruptedException {
      try {
        boolean follows = options.namesAll && !options.followSymlinks && Files.isSymbolicLink(root);
        BasicFileAttributes attributes =
            follows
                ? Files.readAttributes(root, BasicFileAttributes.class)
                : Files.readAttributes(root, BasicFileAttributes.class, NO_FOLLOW);
        if (options.namesAll && attributes.isRegularFile() && attributes.size() == 0) {
          unsizedTarget();
        } else {
          visit(name, attributes, root, null);
        }
      } catch (IOException e) {
        failed(name, e);
      }
    }

    /** Reads a file that seems to be empty, as the files of the kernel do. */
    private void unsizedTarget() throws InterruptedException, IOException {
      try (InputStream in = Files.newInputStream(root)) {
        int first = in.read();
        if (first < 0) {
          sink.skipped(new Skip(name, SkipReason.EMPTY, "it has no bytes"));
          return;
        }
      }
      sink.part(Part.of(part -> read(root, name, "", part)));
    }

    @Override
    public void entry(FolderWalk.Entry entry) throws InterruptedException {
      visit(entry.path(), entry.attributes(), entry.file(), entry);
    }

    private void visit(
        String path,
        BasicFileAttributes attributes,
        @Nullable Path file,
        FolderWalk.@Nullable Entry entry)
        throws InterruptedException {
      if (options.namesAll && attributes.isOther()) {
        sink.unread(
            new Unread(path, UnreadReason.UNSUPPORTED, "it is no file, but a socket or a device"));
      } else if (attributes.size() == 0) {
        empty(path, attributes, file);
      } else if (isTooLarge(attributes)) {
        String sizes = "MB, size=" + attributes.size() / BYTES_PER_MEGABYTE + "MB";
        String detail = "max_size=" + options.maxMegabytes + sizes;
        sink.skipped(new Skip(path, SkipReason.TOO_LARGE, detail));
      } else if (attributes.isSymbolicLink()) {
        link(path, file);
      } else if (reading.skipped().skipsFile(asked(path))) {
        sink.skipped(new Skip(path, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
      } else if (file != null && attributes.isRegularFile()) {
        sink.part(Part.of(part -> read(file, path, "", part)));
      } else if (entry != null && attributes.isRegularFile()) {
        try (SeekableByteChannel channel = entry.open()) {
          read(channel, path, "", sink);
        } catch (IOException e) {
          failed(path, e);
        }
      }
    }

    private void empty(String path, BasicFileAttributes attributes, @Nullable Path file) {
      if (options.namesAll && file != null && isUnsized(attributes, file)) {
        String why = "the kernel makes its content";
        sink.unread(new Unread(path, UnreadReason.UNSUPPORTED, why));
      } else {
        sink.skipped(new Skip(path, SkipReason.EMPTY, "it has no bytes"));
      }
    }

    private void link(String path, @Nullable Path link) throws InterruptedException {
      if (!options.followSymlinks) {
        sink.skipped(new Skip(path, SkipReason.SYMLINK, "links are not followed"));
        return;
      }
      if (link == null) {
        sink.unread(new Unread(path, "its path is too long to follow it"));
        return;
      }
      BasicFileAttributes attributes;
      String shown;
      try {
        attributes = Files.readAttributes(link, BasicFileAttributes.class);
        shown = LinkTarget.of(workingDirectory, path);
      } catch (IOException e) {
        sink.unread(new Unread(path, "broken link: " + reason(e)));
        return;
      }
      Path target = workingDirectory.resolve(shown);
      if (attributes.isDirectory()) {
        sink.skipped(new Skip(path, SkipReason.SYMLINK, "the link points to a folder"));
      } else if (reading.skipped().skipsFile(path)) {
        sink.skipped(new Skip(path, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
      } else if (attributes.isRegularFile()) {
        sink.part(Part.of(part -> read(target, shown, path, part)));
      } else if (options.namesAll) {
        String why = "the link points to no file, but to a socket or a device";
        sink.unread(new Unread(path, UnreadReason.UNSUPPORTED, why));
      }
    }
  }

  private boolean isTooLarge(BasicFileAttributes attributes) {
    return options.maxMegabytes > 0
        && attributes.size() > (long) options.maxMegabytes * BYTES_PER_MEGABYTE;
  }

  private static String asked(String path) {
    if (path.length() <= LONGEST_ASKED) {
      return path;
    }
    int from = path.indexOf('/', path.length() - LONGEST_ASKED);
    return from < 0 ? path : "..." + path.substring(from);
  }

  private boolean isUnsized(BasicFileAttributes attributes, Path file) {
    // On Unix systems the key is the number of the device, a comma, and that of the file.
    String device = String.valueOf(attributes.fileKey()).split(",", 2)[0];
    Boolean known = unsized.get(device);
    if (known == null) {
      try {
        known = UNSIZED.contains(Files.getFileStore(file).type());
      } catch (IOException e) {
        known = false;
      }
      unsized.put(device, known);
    }
    return known;
  }

  private void read(Path file, String shown, String symlink, Sink sink)
      throws InterruptedException {
    if (isOwn(file)) {
      String why = "this run writes it, or compares with it";
      sink.skipped(new Skip(shown, SkipReason.OWN_FILE, why));
      return;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      read(channel, shown, symlink, sink);
    } catch (IOException e) {
      sink.unread(new Unread(shown, kind(e), reason(e)));
    }
  }

  private boolean isOwn(Path file) {
    for (Path own : options.own) {
      try {
        if (own.endsWith(file.getFileName()) && Files.isSameFile(own, file)) {
          return true;
        }
      } catch (IOException e) {
        // Then one of them cannot be read, which is said when it is read.
      }
    }
    return false;
  }

  private void read(SeekableByteChannel channel, String shown, String symlink, Sink sink)
      throws InterruptedException, IOException {
    // What the user names is read in any case.
    String own = options.skipsOwn && !shown.equals(name) ? OwnFile.kind(channel) : null;
    if (own != null) {
      sink.skipped(new Skip(shown, SkipReason.OWN_FILE, "it is " + own + " of weir or gitleaks"));
      return;
    }
    channel.position(0);
    if (reading.archives().opensArchives()) {
      FileFragments.push(channel, shown, symlink, null, reading, sink);
    } else {
      FileFragments.pushClosed(channel, shown, symlink, reading, sink);
    }
    sink.read(Unit.FILE);
  }

  private static UnreadReason kind(IOException e) {
    return e instanceof NoSuchFileException ? UnreadReason.MISSING : UnreadReason.UNREADABLE;
  }

  private static String reason(IOException e) {
    boolean isNotOpened = e instanceof NoSuchFileException || e instanceof AccessDeniedException;
    return isNotOpened ? FailureWords.of(e) : "could not read: " + FailureWords.of(e);
  }
}
