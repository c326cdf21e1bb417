package dev.weir.git;

import dev.weir.core.file.FailureWords;
import dev.weir.core.source.SourceException;
import dev.weir.git.files.Alternates;
import dev.weir.git.files.CheckedRepository;
import dev.weir.git.files.DirectRepository;
import dev.weir.git.files.GitEnvironment;
import dev.weir.git.files.GitFolderCheck;
import dev.weir.git.program.GitCommands;
import dev.weir.git.program.IndexReader;
import dev.weir.git.program.ObjectFormat;
import dev.weir.git.program.ProgramRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** An open repository. Thread-safe; must be closed. */
public final class GitRepository implements AutoCloseable {
  private static final int MEGABYTE = 1 << 20;
  // Packs larger than the cache are read repeatedly, so small pieces are better.
  private static final int WINDOW_BYTES = 1 << 17;

  /** Extensions that do not affect objects, references or the index. */
  private static final Set<String> HARMLESS_EXTENSIONS =
      Set.of(
          "noop",
          "noop-v1",
          "preciousobjects",
          "worktreeconfig",
          "partialclone",
          "relativeworktrees");

  private final Path folder;
  private final String shown;
  private final Map<String, String> environment;
  private final @Nullable DirectRepository direct;
  private @Nullable Opened opened;

  private GitRepository(
      Path folder,
      String shown,
      Map<String, String> environment,
      @Nullable DirectRepository direct) {
    this.folder = real(folder);
    this.shown = shown;
    this.environment = environment;
    this.direct = direct;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }

  /** The state after JGit has opened the repository. */
  private record Opened(
      Repository repository, GitCommands commands, Config config, ObjectFormat format) {}

  /**
   * Opens the repository that a folder belongs to, as {@code git -C folder} finds it.
   *
   * @param folder a folder in a work tree, or a bare repository
   * @param shown the folder as the user wrote it, for messages
   * @param environment the environment's variables, such as {@code GIT_DIR}, {@code GIT_INDEX_FILE}
   *     and {@code PATH}; the git program reads what JGit cannot, such as SHA-256 objects and split
   *     indexes
   * @throws SourceException if there is no repository, or it is of a kind that cannot be read
   */
  public static GitRepository open(Path folder, String shown, Map<String, String> environment) {
    GitRepository repository = new GitRepository(folder, shown, environment, null);
    repository.opened();
    return repository;
  }

  /**
   * Returns the repository without opening it in JGit until JGit is needed. Staged files of an
   * ordinary repository can be read faster without JGit. Other repositories are opened immediately.
   *
   * @throws SourceException as in {@link #open}, or when JGit is first needed
   */
  public static GitRepository openWhenNeeded(
      Path folder, String shown, Map<String, String> environment) {
    DirectRepository direct = DirectRepository.of(folder, environment);
    return direct == null
        ? open(folder, shown, environment)
        : new GitRepository(folder, shown, environment, direct);
  }

  private synchronized Opened opened() {
    Opened known = opened;
    if (known == null) {
      known = openByJgit();
      opened = known;
    }
    return known;
  }

