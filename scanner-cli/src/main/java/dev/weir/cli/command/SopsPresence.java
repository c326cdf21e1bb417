package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.cli.process.Environment;
import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Checks, without opening the repository, whether it may contain a {@code .sops.yaml}. So a hook in
 * a repository without one loses almost no time.
 */
final class SopsPresence {
  private static final String NAME = ".sops.yaml";

  /** The end of an index entry: each path ends with a NUL, in any folder. */
  private static final byte[] ENTRY = (NAME + "\0").getBytes(ISO_8859_1);

  /** Extensions of an index whose entries are elsewhere, with the upper half of their size. */
  private static final byte[] SPLIT = "link\0\0".getBytes(ISO_8859_1);

  private static final byte[] SPARSE = "sdir\0\0".getBytes(ISO_8859_1);

  private static final int VERSION_AT = 7;
  private static final int WITH_CUT_NAMES = 4;

  private SopsPresence() {}

  /** Returns false only if neither the work tree's top nor the index has a {@code .sops.yaml}. */
  static boolean isPossible(Environment environment) {
    Path here = environment.workingDirectory().resolve(".");
    if (Files.exists(here.resolve(NAME))) {
      return true;
    }
    GitEnvironment places = GitEnvironment.of(here, environment.variables());
    Path top = places.top();
    Path named = places.index();
    if (top == null || Files.exists(top.resolve(NAME))) {
      return top != null;
    }
    Path index = named == null ? top.resolve(".git/index") : named;
    if (!Files.exists(index)) {
      // Either nothing was ever staged, or this is a linked work tree or a submodule.
      return named != null || !Files.isDirectory(top.resolve(".git"));
    }
    try {
      byte[] bytes = Files.readAllBytes(index);
      return bytes.length <= VERSION_AT
          || bytes[VERSION_AT] >= WITH_CUT_NAMES
          || holds(bytes, ENTRY)
          || holds(bytes, SPLIT)
          || holds(bytes, SPARSE);
    } catch (IOException e) {
      // The full check will report the error.
      return true;
    }
  }

  static boolean holds(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
