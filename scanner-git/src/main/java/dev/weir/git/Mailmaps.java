package dev.weir.git;

import dev.weir.core.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Finds the mailmap of a repository: in the work tree, or in the newest commit of a bare one. */
public final class Mailmaps {
  private static final String NAME = ".mailmap";

  private Mailmaps() {}

  public static Mailmap of(GitRepository repository) throws IOException {
    String text = text(repository);
    return text.isEmpty() ? Mailmap.EMPTY : new Mailmap(text);
  }

  /** Returns the text of the mailmap, or empty. */
  public static String text(GitRepository repository) throws IOException {
    if (!repository.config().getBoolean("log", "mailmap", true)) {
      return "";
    }
    Path workTree = repository.workTree();
    byte[] bytes = workTree == null ? inHead(repository.jgit()) : inFolder(workTree);
    return bytes == null ? "" : Utf8.decode(bytes, 0, bytes.length);
  }

  private static byte @Nullable [] inFolder(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(file) : null;
  }

  private static byte @Nullable [] inHead(Repository repository) throws IOException {
    ObjectId id = repository.resolve(Constants.HEAD + ":" + NAME);
    return id == null ? null : repository.open(id, Constants.OBJ_BLOB).getBytes();
  }
}
