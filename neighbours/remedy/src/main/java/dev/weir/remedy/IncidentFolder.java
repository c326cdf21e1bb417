package dev.weir.remedy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder with the files in plain text: for its owner alone, and outside of the repository. */
public final class IncidentFolder {
  private final Path folder;

  private IncidentFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, or takes one that is there.
   *
   * @param wanted the folder, or null for a new one among the temporary files
   * @param repository the folders of the repository
   * @throws RemedyException if it lies in one of them, where a commit or a push could take it along
   */
  public static IncidentFolder at(@Nullable Path wanted, List<Path> repository)
      throws RemedyException, IOException {
    Path folder = wanted == null ? Files.createTempDirectory("weir-incident-") : wanted;
    Path existing = folder.toAbsolutePath().normalize();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    Path real = existing.toRealPath();
    for (Path forbidden : repository) {
      if (real.startsWith(forbidden.toRealPath())) {
        if (wanted == null) {
          Files.delete(folder);
        }
        throw new RemedyException(
            folder
                + " is in the repository, and the files hold the secrets: name a folder outside with"
                + " --output-dir");
      }
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
    return new IncidentFolder(folder.toRealPath());
  }

  /** Returns the folder, as a full path. */
  public Path path() {
    return folder;
  }

  /** Writes files, each whole or not at all, readable for nobody else from the first byte on. */
  public void write(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path beside = folder.resolve("." + file.getKey() + ".new");
      Files.deleteIfExists(beside);
      try (OutputStream out =
          Channels.newOutputStream(
              Files.newByteChannel(
                  beside,
                  Set.of(
                      StandardOpenOption.CREATE_NEW,
                      StandardOpenOption.WRITE,
                      LinkOption.NOFOLLOW_LINKS),
                  permissions(folder, "rw-------")))) {
        out.write(file.getValue());
      }
      Files.move(beside, folder.resolve(file.getKey()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  // Where there are no such permissions, those of the user's own folder have to do.
  private static FileAttribute<?>[] permissions(Path near, String text) {
    boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
