package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.cli.process.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells without opening the repository whether there may be a {@code .sops.yaml} in it, so that a
 * hook where there is none pays next to nothing.
 */
final class SopsPresence {
  private static final String NAME = ".sops.yaml";

  /** Where an entry's name starts in what is searched does not matter: a NUL ends each. */
  private static final byte[] ENTRY = (NAME + "\0").getBytes(ISO_8859_1);

  /** Parts of an index that has entries elsewhere, with the upper half of their size. */
  private static final byte[] SPLIT = "link\0\0".getBytes(ISO_8859_1);

  private static final byte[] SPARSE = "sdir\0\0".getBytes(ISO_8859_1);

  private static final int VERSION_AT = 7;
  private static final int WITH_CUT_NAMES = 4;

  private SopsPresence() {}

  /** Returns false only if there is none, neither at the top nor in the index. */
  static boolean isPossible(Environment environment) {
    Path here = environment.workingDirectory().resolve(".");
    if (Files.exists(here.resolve(NAME))) {
      return true;
    }
    String named = environment.variables().getOrDefault("GIT_INDEX_FILE", "");
    Path index = here.resolve(named.isEmpty() ? ".git/index" : named);
    if (!Files.exists(index)) {
      // Nothing was ever staged, or this is a linked work tree, or a folder of one.
      return named.isEmpty() && !Files.isDirectory(here.resolve(".git"));
    }
    try {
      byte[] bytes = Files.readAllBytes(index);
      return bytes.length <= VERSION_AT
          || bytes[VERSION_AT] >= WITH_CUT_NAMES
          || holds(bytes, ENTRY)
          || holds(bytes, SPLIT)
          || holds(bytes, SPARSE);
    } catch (IOException e) {
      // Whoever reads it properly says what is wrong.
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
