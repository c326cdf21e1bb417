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

/** The folder for files with plain text. It is outside the repository and only for its owner. */
public final class IncidentFolder {
  private final Path folder;

  private IncidentFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Creates the folder, or uses an existing one.
   *
   * @param wanted the folder, or null for a new temporary one
   * @param repository the folders of the repository
   * @throws RemedyException if it is inside the repository, where it could be committed or pushed
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
                + " is inside the repository, and the files contain the secrets: choose a folder"
                + " outside it");
      }
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions(folder, "rwx------"));
    }
    return new IncidentFolder(folder.toRealPath());
  }

  /** Returns the absolute path of the folder. */
  public Path path() {
    return folder;
  }

  /** Writes each file completely or not at all. From the start only the owner can read it. */
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

  // Without POSIX permissions, those of the user's folder apply.
  private static FileAttribute<?>[] permissions(Path near, String text) {
    boolean posix = near.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
