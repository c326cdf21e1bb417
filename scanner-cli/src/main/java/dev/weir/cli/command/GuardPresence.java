package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.cli.process.Environment;
import dev.weir.git.files.DirectIndex;
import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Checks, without opening the repository, whether it may contain files that must be encrypted. So a
 * hook in a repository without any loses almost no time: the names in the index decide, and other
 * files are read only if their names tell that they may be such files.
 */
final class GuardPresence {
  private static final String SOPS = ".sops.yaml";
  private static final byte[] SOPS_NAME = bytes(SOPS);
  private static final byte[] ATTRIBUTES = bytes(".gitattributes");
  private static final byte[] ANSIBLE = bytes("ansible.cfg");
  private static final byte[] ENV = bytes(".env");
  private static final byte[] ENV_KEYS = bytes(".env.keys");
  private static final byte[] PROD = bytes(".env.prod");
  private static final byte[] PRODUCTION = bytes(".env.production");
  private static final byte[] STAGING = bytes(".env.staging");
  private static final byte[] VAULT = bytes("vault");
  private static final byte[] VARIABLES = bytes("_vars/");
  private static final byte[] ANY_VARIABLES = bytes("vars/");
  private static final byte[] SEALED = bytes("sealed");
  private static final long MOST_BYTES = 1 << 20;

  private GuardPresence() {}

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** Returns false only if no name in the repository shows that files must be encrypted. */
  static boolean isPossible(Environment environment) {
    Path here = environment.workingDirectory().resolve(".");
    if (Files.exists(here.resolve(SOPS))) {
      return true;
    }
    GitEnvironment places = GitEnvironment.of(here, environment.variables());
    Path top = places.top();
    Path named = places.index();
    if (top == null || Files.exists(top.resolve(SOPS))) {
      return top != null;
    }
    Path index = named == null ? top.resolve(".git/index") : named;
    if (!Files.exists(index)) {
      // Either nothing was ever staged, or this is a linked work tree or a submodule.
      return named != null || !Files.isDirectory(top.resolve(".git"));
    }
    try {
      return isPossible(DirectIndex.of(index), top);
    } catch (IOException e) {
      // A damaged index, or one whose entries are elsewhere: the full check reads it.
      return true;
    }
  }

  /**
   * An index may have many thousands of names, and this code runs only once, uncompiled. So the
   * last letters decide which names are looked at.
   */
  private static boolean isPossible(DirectIndex index, Path top) {
    byte[] bytes = index.bytes();
    for (int i = 0; i < index.count(); i++) {
      int end = index.pathEnd(i);
      boolean candidate =
          switch (bytes[end - 1]) {
            case 'l' -> bytes[end - 2] == 'm' && (bytes[end - 3] == 'y' || bytes[end - 3] == 'a');
            case 's' -> isEnd(bytes, end, ATTRIBUTES) || isEnd(bytes, end, ENV_KEYS);
            case 'g' -> isEnd(bytes, end, ANSIBLE) || isEnd(bytes, end, STAGING);
            case 'v' -> isEnd(bytes, end, ENV);
            case 't' -> isEnd(bytes, end, VAULT);
            case 'n' -> isEnd(bytes, end, PRODUCTION);
            case 'd' -> isEnd(bytes, end, PROD);
            default -> false;
          };
      if (candidate && isPossible(bytes, index.path(i), end, top)) {
        return true;
      }
    }
    return isPossibleAtTop(index, top);
  }

  /** Looks at all files of the top that are named like {@code .env}. */
  private static boolean isPossibleAtTop(DirectIndex index, Path top) {
    byte[] bytes = index.bytes();
    int from = 0;
    int to = index.count();
    while (from < to) {
      int middle = (from + to) >>> 1;
      int path = index.path(middle);
      if (Arrays.compareUnsigned(bytes, path, index.pathEnd(middle), ENV, 0, ENV.length) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    for (int i = from;
        i < index.count() && isAt(bytes, index.path(i), index.pathEnd(i), ENV);
        i++) {
      if (isPossible(bytes, index.path(i), index.pathEnd(i), top)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPossible(byte[] bytes, int path, int end, Path top) {
    int name = end;
    while (name > path && bytes[name - 1] != '/') {
      name--;
    }
    if (isAt(bytes, name, end, SOPS_NAME)
        || isAt(bytes, name, end, ENV_KEYS)
        || isAt(bytes, name, end, ANSIBLE)
        || contains(bytes, name, end, SEALED)
        || contains(bytes, path, name, VARIABLES)) {
      return true;
    }
    boolean attributes = isAt(bytes, name, end, ATTRIBUTES);
    if (attributes || isAt(bytes, name, end, ENV)) {
      String shown = new String(bytes, path, end - path, ISO_8859_1);
      return mentions(top.resolve(shown), attributes ? "git-crypt" : "DOTENV_PUBLIC_KEY");
    }
    return contains(bytes, name, end, VAULT) && contains(bytes, path, name, ANY_VARIABLES);
  }

  /** Returns true if a file contains a text, or cannot be read. */
  private static boolean mentions(Path file, String text) {
    try {
      return !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > MOST_BYTES
          || new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean isAt(byte[] bytes, int from, int end, byte[] text) {
    return end - from >= text.length
        && Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
  }

  private static boolean isEnd(byte[] bytes, int end, byte[] text) {
    return isAt(bytes, end - text.length, end, text);
  }

  private static boolean contains(byte[] bytes, int from, int end, byte[] text) {
    for (int i = from; i <= end - text.length; i++) {
      if (isAt(bytes, i, end, text)) {
        return true;
      }
    }
    return false;
  }
}