  private Opened openByJgit() {
    QuietSystemReader.install(environment);
    if (!folder.toFile().exists()) {
      throw new SourceException(
          "cannot change to '" + shown + "': no such file or directory, so nothing was scanned");
    }
    GitEnvironment places = GitEnvironment.of(folder, environment);
    FileRepositoryBuilder builder = builder(places);
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
      builder.setup();
      GitCommands commands = new GitCommands(gitDir.toPath(), places);
      Config own = readConfig(new File(builder.getGitCommonDir(), "config"), null);
      String why = unreadable(own, gitDir, builder.getObjectDirectory());
      Config config = withWorkTreeConfig(own, gitDir, builder, environment);
      if (why.isEmpty()) {
        for (File alternate : Alternates.ifQuoted(builder.getObjectDirectory())) {
          builder.addAlternateObjectDirectory(alternate);
        }
      }
      Repository repository =
          why.isEmpty() ? new CheckedRepository(builder) : throughProgram(builder, commands, why);
      ObjectFormat format =
          repository instanceof ProgramRepository program
              ? program.format()
              : new ObjectFormat(false);
      return new Opened(repository, commands, config, format);
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException("cannot open the repository of " + shown + ": " + reason(e), e);
    }
  }

  private FileRepositoryBuilder builder(GitEnvironment places) {
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    builder.setGitDir(file(places.gitDir()));
    builder.setGitCommonDir(file(places.commonDir()));
    builder.setWorkTree(file(places.workTree()));
    builder.setIndexFile(file(places.index()));
    builder.setObjectDirectory(file(places.objects()));
    for (Path alternate : places.alternates()) {
      builder.addAlternateObjectDirectory(alternate.toFile());
    }
    for (Path ceiling : places.ceilings()) {
      builder.addCeilingDirectory(ceiling.toFile());
    }
    try {
      if (builder.getGitDir() == null) {
        GitFolderCheck.checkAbove(folder.toFile());
        builder.findGitDir(folder.toFile());
      }
      if (builder.getGitDir() != null) {
        GitFolderCheck.checkBoth(builder.getGitDir());
      }
      return builder;
    } catch (IOException e) {
      throw new SourceException("cannot open the repository of " + shown + ": " + reason(e), e);
    }
  }

  private static @Nullable File file(@Nullable Path path) {
    return path == null ? null : path.toFile();
  }

  private static Repository throughProgram(
      FileRepositoryBuilder builder, GitCommands commands, String why) throws IOException {
    try {
      return new ProgramRepository(builder, commands);
    } catch (IOException e) {
      throw new IOException(
          why + ", so the git program must read it, and that failed: " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    return FailureWords.of(e instanceof IOException io ? io : new IOException(e.getMessage(), e));
  }

  /**
   * Returns why JGit cannot read the repository, or an empty text. JGit does not reject unknown
   * extensions, but reads such repositories wrongly.
   */
  private static String unreadable(Config config, File gitDir, File objects) throws IOException {
    if (Alternates.areTooMany(objects)) {
      return "objects/info/alternates names too many folders";
    }
    for (String name : config.getNames("extensions")) {
      String value = config.getString("extensions", null, name);
      String key = name.toLowerCase(Locale.ROOT);
      boolean linked = new File(gitDir, "commondir").isFile();
      boolean known =
          HARMLESS_EXTENSIONS.contains(key)
              || (key.equals("objectformat") && "sha1".equals(value))
              || (key.equals("refstorage") && "reftable".equals(value) && !linked);
      if (!known) {
        return "it uses extensions." + name + " = " + value;
      }
    }
    return "";
  }

  /** Returns the configuration including that of the work tree, which JGit does not read. */
  private static Config withWorkTreeConfig(
      Config own, File gitDir, FileRepositoryBuilder builder, Map<String, String> environment)
      throws IOException {
    File file = new File(gitDir, "config.worktree");
    if (!own.getBoolean("extensions", "worktreeConfig", false) || !file.isFile()) {
      return own;
    }
    Config config = readConfig(file, own);
    String workTree = config.getString("core", null, "worktree");
    boolean isSet = !environment.getOrDefault("GIT_WORK_TREE", "").isEmpty();
    boolean linked = new File(gitDir, "commondir").isFile();
    if (isSet || linked) {
      return config;
    }
    if (workTree != null) {
      builder.setWorkTree(gitDir.toPath().resolve(workTree).normalize().toFile());
    } else if (config.getBoolean("core", "bare", false)) {
      builder.setBare();
      builder.setWorkTree(null);
    } else if (builder.isBare() && Constants.DOT_GIT.equals(gitDir.getName())) {
      builder.setWorkTree(gitDir.getAbsoluteFile().getParentFile());
    }
    return config;
  }

  private static Config readConfig(File file, @Nullable Config parent) throws IOException {
    FileBasedConfig config = new FileBasedConfig(parent, file, FS.DETECTED);
    try {
      config.load();
      return config;
    } catch (ConfigInvalidException e) {
      throw new IOException("its configuration cannot be read: " + e.getMessage(), e);
    }
  }

  private static void cacheMore() {
    WindowCacheConfig cache = new WindowCacheConfig();
    cache.setPackedGitWindowSize(WINDOW_BYTES);
    cache.setPackedGitLimit(32L * MEGABYTE);
    cache.setDeltaBaseCacheLimit(32 * MEGABYTE);
    cache.setStreamFileThreshold(Integer.MAX_VALUE);
    cache.setExposeStatsViaJmx(false);
    cache.install();
  }

  public Repository jgit() {
    return opened().repository();
  }

  /** Returns the repository for direct reading without JGit, or null. */
  public @Nullable DirectRepository direct() {
    return direct;
  }

  /** Returns the git folder that linked work trees share. */
  public Path commonFolder() {
    return direct == null ? jgit().getCommonDirectory().toPath() : direct.git();
  }

  /**
   * Returns the path in {@code core.attributesFile} of the repository's configuration, or empty.
   */
  String attributesFile() {
    if (direct != null) {
      // A repository with such a setting is not read directly.
      return "";
    }
    String name = config().getString("core", null, "attributesfile");
    if (name == null || !name.startsWith("~/")) {
      return name == null ? "" : name;
    }
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? "" : home + name.substring(1);
  }

  /** Returns true if the git program, instead of JGit, reads objects and references. */
  public boolean isReadByProgram() {
    return jgit() instanceof ProgramRepository;
  }

  /** Returns true if a ledger of scanned commits can be stored in the repository. */
  public boolean canHaveLedger() {
    return !isReadByProgram();
  }

  public Config config() {
    return opened().config();
  }

  public GitCommands commands() {
    return opened().commands();
  }

  /** Returns the id of a commit from its full name. */
  public ObjectId id(String name) throws IOException {
    return opened().format().id(name);
  }

  /** Returns the full name of a commit or tag. */
  public String name(AnyObjectId id) {
    return opened().format().name(id);
  }

  /**
   * Returns the index.
   *
   * @throws IOException if it cannot be read, or the environment names one that is not there
   */
  public DirCache index() throws IOException {
    Opened known = opened();
    Path named = GitEnvironment.of(folder, environment).index();
    Path file = named == null ? gitFolder().resolve("index") : named;
    if (named != null && !Files.exists(named)) {
      throw new IOException("the index that GIT_INDEX_FILE names does not exist: " + named);
    }
    if (isBare() && !Files.exists(file)) {
      throw new IOException("a repository without a work tree has no index");
    }
    return new IndexReader(known.repository(), file.toFile(), known.commands(), known.format())
        .read();
  }

  /** Returns the commits of the HEADs of linked work trees that are on no branch. */
  public List<ObjectId> linkedHeads() throws IOException {
    if (jgit() instanceof ProgramRepository program) {
      return program.refs().headsOfWorkTrees();
    }
    List<ObjectId> heads = new ArrayList<>();
    File[] linked = new File(jgit().getCommonDirectory(), "worktrees").listFiles();
    for (File place : linked == null ? List.<File>of() : List.of(linked)) {
      File head = new File(place, Constants.HEAD);
      String text = head.isFile() ? Files.readString(head.toPath()).strip() : "";
      // A HEAD on a branch is covered by the branch.
      if (ObjectId.isId(text)) {
        heads.add(ObjectId.fromString(text));
      }
    }
    return heads;
  }

  /** Returns true if the repository has no work tree. */
  public boolean isBare() {
    return direct == null && jgit().isBare();
  }

  /** Returns the git folder, preceded by the work tree if there is one. */
  public List<Path> folders() {
    Path common = commonFolder().toAbsolutePath();
    Path workTree = workTree();
    return workTree == null ? List.of(common) : List.of(workTree.toAbsolutePath(), common);
  }

  /** Returns the work tree, or null for a bare repository. */
  public @Nullable Path workTree() {
    if (direct != null) {
      return direct.workTree();
    }
    return isBare() ? null : jgit().getWorkTree().toPath();
  }

  /** Returns the path of the scanned folder in the work tree, with a slash at its end, or empty. */
  public String prefix() {
    String path = pathInWorkTree(folder);
    return path == null || path.isEmpty() ? "" : path + "/";
  }

  /**
   * Returns the path of a file or folder from the top of the work tree. It is empty for the top,
   * for git's own folder and in a bare repository; null if the file is not in the work tree, or in
   * that of another repository.
   */
  public @Nullable String pathInWorkTree(Path file) {
    Path workTree = workTree();
    if (workTree == null) {
      return "";
    }
    try {
      Path top = workTree.toRealPath();
      // The last name may be that of a link, which is in the work tree wherever it leads.
      Path parent = Files.isDirectory(file) ? null : file.getParent();
      Path place = parent == null ? file.toRealPath() : parent.toRealPath();
      Path real = parent == null ? place : place.resolve(file.getFileName());
      if (real.startsWith(gitFolder().toRealPath())) {
        return "";
      }
      if (!real.startsWith(top)) {
        return null;
      }
      Path nearest = GitEnvironment.top(place);
      boolean isOther = nearest != null && nearest.startsWith(top) && !nearest.equals(top);
      return isOther ? null : top.relativize(real).toString();
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns the git folder of this work tree, which contains its index and HEAD. */
  public Path gitFolder() {
    return direct == null ? jgit().getDirectory().toPath() : direct.git();
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.repository().close();
    }
  }
}
