package dev.weir.git.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.fuzz.FuzzTarget;
import dev.weir.fuzz.RealGit;
import dev.weir.git.CollectingSink;
import dev.weir.git.GitRepository;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.HistoryExtras;
import dev.weir.git.source.HistorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/**
 * A history whose commit, tree or tag may have been written by anyone with {@code git hash-object
 * -t TYPE --literally -w} is read, or reported as not read.
 */
public final class ObjectsFuzz implements FuzzTarget {
  private static final List<Integer> TYPES =
      List.of(Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_TAG, Constants.OBJ_BLOB);
  private static final HistoryExtras ALL =
      new HistoryExtras(HistoryExtras.Merges.REPORTED, true, true, true);
  private static final int MOST_OBJECTS = 500;

  private RealGit git;
  private String tree = "";
  private String commit = "";
  private String blob = "";
  private int written;

  /** The first byte chooses the type. */
  @Override
  public List<byte[]> seeds() throws IOException, InterruptedException {
    start();
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(seed(0, commitOf(tree, "parent " + commit + "\n")));
    seeds.add(seed(0, commitOf(tree, "parent " + commit + "\nparent " + commit + "\n")));
    seeds.add(seed(0, commitOf(tree, "")));
    byte[] id = HexFormat.of().parseHex(blob);
    String raw = new String(id, ISO_8859_1);
    seeds.add(seed(1, "100644 a.txt\0" + raw + "120000 link\0" + raw + "160000 module\0" + raw));
    seeds.add(seed(1, "100755 .gitattributes\0" + raw + "100644 x\0" + raw));
    seeds.add(
        seed(
            2,
            "object "
                + commit
                + "\ntype commit\ntag v1\n"
                + "tagger Jane Doe <jane@example.com> 1700000000 +0100\n\nthe tag\n"));
    seeds.add(seed(3, "*.txt diff=x -text\n*.bin binary\n[attr]a b c\n!x\n"));
    return seeds;
  }

  private static byte[] seed(int type, String text) {
    return ((char) type + text).getBytes(ISO_8859_1);
  }

  private static String commitOf(String tree, String parents) {
    return "tree "
        + tree
        + "\n"
        + parents
        + "author Jane Doe <jane@example.com> 1700000000 +0100\n"
        + "committer Jane Doe <jane@example.com> 1700000000 +0100\n\nmessage\n";
  }

  private void start() throws IOException, InterruptedException {
    if (git != null && written++ < MOST_OBJECTS) {
      return;
    }
    written = 0;
    git = RealGit.inNewFolder();
    git.run("init", "-q", "--bare", "-b", "main", ".");
    Path file = git.folder().resolve("a");
    Files.writeString(file, "some text\nof two lines\n");
    blob = git.run("hash-object", "-w", "a").strip();
    try (GitRepository repository = open();
        ObjectInserter inserter = repository.jgit().newObjectInserter()) {
      String raw = new String(HexFormat.of().parseHex(blob), ISO_8859_1);
      tree =
          inserter.insert(Constants.OBJ_TREE, ("100644 a.txt\0" + raw).getBytes(ISO_8859_1)).name();
      commit = inserter.insert(Constants.OBJ_COMMIT, commitOf(tree, "").getBytes(UTF_8)).name();
      inserter.flush();
    }
  }

  private GitRepository open() {
    return GitRepository.open(git.folder(), "r", Map.of());
  }

  @Override
  public int tries() {
    return 200;
  }

  @Override
  public void run(byte[] input) throws Exception {
    start();
    if (input.length == 0) {
      return;
    }
    int type = TYPES.get((input[0] & 0xFF) % TYPES.size());
    byte[] object = Arrays.copyOfRange(input, 1, input.length);
    CollectingSink sink = new CollectingSink();
    try (GitRepository repository = open()) {
      ObjectId id = reached(repository.jgit(), type, object);
      Files.writeString(git.folder().resolve("refs/heads/main"), id.name() + "\n");
      try {
        new HistorySource(
                repository,
                CommitSelection.all(),
                ALL,
                ChangeReading.asGitLog(FileReading.withoutArchives(true)))
            .forEachFragment(sink);
      } catch (SourceException e) {
        assertThat(e.getMessage()).isNotBlank();
        return;
      }
    }
    if (type == Constants.OBJ_COMMIT && sink.unread.isEmpty()) {
      assertThat(sink.commits).isNotEmpty();
    }
  }

  /** Returns the object, or another object that leads to it. */
  private ObjectId reached(Repository jgit, int type, byte[] object) throws IOException {
    try (ObjectInserter inserter = jgit.newObjectInserter()) {
      ObjectId id = inserter.insert(type, object);
      if (type == Constants.OBJ_BLOB) {
        String raw = new String(id(id), ISO_8859_1);
        byte[] of = ("100644 .gitattributes\0" + raw + "100644 a.txt\0" + raw).getBytes(ISO_8859_1);
        id = inserter.insert(Constants.OBJ_TREE, of);
      }
      if (type == Constants.OBJ_TREE || type == Constants.OBJ_BLOB) {
        byte[] of = commitOf(id.name(), "parent " + commit + "\n").getBytes(UTF_8);
        id = inserter.insert(Constants.OBJ_COMMIT, of);
      }
      inserter.flush();
      return id;
    }
  }

  private static byte[] id(ObjectId id) {
    byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
    id.copyRawTo(raw, 0);
    return raw;
  }
}
