package dev.weir.core.git;

import dev.weir.core.source.SourceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** An open repository. Safe for several threads; to be closed. */
public final class GitRepository implements AutoCloseable {
  private static final int MEGABYTE = 1 << 20;
  private static final Set<String> HARMLESS_EXTENSIONS =
      Set.of(
          "noop",
          "noop-v1",
          "preciousobjects",
          "worktreeconfig",
          "partialclone",
          "relativeworktrees");

  private final Repository repository;
  private final Path folder;

  private GitRepository(Repository repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /**
   * Opens the repository that a folder belongs to, as {@code git -C folder} finds it.
   *
   * @param folder a folder in a work tree, or a bare repository
   * @param shown the folder as the user wrote it, for messages
   * @param environment the environment's variables, of which {@code GIT_DIR}, {@code
   *     GIT_INDEX_FILE} and their like count
   * @throws SourceException if there is none, or it is of a kind that would be read wrongly
   */
  public static GitRepository open(Path folder, String shown, Map<String, String> environment) {
    QuietSystemReader.install(environment);
    if (!folder.toFile().exists()) {
      throw new SourceException(
          "cannot change to '" + shown + "': no such file or directory, so nothing was scanned");
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    builder.readEnvironment(SystemReader.getInstance());
    if (builder.getGitDir() == null) {
      builder.findGitDir(folder.toAbsolutePath().normalize().toFile());
    }
    File gitDir = builder.getGitDir();
    if (gitDir == null) {
      throw new SourceException(
          "not a git repository (or any of the parent directories): "
              + shown
              + ", so nothing was scanned");
    }
    builder.setMustExist(true);
    cacheMore();
    try {
      refuseUnreadable(gitDir);
      return new GitRepository(builder.build(), folder.toAbsolutePath().normalize());
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException("cannot open the repository of " + shown + ": " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  // JGit opens repositories of kinds that it does not know and reads them wrongly.
  private static void refuseUnreadable(File gitDir) throws IOException {
    FileBasedConfig config =
        new FileBasedConfig(new File(commonDir(gitDir), "config"), FS.DETECTED);
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw new IOException("its configuration cannot be read: " + e.getMessage(), e);
    }
    for (String name : config.getNames("extensions")) {
      String value = config.getString("extensions", null, name);
      String key = name.toLowerCase(Locale.ROOT);
      boolean known =
          HARMLESS_EXTENSIONS.contains(key)
              || (key.equals("objectformat") && "sha1".equals(value))
              || (key.equals("refstorage") && "reftable".equals(value) && !isLinked(gitDir));
      if (!known) {
        throw new IOException(
            "it uses extensions." + name + " = " + value + ", which weir cannot read yet");
      }
    }
  }

  private static boolean isLinked(File gitDir) {
    return new File(gitDir, "commondir").isFile();
  }

  private static File commonDir(File gitDir) throws IOException {
    File pointer = new File(gitDir, "commondir");
    if (!pointer.isFile()) {
      return gitDir;
    }
    String path = java.nio.file.Files.readString(pointer.toPath()).strip();
    File common = new File(path);
    return common.isAbsolute() ? common : new File(gitDir, path);
  }

  private static void cacheMore() {
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitWindowSize(MEGABYTE);
    cache.setPackedGitLimit(128L * MEGABYTE);
    cache.setDeltaBaseCacheLimit(64 * MEGABYTE);
    cache.setStreamFileThreshold(Integer.MAX_VALUE);
    cache.install();
  }

  Repository jgit() {
    return repository;
  }

  /** Returns the work tree, or null for a bare repository. */
  @Nullable Path workTree() {
    return repository.isBare() ? null : repository.getWorkTree().toPath();
  }

  /** Returns the scanned folder within the work tree, with a slash at its end, or empty. */
  String prefix() {
    Path workTree = workTree();
    if (workTree == null) {
      return "";
    }
    try {
      Path relative = workTree.toRealPath().relativize(folder.toRealPath());
      String text = relative.toString();
      return text.isEmpty() || text.startsWith("..") ? "" : text + "/";
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }

  /** Returns what a report says of the repository. */
  public Provenance provenance() {
    String revision = "";
    String branch = "";
    try {
      ObjectId head = repository.resolve(Constants.HEAD);
      revision = head == null ? "" : head.name();
      String full = repository.getFullBranch();
      boolean named = full != null && full.startsWith(Constants.R_HEADS);
      branch = named ? String.valueOf(full).substring(Constants.R_HEADS.length()) : "";
    } catch (IOException e) {
      // A report can do without.
    }
    return new Provenance(RemoteLinks.webAddress(this), revision, branch);
  }

  @Override
  public void close() {
    repository.close();
  }
}
