package dev.weir.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.file.RegularFile;
import dev.weir.core.source.Unread;
import dev.weir.git.program.ProgramRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * The objects that a repository keeps under a name.
 *
 * @param tips the names and the objects, each object once
 * @param unread references that cannot be read
 */
public record RepositoryReferences(Map<ObjectId, String> tips, List<Unread> unread) {
  private static final int DIGITS = Constants.OBJECT_ID_STRING_LENGTH;
  private static final long MOST_BYTES = 256L << 20;

  /**
   * Returns the references that {@code git log --all} starts from.
   *
   * @param everything true to add those that git itself uses only in other commands: references of
   *     linked work trees, older stashes, and references whose names or lines git cannot use
   * @throws IOException if the references cannot be listed
   */
  public static RepositoryReferences of(GitRepository repository, boolean everything)
      throws IOException {
    Reader reader = new Reader(repository, everything);
    reader.read();
    return new RepositoryReferences(reader.tips, reader.unread);
  }

  /** Reads references. */
  private static final class Reader {
    private final GitRepository repository;
    private final boolean everything;
    private final Map<ObjectId, String> tips = new LinkedHashMap<>();
    private final List<Unread> unread = new ArrayList<>();

    Reader(GitRepository repository, boolean everything) {
      this.repository = repository;
      this.everything = everything;
    }

    void read() throws IOException {
      for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
        add(ref.getName(), ref.getObjectId());
      }
      Ref head = repository.jgit().exactRef(Constants.HEAD);
      if (head != null) {
        add(Constants.HEAD, head.getObjectId());
      }
      for (ObjectId linked : repository.linkedHeads()) {
        add("HEAD of a linked work tree", linked);
      }
      if (everything && !(repository.jgit() instanceof ProgramRepository)) {
        Path common = repository.commonFolder();
        readLoose(common.resolve("refs"), "refs");
        readPacked(common.resolve(Constants.PACKED_REFS));
        readStashes(common.resolve("logs/refs/stash"));
        readWorkTrees(common.resolve("worktrees"));
      }
    }

    private void add(String name, ObjectId id) {
      if (id != null) {
        tips.putIfAbsent(id.copy(), name);
      }
    }

    /** Adds the id at the start of a text; returns false if there is none. */
    private boolean addId(String name, String text) {
      boolean isId = text.length() >= DIGITS && ObjectId.isId(text.substring(0, DIGITS));
      if (isId) {
        add(name, ObjectId.fromString(text.substring(0, DIGITS)));
      }
      return isId;
    }

    private static String text(Path file) throws IOException {
      return new String(RegularFile.read(file, MOST_BYTES), ISO_8859_1);
    }

    // Files of any name, also of one that is not UTF-8.
    private void readLoose(Path folder, String shown) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          String name = shown + "/" + folder.relativize(file);
          if (!name.endsWith(".lock")) {
            addId(name, text(file));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        unread.add(new Unread(shown, "the references cannot be listed: " + e.getMessage()));
      }
    }

    // Each line that begins with an id, also as the peeled form of a tag.
    private void readPacked(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        return;
      }
      for (String line : text(file).split("\n", -1)) {
        String id = line.startsWith("^") ? line.substring(1) : line;
        String name = id.length() > DIGITS ? id.substring(DIGITS).strip() : "";
        addId(name.isEmpty() ? "packed-refs" : name, id);
      }
    }

    // A line of a reflog has the old id, the new one, who and why.
    private void readStashes(Path log) throws IOException {
      if (!Files.isRegularFile(log)) {
        return;
      }
      for (String line : text(log).split("\n", -1)) {
        int space = line.indexOf(' ');
        if (space == DIGITS) {
          addId("an older stash", line.substring(space + 1));
        }
      }
    }

    private void readWorkTrees(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        return;
      }
      List<Path> places;
      try (Stream<Path> all = Files.list(folder)) {
        places = all.sorted().toList();
      }
      for (Path place : places) {
        String name = "worktrees/" + place.getFileName();
        readLoose(place.resolve("refs"), name + "/refs");
        Path head = place.resolve(Constants.HEAD);
        String text = Files.isRegularFile(head) ? text(head) : "";
        if (!text.startsWith("ref:") && !addId(name + "/HEAD", text)) {
          unread.add(new Unread(name + "/HEAD", "the reference is damaged: it names no object"));
        }
      }
    }
  }
}
