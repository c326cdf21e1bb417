package dev.weir.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.RegularFile;
import dev.weir.core.text.Content;
import dev.weir.git.failure.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/**
 * Everything besides the objects of a repository that decides how its commits are read: attributes,
 * the settings of diff drivers, replaced objects and grafts. A commit that was read under other
 * conditions must be read again.
 *
 * @param folders the folders in which attributes were looked for, each followed by a zero byte
 * @param digest a digest of all conditions
 */
public record ReadConditions(String folders, String digest) {
  private static final long MOST_GRAFT_BYTES = 16L << 20;

  /**
   * Returns the conditions of a repository.
   *
   * @param attributes the attributes that the commits were read with
   * @param earlier folders in which an earlier scan looked for attributes, as in {@link #folders}
   */
  public static ReadConditions of(
      GitRepository repository, DiffAttributes attributes, String earlier) {
    Set<String> folders = new TreeSet<>(attributes.folders());
    if (!earlier.isEmpty()) {
      folders.addAll(List.of(earlier.substring(0, earlier.length() - 1).split("\0", -1)));
    }
    Digest digest = new Digest();
    attributes.addTo(digest, folders);
    addReplacements(repository, digest);
    digest.add("grafts", grafts(repository.commonFolder().resolve("info/grafts")));
    StringBuilder all = new StringBuilder();
    for (String folder : folders) {
      all.append(folder).append('\0');
    }
    return new ReadConditions(all.toString(), digest.finish());
  }

  /** Returns true if no object is replaced by another, and no parents by others. */
  public static boolean areOnlyObjects(GitRepository repository) {
    try {
      return GitFailure.guard(
                  () ->
                      repository
                          .jgit()
                          .getRefDatabase()
                          .getRefsByPrefix(Constants.R_REFS + "replace/"))
              .isEmpty()
          && !Files.exists(repository.commonFolder().resolve("info/grafts"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns a digest of all conditions, with the attributes of all folders of the work tree.
   *
   * @throws IOException if the work tree cannot be listed
   */
  public static String everywhere(GitRepository repository) throws IOException {
    DiffAttributes attributes = new DiffAttributes(repository);
    Path workTree = repository.workTree();
    Set<String> folders = new TreeSet<>();
    if (workTree != null) {
      AttributeFolders.collect(workTree, folders);
    }
    Digest digest = new Digest();
    attributes.addTo(digest, folders);
    addReplacements(repository, digest);
    digest.add("grafts", grafts(repository.commonFolder().resolve("info/grafts")));
    return digest.finish();
  }

  private static void addReplacements(GitRepository repository, Digest digest) {
    try {
      List<Ref> all =
          GitFailure.guard(
              () ->
                  repository
                      .jgit()
                      .getRefDatabase()
                      .getRefsByPrefix(Constants.R_REFS + "replace/"));
      for (Ref ref : all) {
        digest.add(ref.getName(), Content.of(String.valueOf(ref.getObjectId())));
      }
    } catch (IOException e) {
      // The scan reports that the references cannot be read.
      digest.add("replace", Content.of("unreadable"));
    }
  }

  private static Content grafts(Path file) {
    if (!Files.exists(file)) {
      return Content.empty();
    }
    try {
      return Content.ofOwned(RegularFile.read(file, MOST_GRAFT_BYTES));
    } catch (IOException e) {
      return Content.of("unreadable");
    }
  }

  /** Computes a digest of named contents. */
  static final class Digest {
    private final MessageDigest sum = sha256();

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    /** Adds a content. */
    Digest add(String name, Content content) {
      byte[] bytes = content.bytes();
      sum.update((name + '\0' + bytes.length + '\0').getBytes(UTF_8));
      sum.update(bytes);
      return this;
    }

    private String finish() {
      return HexFormat.of().formatHex(sum.digest());
    }
  }
}
