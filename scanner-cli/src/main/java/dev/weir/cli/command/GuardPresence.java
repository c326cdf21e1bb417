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
  private static final byte[] VAULT = bytes("vault");
  private static final byte[] VARIABLES = bytes("_vars");
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

  private static boolean isPossible(DirectIndex index, Path top) {
    byte[] bytes = index.bytes();
    for (int i = 0; i < index.count(); i++) {
      int path = index.path(i);
      int end = index.pathEnd(i);
      int name = end;
      boolean sealed = false;
      while (name > path && bytes[name - 1] != '/') {
        name--;
        sealed |= bytes[name] == 's' && isAt(bytes, name, end, SEALED);
      }
      if (sealed || isEndOf(bytes, path, name - 1, VARIABLES)) {
        return true;
      }
      byte first = name < end ? bytes[name] : 0;
      boolean possible =
          (first == '.' && isHidden(bytes, path, name, end, top))
              || (first == 'a' && isWhole(bytes, name, end, ANSIBLE))
              || (first == 'v'
                  && isAt(bytes, name, end, VAULT)
                  && contains(bytes, path, name, ANY_VARIABLES));
      if (possible) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHidden(byte[] bytes, int path, int name, int end, Path top) {
    if (isWhole(bytes, name, end, SOPS_NAME) || isWhole(bytes, name, end, ENV_KEYS)) {
      return true;
    }
    boolean attributes = isWhole(bytes, name, end, ATTRIBUTES);
    if (!attributes && !isAt(bytes, name, end, ENV)) {
      return false;
    }
    String shown = new String(bytes, path, end - path, ISO_8859_1);
    return mentions(top.resolve(shown), attributes ? "git-crypt" : "DOTENV_PUBLIC_KEY");
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

  private static boolean isWhole(byte[] bytes, int from, int end, byte[] text) {
    return end - from == text.length && isAt(bytes, from, end, text);
  }

  private static boolean isEndOf(byte[] bytes, int from, int end, byte[] text) {
    return end - text.length >= from && isAt(bytes, end - text.length, end, text);
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
