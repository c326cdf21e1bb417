package dev.weir.remedy.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.program.GitProcess;
import dev.weir.git.program.GitRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads all objects of a repository, packed or loose, reachable or not. The git program lists them.
 */
final class RepositoryObjects {
  private final GitRepository repository;

  RepositoryObjects(GitRepository repository) {
    this.repository = repository;
  }

  /** Receives objects. */
  interface Visitor {
    /**
     * Called for each object.
     *
     * @param type a type constant of {@link Constants}
     * @param raw the content, as JGit reads it
     */
    void object(int type, ObjectId id, byte[] raw);

    /** Called for an object that cannot be read, with its name and the reason. */
    void unreadable(String name, String why);
  }

  /**
   * Reads all objects.
   *
   * @throws IOException if the objects cannot be listed
   */
  void forEach(Visitor visitor) throws IOException {
    List<String> command =
        List.of("cat-file", "--batch-all-objects", "--batch-check", "--unordered");
    try (GitProcess git = repository.commands().start(command);
        ObjectReader reader = repository.jgit().newObjectReader();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(git.output(), ISO_8859_1))) {
      git.input().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(line.split(" ", -1), reader, visitor);
      }
      int code = git.waitFor();
      if (code != 0) {
        throw new GitRefusedException(code, git.errors());
      }
    }
  }

  private void read(String[] words, ObjectReader reader, Visitor visitor) throws IOException {
    ObjectId id = repository.id(words[0]);
    int type = words.length == 3 ? type(words[1]) : Constants.OBJ_BAD;
    if (type == Constants.OBJ_BAD) {
      visitor.unreadable(words[0], "git does not know its type");
      return;
    }
    byte[] raw;
    try {
      raw = GitFailure.guard(() -> reader.open(id, type).getBytes());
    } catch (IOException e) {
      visitor.unreadable(words[0], GitFailure.reason(e));
      return;
    }
    visitor.object(type, id, raw);
  }

  private static int type(String name) {
    return switch (name) {
      case Constants.TYPE_COMMIT -> Constants.OBJ_COMMIT;
      case Constants.TYPE_TREE -> Constants.OBJ_TREE;
      case Constants.TYPE_BLOB -> Constants.OBJ_BLOB;
      case Constants.TYPE_TAG -> Constants.OBJ_TAG;
      default -> Constants.OBJ_BAD;
    };
  }
}
