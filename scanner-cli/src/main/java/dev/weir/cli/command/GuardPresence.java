package dev.weir.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.cli.process.Environment;
import dev.weir.git.files.DirectIndex;
import dev.weir.git.files.GitEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks, without opening the repository, whether it may contain a {@code .sops.yaml}. So a hook in
 * a repository without one loses almost no time.
 */
final class GuardPresence {
  private static final String NAME = ".sops.yaml";

  private GuardPresence() {}

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
      return DirectIndex.of(index).hasName(NAME.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // A damaged index, or one whose entries are elsewhere: the full check reads it.
      return true;
    }
  }
}
