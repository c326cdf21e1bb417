package dev.weir.fleet.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.fleet.host.HostTokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps copies of repositories on servers, which {@code git fetch} brings up to date. Repositories
 * in folders of this machine are read where they are.
 *
 * <p>A mirror is made under another name and renamed when it is complete, so one that was not
 * completed is never used. Only one process at a time changes a mirror.
 */
public final class Mirrors {
  private static final String UNFINISHED = ".new";
  private static final int DIGITS = 16;
  private static final int MANY_PACKS = 40;

  private final Path folder;
  private final boolean fetches;
  private final Duration limit;
  private final HostTokens tokens;
  private final Map<String, String> variables;

  /**
   * @param folder where mirrors are kept
   * @param fetches false to take mirrors as they are
   * @param limit how long git may take for one step of one repository; zero means no limit
   * @param variables the environment's variables, for {@code PATH} and proxies
   */
  public Mirrors(
      Path folder,
      boolean fetches,
      Duration limit,
      HostTokens tokens,
      Map<String, String> variables) {
    this.folder = folder;
    this.fetches = fetches;
    this.limit = limit;
    this.tokens = tokens;
    this.variables = Map.copyOf(variables);
  }

  /**
   * Returns the folder of a repository. What is on a server is mirrored or brought up to date
   * first.
   *
   * @param address an absolute path or a URL, as {@link RepositoryList} gives it
   * @param branch the branch whose newest commit matters; if it is empty, the mirror's default
   *     branch becomes that of the server
   * @throws IOException if there is no mirror, or it cannot be brought up to date; the message is
   *     for people
   */
  public Path local(String address, String branch) throws IOException {
    RemoteAddress remote = RemoteAddress.parse(address);
    return remote == null ? Path.of(address) : mirror(remote, branch, fetches);
  }

  /**
   * Returns the folder of a repository as it is; a mirror is only made if there is none. For tasks
   * that come after {@link #local}, on any machine.
   */
  public Path present(String address, String branch) throws IOException {
    RemoteAddress remote = RemoteAddress.parse(address);
    return remote == null ? Path.of(address) : mirror(remote, branch, false);
  }

  @SuppressWarnings("try") // the lock is only held
  private Path mirror(RemoteAddress remote, String branch, boolean refreshes) throws IOException {
    Path mirror = place(remote);
    if (!refreshes && Files.isDirectory(mirror)) {
      return mirror;
    }
    if (!fetches) {
      throw new IOException("there is no mirror of it: start weir once without --no-fetch");
    }
    createFolder(mirror.getParent());
    try (MirrorLock unused = MirrorLock.of(mirror)) {
      deleteUnfinished(mirror);
      GitTransfer transfer = new GitTransfer(remote, tokens, variables, limit);
      if (!Files.isDirectory(mirror)) {
        make(mirror, transfer);
      } else if (refreshes) {
        refresh(mirror, branch, transfer);
      }
      return mirror;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another process changed the mirror");
    }
  }

  private static void refresh(Path mirror, String branch, GitTransfer transfer) throws IOException {
    try {
      if (tidy(mirror) > MANY_PACKS) {
        transfer.combinePacks(mirror);
      }
      transfer.refresh(mirror);
      if (branch.isEmpty()) {
        transfer.refreshHead(mirror);
      }
    } catch (GitTransfer.DamagedException e) {
      make(mirror, transfer);
    }
  }

  /** Makes a mirror, in the place of a damaged one if there is one. */
  private static void make(Path mirror, GitTransfer transfer) throws IOException {
    Path unfinished = unfinished(mirror);
    createFolder(unfinished);
    // Another name each time, because git may still run although weir was killed.
    Path fresh = unfinished.resolve(UUID.randomUUID().toString());
    try {
      transfer.makeMirror(fresh);
      if (Files.exists(mirror)) {
        Files.move(mirror, unfinished.resolve("damaged"));
      }
      Files.move(fresh, mirror, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteUnfinished(mirror);
    }
  }

  /**
   * Returns where the mirror of an address is: in a folder for each server, with a name that shows
   * the repository's and is different for each.
   */
  private Path place(RemoteAddress remote) {
    String name = remote.path().substring(remote.path().lastIndexOf('/') + 1);
    String safe = name.replaceAll("[^A-Za-z0-9_.-]", "_").replaceAll("^[.-]", "_");
    String shown = safe.length() <= 60 ? safe : safe.substring(0, 60);
    return folder
        .toAbsolutePath()
        .resolve(remote.host().replaceAll("[^A-Za-z0-9.-]", "_"))
        .resolve(shown + "-" + digest(remote.key()) + ".git");
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes a folder that only this user can read, because mirrors may be of private repositories.
   */
  private static void createFolder(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (UnsupportedOperationException e) {
      Files.createDirectories(folder);
    }
  }

  /** Returns the folder for what is not complete yet: one for each mirror. */
  private static Path unfinished(Path mirror) {
    return mirror.resolveSibling(UNFINISHED).resolve(mirror.getFileName());
  }

  private static void deleteUnfinished(Path mirror) throws IOException {
    if (Files.isDirectory(unfinished(mirror))) {
      delete(unfinished(mirror));
    }
  }

  /** Deletes what a killed git left, and returns the number of packs. */
  private static int tidy(Path mirror) throws IOException {
    int packs = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(mirror.resolve("objects/pack"))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith("tmp_")) {
          Files.deleteIfExists(file);
        }
        packs += name.endsWith(".pack") ? 1 : 0;
      }
    } catch (NoSuchFileException e) {
      // git says what is wrong with the mirror.
    }
    return packs;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
