package dev.weir.gitsecrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the settings {@code secrets.*} from git's configuration, and {@code .gitallowed}. */
final class Settings {
  static final String PATTERNS = "secrets.patterns";
  static final String ALLOWED = "secrets.allowed";
  static final String PROVIDERS = "secrets.providers";

  /** The effect of a failing provider: {@code block} or {@code warn}. */
  private static final String PROVIDER_FAILURE = "secrets.providerFailure";

  /**
   * The effect of an allowed pattern, which excuses the whole {@code line} or only the {@code
   * match}.
   */
  private static final String ALLOWED_BY = "secrets.allowedBy";

  /** Whether providers that the repository's own configuration names may be run. */
  private static final String ALLOW_PROVIDERS = "secrets.allowProviders";

  private static final String FILE = ".gitallowed";

  /** Scopes whose files belong to the user, unless they are in the work tree. */
  private static final Set<String> OF_THE_USER = Set.of("system", "global", "command");

  private final UserGit git;
  private final Path folder;
  private final boolean allowsProviders;

  /**
   * @param folder the folder to which relative file names in the configuration refer
   * @param allowsProviders true if the command line allows all providers
   */
  Settings(UserGit git, Path folder, boolean allowsProviders) {
    this.git = git;
    this.folder = folder;
    this.allowsProviders = allowsProviders;
  }

  /**
   * One value.
   *
   * @param value the value, one character per byte
   * @param isOfUser true if it comes from the user's configuration, and not from a file that may
   *     have come with the repository
   * @param isOfWorkTree true if it is configured in a file of the work tree
   */
  record Value(String value, boolean isOfUser, boolean isOfWorkTree) {
    @Override
    public String toString() {
      return "a value";
    }
  }

  /**
   * Returns the values of a setting, in git's order.
   *
   * @throws GitSecretsException if git cannot read its configuration
   */
  List<Value> values(String key) {
    UserGit.Answer answer =
        git.ask("config", "--show-scope", "--show-origin", "-z", "--get-all", key);
    if (answer.code() == 1) {
      return List.of();
    }
    if (answer.code() != 0) {
      throw UserGit.refused(answer.code(), answer.errors());
    }
    List<String> parts = answer.parts();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i + 2 < parts.size(); i += 3) {
      boolean isOfWorkTree = isOfWorkTree(parts.get(i + 1));
      boolean isOfUser = OF_THE_USER.contains(parts.get(i)) && !isOfWorkTree;
      values.add(new Value(parts.get(i + 2), isOfUser, isOfWorkTree));
    }
    return values;
  }

  private String single(String key, String initial, List<String> known) {
    String value = initial;
    for (Value given : values(key)) {
      if (given.isOfWorkTree()) {
        // Anyone who can commit could set it.
        continue;
      }
      value = given.value();
    }
    if (!known.contains(value)) {
      throw new GitSecretsException(
          "git configuration: " + key + " must be " + String.join(" or ", known), 2);
    }
    return value;
  }

  boolean isBlockedByProviders() {
    return single(PROVIDER_FAILURE, "block", List.of("block", "warn")).equals("block");
  }

  boolean isAllowedByMatch() {
    return single(ALLOWED_BY, "line", List.of("line", "match")).equals("match");
  }

  /** Returns true if providers of the repository may be run. Only the user can say so. */
  boolean allowsProviders() {
    boolean allows = allowsProviders;
    for (Value value : values(ALLOW_PROVIDERS)) {
      allows = value.isOfUser() ? value.value().equals("true") || allowsProviders : allows;
    }
    return allows;
  }

  /** Returns true if the configuration file is in the work tree and so may be committed. */
  private boolean isOfWorkTree(String origin) {
    return origin.startsWith("file:")
        && isInWorkTree(folder.resolve(Bytes.text(origin.substring("file:".length()))));
  }

  /** Returns true if a file is in the work tree but not in the git folder. */
  boolean isInWorkTree(Path file) {
    UserGit.Answer top = git.ask("rev-parse", "--show-toplevel");
    if (top.code() != 0) {
      return false;
    }
    Path real = real(file);
    boolean inside = real.startsWith(real(folder.resolve(Bytes.text(top.line()))));
    UserGit.Answer own = git.ask("rev-parse", "--git-dir", "--git-common-dir");
    return inside
        && own.out()
            .lines()
            .map(name -> real(folder.resolve(Bytes.text(name))))
            .noneMatch(real::startsWith);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  /**
   * Returns the allowed patterns: those of the configuration, then those of {@code .gitallowed}.
   */
  List<Named> allowed() {
    List<Named> all = new ArrayList<>(named(ALLOWED));
    UserGit.Answer top = git.ask("rev-parse", "--show-toplevel");
    Path file = folder.resolve(Bytes.text(top.line())).resolve(FILE);
    if (top.code() != 0 || !Files.exists(file)) {
      return all;
    }
    try {
      List<String> lines = Bytes.of(Files.readAllBytes(file)).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        // Blank lines and comments are skipped.
        if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
          all.add(new Named(FILE + ", line " + (i + 1), line));
        }
      }
      return all;
    } catch (IOException e) {
      throw new GitSecretsException(FILE + ": cannot be read: " + e.getMessage(), 2);
    }
  }

  /** Returns the patterns of a setting. Each line of a value is one pattern. */
  List<Named> named(String key) {
    List<Named> all = new ArrayList<>();
    int number = 0;
    for (Value value : values(key)) {
      number++;
      for (String line : value.value().split("\n", -1)) {
        // An empty pattern would match everything.
        if (!line.isEmpty()) {
          all.add(new Named(key + ", value " + number, line));
        }
      }
    }
    return all;
  }

  /**
   * A pattern, which may itself be a secret.
   *
   * @param where the place of the pattern, for messages
   * @param pattern the POSIX extended pattern, one character per byte
   */
  record Named(String where, String pattern) {
    @Override
    public String toString() {
      return where;
    }
  }
}
