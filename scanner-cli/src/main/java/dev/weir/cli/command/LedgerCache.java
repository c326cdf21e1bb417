package dev.weir.cli.command;

import dev.weir.cli.console.Console;
import dev.weir.cli.process.Environment;
import dev.weir.core.file.FailureWords;
import dev.weir.core.file.FoundFile;
import dev.weir.core.file.UserKey;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a ledger, and the key that seals it, in a folder that a CI system saves from one run to the
 * next. During a scan the ledger is in the git folder, as always, and the key in a temporary folder
 * of this run. If anything is wrong with the folder, the scan reads the whole history.
 */
final class LedgerCache implements AutoCloseable {
  private static final String STATE = "XDG_STATE_HOME";
  private static final String LEDGERS = "ledger-";
  private static final String KEY = "ledger.key";
  private static final String WEIR = "weir";

  private final Path folder;
  private final Path ledgers;
  private final Path state;
  private final boolean isUsable;
  private final Environment environment;
  private final Console console;

  private LedgerCache(
      Path folder, Path ledgers, boolean isUsable, Environment environment, Console console)
      throws IOException {
    this.folder = folder;
    this.ledgers = ledgers;
    this.isUsable = isUsable;
    this.console = console;
    this.state = Files.createTempDirectory("weir-state-").toRealPath();
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.put(STATE, state.toString());
    this.environment = environment.withVariables(variables);
  }

  /**
   * Takes what an earlier run saved.
   *
   * @param name the folder, as the user wrote it
   * @throws IOException if there can be no temporary folder
   */
  static LedgerCache of(
      String name, GitRepository repository, Environment environment, Console console)
      throws IOException {
    Path folder = environment.workingDirectory().resolve(name).toAbsolutePath().normalize();
    Path ledgers = repository.commonFolder().toRealPath().resolve(WEIR);
    String why = why(folder, repository);
    if (!why.isEmpty()) {
      console.warn("--cache " + name + " is not used: " + why);
    }
    LedgerCache cache = new LedgerCache(folder, ledgers, why.isEmpty(), environment, console);
    if (why.isEmpty()) {
      cache.take();
    }
    return cache;
  }

  /** Returns why a folder cannot be used, or an empty text: a repository brings no ledger. */
  private static String why(Path folder, GitRepository repository) {
    try {
      Path workTree = repository.workTree();
      Path link = workTree == null ? null : FoundFile.linkTo(folder, workTree);
      String path = workTree == null ? null : relative(folder, workTree);
      if (link != null) {
        return "there is a link on the way to it";
      }
      if (path != null && new CommittedFiles(repository, "HEAD").has(path)) {
        return "it is in the repository";
      }
      return "";
    } catch (IOException e) {
      return FailureWords.of(e);
    }
  }

  private static @Nullable String relative(Path folder, Path workTree) throws IOException {
    for (Path top : List.of(workTree.toAbsolutePath().normalize(), workTree.toRealPath())) {
      if (folder.startsWith(top)) {
        return top.relativize(folder).toString().replace('\\', '/');
      }
    }
    return null;
  }

  private void take() {
    try {
      Path key = folder.resolve(KEY);
      if (!Files.isRegularFile(key, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      UserKey own = UserKey.named(KEY, environment.variables());
      if (own != null) {
        own.create(false);
        Files.write(own.file(), Files.readAllBytes(key));
      }
      if (!Files.exists(ledgers, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(ledgers);
      }
      copy(folder, ledgers);
    } catch (IOException e) {
      console.warn("the cache cannot be read: " + FailureWords.withFile(e));
    }
  }

  /** Returns the environment for the scan. */
  Environment environment() {
    return environment;
  }

  /** Saves the ledger for the next run. */
  void save() {
    if (!isUsable) {
      return;
    }
    try {
      Path key = state.resolve(WEIR).resolve(KEY);
      if (Files.isRegularFile(key)) {
        Files.createDirectories(folder);
        Files.copy(
            key,
            folder.resolve(KEY),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
        for (Path old : ledgersIn(folder)) {
          Files.delete(old);
        }
        copy(ledgers, folder);
      }
    } catch (IOException e) {
      console.warn("the cache cannot be written: " + FailureWords.withFile(e));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
      for (Path file : ledgersIn(from)) {
        Files.copy(
            file,
            to.resolve(String.valueOf(file.getFileName())),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<Path> ledgersIn(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(LEDGERS))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .forEach(found::add);
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
