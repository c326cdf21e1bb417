package dev.weir.git.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.FileReading;
import dev.weir.core.source.SourceException;
import dev.weir.fuzz.FuzzTarget;
import dev.weir.fuzz.RealGit;
import dev.weir.git.CollectingSink;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.source.ChangeReading;
import dev.weir.git.source.PathScope;
import dev.weir.git.source.StagedSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;

/**
 * An index is refused, or it has all the entries that git reads from it, and staged files are read
 * or reported as not read. Its checksum is ignored, as in git.
 */
public final class IndexFuzz implements FuzzTarget {
  private static final int SUM = 20;

  /** One input in this many is compared with git. */
  private static final int COMPARED = 16;

  private final List<byte[]> seeds = new ArrayList<>();
  private RealGit git;

  @Override
  public List<byte[]> seeds() throws IOException, InterruptedException {
    if (seeds.isEmpty()) {
      git = RealGit.inNewFolder();
      git.run("init", "-q", "-b", "main", ".");
      for (int i = 0; i < 4; i++) {
        stage("d" + i + "/f" + i + ".txt", "line " + i + "\n");
      }
      stage("d0/sub/g.txt", "more\n");
      String tree = git.run("write-tree").strip();
      keep();
      git.run("update-ref", "HEAD", git.run("commit-tree", "-m", "one", tree).strip());
      stage("d1/new.txt", "new\n");
      stage("d2/f2.txt", "line 2\nchanged\n");
      git.run("rm", "-q", "--cached", "d3/f3.txt");
      keep();
      git.run("update-index", "--index-version", "4");
      keep();
      git.run("update-index", "--assume-unchanged", "d0/f0.txt");
      git.run("update-index", "--skip-worktree", "d0/sub/g.txt");
      keep();
      git.run("update-index", "--index-version", "3");
      keep();
      git.run("update-index", "--index-version", "2");
      git.run("update-index", "--split-index");
      stage("z.txt", "z\n");
      keep();
    }
    return seeds;
  }

  /** Adds a file to the index that is in no folder, so that its entry has no times. */
  private void stage(String name, String text) throws IOException, InterruptedException {
    Files.writeString(git.folder().resolve(".git/staged"), text);
    String id = git.run("hash-object", "-w", ".git/staged").strip();
    git.run("update-index", "--add", "--cacheinfo", "100644," + id + "," + name);
  }

  private Path index() {
    return git.folder().resolve(".git/index");
  }

  private void keep() throws IOException {
    seeds.add(Files.readAllBytes(index()));
  }

  @Override
  public int tries() {
    return 200;
  }

  @Override
  public void run(byte[] input) throws Exception {
    seeds();
    CRC32 crc = new CRC32();
    crc.update(input);
    boolean compared = crc.getValue() % COMPARED == 0;
    Map<String, String> variables = compared ? RealGit.ON_THE_PATH : Map.of();
    try (GitRepository repository = GitRepository.open(git.folder(), "r", variables)) {
      // JGit leaves the first one to git, and reads the second one itself.
      for (byte[] bytes : List.of(input, withSum(input))) {
        Files.write(index(), bytes);
        DirCache read = read(repository);
        if (read != null) {
          check(read, bytes, compared);
        }
        staged(repository, read);
      }
    }
  }

  private static byte[] withSum(byte[] input) throws GeneralSecurityException {
    int end = Math.max(0, input.length - SUM);
    byte[] all = Arrays.copyOf(input, end + SUM);
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(input, 0, end);
    System.arraycopy(digest.digest(), 0, all, end, SUM);
    return all;
  }

  private static DirCache read(GitRepository repository) {
    try {
      return repository.index();
    } catch (IOException e) {
      assertThat(GitFailure.reason(e)).isNotBlank();
      return null;
    }
  }

  private void check(DirCache read, byte[] bytes, boolean compared) throws Exception {
    boolean isSplit = new String(bytes, StandardCharsets.ISO_8859_1).contains("link");
    if (!isSplit) {
      assertThat(read.getEntryCount()).isEqualTo(ByteBuffer.wrap(bytes).getInt(8));
    }
    String listed = compared ? git.outputOrNull("ls-files", "-s", "-z") : null;
    if (listed != null) {
      List<String> wanted = new ArrayList<>(List.of(listed.split("\0")));
      wanted.removeIf(String::isEmpty);
      // JGit has two modes for files, regardless of the other bits of an entry.
      wanted.replaceAll(line -> line.substring(line.indexOf(' ') + 1));
      List<String> found = new ArrayList<>();
      for (int i = 0; i < read.getEntryCount(); i++) {
        found.add(shown(read.getEntry(i)));
      }
      assertThat(found).containsAll(wanted);
    }
  }

  private static String shown(DirCacheEntry entry) {
    return entry.getObjectId().name() + " " + entry.getStage() + "\t" + entry.getPathString();
  }

  /** Everything that git has not committed is pushed or reported as not read. */
  private static void staged(GitRepository repository, DirCache read) throws InterruptedException {
    CollectingSink sink = new CollectingSink();
    try {
      new StagedSource(
              repository,
              PathScope.EVERYTHING,
              ChangeReading.asGitLog(FileReading.withoutArchives(false)))
          .forEachFragment(sink);
    } catch (SourceException e) {
      assertThat(e.getMessage()).contains("nothing was scanned");
      return;
    }
    for (int i = 0; i < read.getEntryCount(); i++) {
      DirCacheEntry entry = read.getEntry(i);
      boolean isNew = entry.getPathString().endsWith("new.txt") && !entry.isIntentToAdd();
      if (isNew && entry.getRawMode() == 0100644 && sink.unread.isEmpty()) {
        assertThat(sink.paths).contains(entry.getPathString());
      }
    }
  }
}
