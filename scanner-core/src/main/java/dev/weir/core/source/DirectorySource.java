package dev.weir.core.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FailureWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a file, or a folder and everything below it.
 *
 * <p>Folders are walked depth first, names in byte order. Nothing that is read is executed.
 */
public final class DirectorySource implements Source {
  private static final int BYTES_PER_MEGABYTE = 1_000_000;
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final Path root;
  private final String name;
  // A target that is a link to a folder is followed, because the user named it.
  private final boolean entersLink;
  private final boolean followSymlinks;
  private final int maxMegabytes;
  private final FileReading reading;

  /**
   * Creates the source of one file or folder.
   *
   * @param workingDirectory the folder that {@code target} is relative to
   * @param target the file or folder as the user wrote it
   * @param followSymlinks true to read files that links point to
   * @param maxMegabytes files larger than this many million bytes are skipped; 0 for no limit
   * @param reading how files are read; paths that it skips begin with {@code target}
   * @throws SourceException if the target does not exist
   */
  public DirectorySource(
      Path workingDirectory,
      String target,
      boolean followSymlinks,
      int maxMegabytes,
      FileReading reading) {
    this.root = workingDirectory.resolve(target);
    this.followSymlinks = followSymlinks;
    this.maxMegabytes = maxMegabytes;
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
    if (entersLink) {
      visitFolder(root, name, sink);
    } else {
      visit(root, name, sink);
    }
  }

  private void visit(Path path, String shown, Sink sink) throws InterruptedException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, NO_FOLLOW);
    } catch (IOException e) {
      sink.unread(new Unread(shown, kind(e), reason(e)));
      return;
    }
    if (attributes.isDirectory()) {
      if (!reading.skipped().skipsFolder(shown)) {
        visitFolder(path, shown, sink);
      } else {
        sink.skipped(new Skip(shown, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
      }
      return;
    }
    if (attributes.size() == 0) {
      sink.skipped(new Skip(shown, SkipReason.EMPTY, "it has no bytes"));
    } else if (maxMegabytes > 0 && attributes.size() > (long) maxMegabytes * BYTES_PER_MEGABYTE) {
      sink.skipped(
          new Skip(
              shown,
              SkipReason.TOO_LARGE,
              "max_size="
                  + maxMegabytes
                  + "MB, size="
                  + attributes.size() / BYTES_PER_MEGABYTE
                  + "MB"));
    } else if (attributes.isSymbolicLink()) {
      visitLink(path, shown, sink);
    } else if (reading.skipped().skipsFile(shown)) {
      sink.skipped(new Skip(shown, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
    } else if (attributes.isRegularFile()) {
      sink.part(Part.of(part -> read(path, shown, "", part)));
    }
  }

  private void visitFolder(Path folder, String shown, Sink sink) throws InterruptedException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      sink.unread(
          new Unread(shown, e instanceof IOException failure ? reason(failure) : "not listed"));
      return;
    }
    entries.sort((a, b) -> compareBytes(nameOf(a), nameOf(b)));
    for (Path entry : entries) {
      String below = shown.equals(".") ? nameOf(entry) : join(shown, nameOf(entry));
      visit(entry, below, sink);
    }
  }

  private static String join(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private void visitLink(Path link, String shown, Sink sink) throws InterruptedException {
    if (!followSymlinks) {
      sink.skipped(new Skip(shown, SkipReason.SYMLINK, "links are not followed"));
      return;
    }
    Path target;
    String targetShown;
    try {
      Path real = link.toRealPath();
      target = real;
      boolean absolute = shown.startsWith("/") || Files.readSymbolicLink(link).isAbsolute();
      targetShown = absolute ? real.toString() : relativeTo(link, shown, real);
    } catch (IOException e) {
      sink.unread(new Unread(shown, "broken link: " + reason(e)));
      return;
    }
    if (Files.isDirectory(target)) {
      sink.skipped(new Skip(shown, SkipReason.SYMLINK, "the link points to a folder"));
    } else if (reading.skipped().skipsFile(shown)) {
      sink.skipped(new Skip(shown, SkipReason.ALLOWLISTED_PATH, "a global allowlist names it"));
    } else {
      sink.part(Part.of(part -> read(target, targetShown, shown, part)));
    }
  }

  // gitleaks: the target of a relative link is shown relative to where the walk began
  private static String relativeTo(Path link, String shown, Path real) throws IOException {
    Path start = link.toAbsolutePath().normalize();
    int names = Path.of(shown).normalize().getNameCount();
    Path walkBase = start;
    for (int i = 0; i < names && walkBase.getParent() != null; i++) {
      walkBase = walkBase.getParent();
    }
    Path realBase = walkBase.toRealPath();
    return real.startsWith(realBase) ? realBase.relativize(real).toString() : real.toString();
  }

  private void read(Path file, String shown, String symlink, Sink sink)
      throws InterruptedException {
    if (reading.archives().opensArchives()) {
      try (FileChannel channel = FileChannel.open(file)) {
        FileFragments.push(channel, shown, symlink, null, reading, sink);
        sink.read(Unit.FILE);
      } catch (IOException e) {
        sink.unread(new Unread(shown, kind(e), reason(e)));
      }
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      new FragmentSplitter(in, shown, symlink, null, reading).split(sink);
      sink.read(Unit.FILE);
    } catch (IOException e) {
      sink.unread(new Unread(shown, kind(e), reason(e)));
    }
  }

  private static UnreadReason kind(IOException e) {
    return e instanceof NoSuchFileException ? UnreadReason.MISSING : UnreadReason.UNREADABLE;
  }

  private static String reason(IOException e) {
    boolean isNotOpened = e instanceof NoSuchFileException || e instanceof AccessDeniedException;
    return isNotOpened ? FailureWords.of(e) : "could not read: " + FailureWords.of(e);
  }
}
