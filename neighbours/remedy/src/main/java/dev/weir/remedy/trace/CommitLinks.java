package dev.weir.remedy.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weir.core.text.Ascii;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The links from commits and annotated tags to other objects, whether reachable or not. */
final class CommitLinks {
  private static final int ID = Constants.OBJECT_ID_STRING_LENGTH;

  private final Map<ObjectId, Commit> commits = new HashMap<>();
  private final Map<ObjectId, ObjectId> tags = new HashMap<>();

  /**
   * A commit.
   *
   * @param time the commit time, in seconds since 1970
   */
  record Commit(ObjectId id, ObjectId tree, List<ObjectId> parents, long time) {}

  /** Adds a commit. If the commit is damaged, throws what JGit throws. */
  Commit addCommit(ObjectId id, byte[] raw) {
    int at = "tree ".length();
    ObjectId tree = ObjectId.fromString(raw, at);
    at += ID + 1;
    List<ObjectId> parents = new ArrayList<>(2);
    while (startsWith(raw, at, "parent ")) {
      parents.add(ObjectId.fromString(raw, at + "parent ".length()));
      at += "parent ".length() + ID + 1;
    }
    Commit commit = new Commit(id, tree, List.copyOf(parents), time(raw, bodyOf(raw)));
    commits.put(id, commit);
    return commit;
  }

  void addTag(ObjectId id, byte[] raw) {
    tags.put(id, ObjectId.fromString(raw, "object ".length()));
  }

  @Nullable Commit commit(ObjectId id) {
    return commits.get(id);
  }

  Iterable<Commit> commits() {
    return commits.values();
  }

  List<ObjectId> parents(ObjectId id) {
    Commit commit = commits.get(id);
    return commit == null ? List.of() : commit.parents();
  }

  /** Returns for each commit the length of the longest path to a root commit. */
  Map<ObjectId, Integer> generations() {
    Map<ObjectId, Integer> known = new HashMap<>();
    Deque<ObjectId> left = new ArrayDeque<>();
    for (ObjectId start : commits.keySet()) {
      left.add(start);
      while (!left.isEmpty()) {
        ObjectId id = left.getLast();
        int deepest = 0;
        boolean ready = true;
        for (ObjectId parent : known.containsKey(id) ? List.<ObjectId>of() : parents(id)) {
          Integer generation = known.get(parent);
          if (generation == null && commits.containsKey(parent)) {
            left.add(parent);
            ready = false;
          }
          deepest = Math.max(deepest, generation == null ? 0 : generation + 1);
        }
        if (ready) {
          known.putIfAbsent(id, deepest);
          left.removeLast();
        }
      }
    }
    return known;
  }

  /** Returns the target of a tag, or the object itself if it is not a tag. */
  ObjectId target(ObjectId id) {
    ObjectId target = tags.get(id);
    return target == null ? id : target;
  }

  /** Returns the offset of a commit's message, which follows the first empty line. */
  static int bodyOf(byte[] raw) {
    for (int i = 0; i + 1 < raw.length; i++) {
      if (raw[i] == '\n' && raw[i + 1] == '\n') {
        return i + 2;
      }
    }
    return raw.length;
  }

  private static long time(byte[] raw, int body) {
    String header = new String(raw, 0, body, ISO_8859_1);
    int line = header.indexOf("\ncommitter ");
    int close = line < 0 ? -1 : header.indexOf("> ", line);
    if (close < 0) {
      return 0;
    }
    int end = close + 2;
    while (end < header.length() && Ascii.isDigit(header.charAt(end)) && end < close + 20) {
      end++;
    }
    return end == close + 2 ? 0 : Long.parseLong(header.substring(close + 2, end));
  }

  private static boolean startsWith(byte[] raw, int at, String text) {
    return at + text.length() <= raw.length
        && new String(raw, at, text.length(), ISO_8859_1).equals(text);
  }
}
