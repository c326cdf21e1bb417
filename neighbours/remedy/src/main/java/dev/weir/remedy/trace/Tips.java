package dev.weir.remedy.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.GitRepository;
import dev.weir.git.RemoteFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The starting points of a repository's histories: references, and the ids in reference logs and
 * pseudo references.
 *
 * @param head the checked-out commit, or null
 */
record Tips(List<Tip> references, List<Tip> logged, @Nullable ObjectId head) {
  /**
   * One starting point.
   *
   * @param pushed true if a remote has the object, or had it once
   */
  record Tip(String name, ObjectId id, boolean pushed) {}

  /**
   * Returns all starting points of a repository.
   *
   * @param notRead receives what cannot be read, such as damaged references
   */
  static Tips of(GitRepository repository, List<String> notRead) throws IOException {
    List<Tip> references = new ArrayList<>();
    boolean mirror = RemoteFacts.of(repository).isMirror();
    for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
      ObjectId id = ref.getObjectId();
      if (id != null) {
        boolean pushed = mirror || ref.getName().startsWith(Constants.R_REMOTES);
        references.add(new Tip(ref.getName(), id, pushed));
      }
    }
    Ref head = repository.jgit().exactRef(Constants.HEAD);
    ObjectId newest = head == null ? null : head.getObjectId();
    // If a branch is checked out, the branch itself is among the references.
    if (head != null && newest != null && !head.isSymbolic()) {
      references.add(new Tip(Constants.HEAD, newest, mirror));
    }
    for (ObjectId linked : repository.linkedHeads()) {
      references.add(new Tip("HEAD of a linked work tree", linked, false));
    }
    return new Tips(references, logged(repository, notRead), newest);
  }

  private static List<Tip> logged(GitRepository repository, List<String> notRead) {
    Path common = repository.jgit().getCommonDirectory().toPath();
    Set<Tip> tips = new HashSet<>();
    try {
      List<Path> logs = new ArrayList<>();
      List<Path> pseudo = new ArrayList<>();
      List<Path> folders = new ArrayList<>(List.of(common));
      if (Files.isDirectory(common.resolve("worktrees"))) {
        try (Stream<Path> linked = Files.list(common.resolve("worktrees"))) {
          linked.filter(Files::isDirectory).forEach(folders::add);
        }
      }
      for (Path folder : folders) {
        if (Files.isDirectory(folder.resolve("logs"))) {
          try (Stream<Path> files = Files.walk(folder.resolve("logs"))) {
            files.filter(Files::isRegularFile).forEach(logs::add);
          }
        }
        try (Stream<Path> files = Files.list(folder)) {
          files
              .filter(file -> file.getFileName().toString().matches("[A-Z_]+_HEAD"))
              .filter(Files::isRegularFile)
              .forEach(pseudo::add);
        }
      }
      for (Path log : logs) {
        String name = common.relativize(log).toString().replaceFirst("(^|.*/)logs/", "");
        addAll(repository, Files.readString(log, ISO_8859_1), "log of " + name, 2, tips);
      }
      for (Path file : pseudo) {
        String name = common.relativize(file).toString();
        addAll(repository, Files.readString(file, UTF_8), name, 1, tips);
      }
    } catch (IOException | UncheckedIOException e) {
      notRead.add("reference logs: " + e.getMessage());
    }
    return List.copyOf(tips);
  }

  /** Adds the ids at the start of each line. */
  private static void addAll(
      GitRepository repository, String text, String name, int most, Set<Tip> tips) {
    boolean pushed = name.startsWith("log of " + Constants.R_REMOTES);
    text.lines()
        .forEach(
            line -> {
              String[] words = line.split("[ \t]", most + 1);
              for (int i = 0; i < Math.min(most, words.length); i++) {
                try {
                  ObjectId id = repository.id(words[i]);
                  if (!id.equals(ObjectId.zeroId())) {
                    tips.add(new Tip(name, id, pushed));
                  }
                } catch (IOException e) {
                  // The word is not an id, so this line is of another kind.
                  return;
                }
              }
            });
  }
}
