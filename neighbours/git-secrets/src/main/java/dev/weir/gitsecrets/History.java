package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.git.program.GitProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scans the files that commits change. Each blob is read once. A merge counts as a change where it
 * differs from all of its parents.
 */
final class History {
  private static final String NONE = "0";
  private static final String SUBMODULE = "160000";

  private final Scan scan;
  private final UserGit git;
  private final Map<String, List<Prohibited.Line>> known = new HashMap<>();

  History(Scan scan, UserGit git) {
    this.scan = scan;
    this.git = git;
  }

  /**
   * One file that a commit changes.
   *
   * @param before the ids of its blobs in the parents that have the file
   * @param after the id of its blob, or null if the commit deletes the file
   * @param path the path, one character per byte
   */
  private record Change(String commit, List<String> before, @Nullable String after, String path) {}

  /** Receives changes, in the order of the commits. */
  @FunctionalInterface
  private interface Changes {
    void take(Change change) throws IOException;
  }

  /**
   * Scans all commits. For each commit that adds or removes a prohibited line, all prohibited lines
   * of its files are reported.
   *
   * @return false if there is no such commit
   */
  boolean readAll() {
    List<String> selected = new ArrayList<>();
    try (BatchContents blobs = new BatchContents(git)) {
      forEachChange(
          commits("--all"),
          change -> {
            boolean again = !selected.isEmpty() && last(selected).equals(change.commit());
            if (!again && isOfInterest(change, blobs)) {
              selected.add(change.commit());
            }
          });
      for (String commit : selected) {
        tree(commit, blobs);
      }
    }
    return !selected.isEmpty();
  }

  private static String last(List<String> list) {
    return list.get(list.size() - 1);
  }

  /** Reports the prohibited lines that commits add. */
  void readAdded(String... revisions) {
    try (BatchContents blobs = new BatchContents(git)) {
      forEachChange(
          commits(revisions),
          change -> scan.report(change.commit() + ":" + change.path(), added(change, blobs)));
    }
  }

  private String commits(String... revisions) {
    List<String> words = new ArrayList<>(List.of("rev-list"));
    words.addAll(List.of(revisions));
    words.add("--");
    return git.read(words, "").out();
  }

  private boolean isOfInterest(Change change, BatchContents blobs) {
    if (!added(change, blobs).isEmpty()) {
      return true;
    }
    if (change.before().size() != 1) {
      return false;
    }
    List<String> before = texts(linesOf(change.before().get(0), change, blobs));
    List<String> after = change.after() == null ? List.of() : texts(after(change, blobs));
    return !before.equals(after);
  }

  private List<Prohibited.Line> after(Change change, BatchContents blobs) {
    String after = change.after();
    return after == null ? List.of() : linesOf(after, change, blobs);
  }

  private List<Prohibited.Line> added(Change change, BatchContents blobs) {
    List<Prohibited.Line> after = after(change, blobs);
    if (after.isEmpty()) {
      return after;
    }
    List<String> before = new ArrayList<>();
    for (String id : change.before()) {
      before.addAll(texts(linesOf(id, change, blobs)));
    }
    List<Prohibited.Line> added = new ArrayList<>();
    for (Prohibited.Line line : after) {
      if (!before.remove(line.text())) {
        added.add(line);
      }
    }
    return added;
  }

  private static List<String> texts(List<Prohibited.Line> lines) {
    return lines.stream().map(Prohibited.Line::text).toList();
  }

  private List<Prohibited.Line> linesOf(String id, Change change, BatchContents blobs) {
    List<Prohibited.Line> lines = known.get(id);
    if (lines == null) {
      lines = read(id, change.commit() + ":" + Bytes.text(change.path()), blobs);
      known.put(id, lines);
    }
    return lines;
  }

  private List<Prohibited.Line> read(String id, String where, BatchContents blobs) {
    try {
      List<Prohibited.Line> lines = scan.linesOf(blobs.read(id));
      return lines.isEmpty() ? List.of() : lines;
    } catch (IOException e) {
      scan.problems().add(where + ": " + e.getMessage());
      return List.of();
    }
  }

  private void tree(String commit, BatchContents blobs) {
    for (String part : git.read("ls-tree", "-r", "-z", "--full-tree", commit).parts()) {
      // 100644 blob ID<tab>NAME
      int tab = part.indexOf('\t');
      String[] words = part.substring(0, tab).split(" ", -1);
      if (words[1].equals("blob")) {
        Change file = new Change(commit, List.of(), words[2], part.substring(tab + 1));
        scan.report(commit + ":" + file.path(), linesOf(words[2], file, blobs));
      }
    }
  }

  private void forEachChange(String commits, Changes sink) {
    try (GitProcess running =
            git.start(
                "diff-tree",
                "--stdin",
                "-r",
                "-c",
                "--root",
                "--raw",
                "-z",
                "--no-renames",
                "--no-abbrev",
                "--no-ext-diff",
                "--no-textconv");
        InputStream in = new BufferedInputStream(running.output(), 1 << 16)) {
      running.feed(commits.getBytes(ISO_8859_1));
      read(in, sink);
      if (running.waitFor() != 0) {
        scan.problems().add("git could not list commits: " + running.errors().strip());
      }
    } catch (IOException e) {
      scan.problems().add("git could not list commits: " + e.getMessage());
    }
  }

  private static void read(InputStream in, Changes sink) throws IOException {
    String commit = "";
    for (String part = part(in); part != null; part = part(in)) {
      if (!part.startsWith(":")) {
        commit = part.strip();
        continue;
      }
      String path = part(in);
      if (path == null) {
        throw new IOException("its output is cut off");
      }
      Change change = change(commit, part, path);
      if (change != null) {
        sink.take(change);
      }
    }
  }

  /** Parses modes, ids and a letter. For each parent there is a colon, a mode and an id. */
  private static @Nullable Change change(String commit, String head, String path) {
    int parents = 0;
    while (head.charAt(parents) == ':') {
      parents++;
    }
    String[] words = head.substring(parents).split(" ", -1);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < parents; i++) {
      if (isFile(words[i])) {
        before.add(words[parents + 1 + i]);
      }
    }
    String after = isFile(words[parents]) ? words[2 * parents + 1] : null;
    return after == null && before.isEmpty() ? null : new Change(commit, before, after, path);
  }

  private static boolean isFile(String mode) {
    return !mode.equals(SUBMODULE) && !mode.replace(NONE, "").isEmpty();
  }

  private static @Nullable String part(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c > 0; c = in.read()) {
      bytes.write(c);
    }
    return Bytes.of(bytes.toByteArray());
  }

  /** Returns the commit ids in a file of git's, which has one per line. */
  static List<String> ids(byte[] text) {
    return new String(text, UTF_8).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }
}
