package dev.weir.git.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.Unread;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/** Reports damaged references, which JGit ignores silently. */
public final class LooseReferences {
  private LooseReferences() {}

  /** Reports each file in {@code refs} that is not a reference. */
  public static void check(GitRepository repository, Consumer<Unread> to) {
    Path common = repository.jgit().getCommonDirectory().toPath();
    Path refs = common.resolve("refs");
    if (!Files.isDirectory(refs)) {
      return;
    }
    try (Stream<Path> files = Files.walk(refs)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        String name = common.relativize(file).toString();
        if (!name.endsWith(".lock") && !isReference(file)) {
          to.accept(new Unread(name, "the reference is damaged: it names no object"));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      to.accept(new Unread("refs", "the references cannot be listed: " + e.getMessage()));
    }
  }

  private static boolean isReference(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), UTF_8);
    int digits = 40;
    return text.startsWith("ref:")
        || (text.length() >= digits && ObjectId.isId(text.substring(0, digits)));
  }
}
