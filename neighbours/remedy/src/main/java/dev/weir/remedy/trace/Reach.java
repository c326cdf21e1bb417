package dev.weir.remedy.trace;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.Utf8;
import dev.weir.git.CommitText;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.Mailmaps;
import dev.weir.git.failure.GitFailure;
import dev.weir.remedy.trace.SecretTraces.Trace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** Finds the commits, paths and references that lead to objects with secrets. */
final class Reach {
  // git has the same limit; a deeper tree is damaged or malicious.
  private static final int DEEPEST_TREE = 2_048;
  private static final int MOST_PATHS = 20;
  private static final BitSet NOTHING = new BitSet();

  private final GitRepository repository;
  private final Needles needles;
  private final CommitLinks links;
  private final Map<ObjectId, List<Trace>> byObject;
  private final Map<Integer, Trace> byNumber = new HashMap<>();
  private final List<String> notRead;
  private final Map<ObjectId, Map<Trace, Set<String>>> trees = new HashMap<>();
  private final Map<ObjectId, BitSet> own = new HashMap<>();
  private final Map<ObjectId, BitSet> reached = new HashMap<>();

  Reach(
      GitRepository repository,
      Needles needles,
      CommitLinks links,
      Map<ObjectId, List<Trace>> byObject,
      List<String> notRead) {
    this.repository = repository;
    this.needles = needles;
    this.links = links;
    this.byObject = byObject;
    this.notRead = notRead;
    byObject.values().forEach(all -> all.forEach(trace -> byNumber.put(trace.number(), trace)));
  }

  /** Adds to each trace the references, logs and commits that lead to it. */
  void settle(Tips tips) throws IOException {
    try (ObjectReader reader = repository.jgit().newObjectReader()) {
      Mailmap mailmap = GitFailure.guard(() -> Mailmaps.of(repository));
      Map<ObjectId, Integer> generations = links.generations();
      for (CommitLinks.Commit commit : links.commits()) {
        look(commit, generations.getOrDefault(commit.id(), 0), reader, mailmap);
      }
      for (Tips.Tip tip : tips.references()) {
        BitSet found = from(tip.id(), reader);
        found.stream().mapToObj(this::trace).forEach(trace -> trace.refs().add(tip.name()));
        markPushed(tip, found);
      }
      for (Tips.Tip tip : tips.logged()) {
        BitSet found = from(tip.id(), reader);
        found.stream().mapToObj(this::trace).forEach(trace -> trace.logs().add(tip.name()));
        markPushed(tip, found);
      }
      ObjectId head = tips.head();
      if (head != null) {
        own.getOrDefault(links.target(head), NOTHING).stream()
            .mapToObj(this::trace)
            .forEach(Trace::setInNewest);
      }
    }
    byNumber.values().forEach(Trace::noteIfOnlyNotesLeadHere);
  }

  private Trace trace(int number) {
    Trace trace = byNumber.get(number);
    if (trace == null) {
      throw new IllegalStateException("no trace " + number);
    }
    return trace;
  }

  private void markPushed(Tips.Tip tip, BitSet found) {
    if (tip.pushed()) {
      found.stream().mapToObj(this::trace).forEach(Trace::setPushed);
    }
  }

  /** Finds the secrets of a commit itself: in its tree and in its own text. */
  private void look(
      CommitLinks.Commit commit, int generation, ObjectReader reader, Mailmap mailmap) {
    Map<Trace, Set<String>> inTree = tree(commit.tree(), reader, 0);
    List<Trace> inCommit = byObject.getOrDefault(commit.id(), List.of());
    if (inTree.isEmpty() && inCommit.isEmpty()) {
      return;
    }
    inTree.forEach((trace, paths) -> paths.forEach(trace::addPath));
    BitSet all = new BitSet();
    Sighting.Seen here = new Sighting.Seen(CommitInfo.UNCOMMITTED, commit.time(), generation);
    Sighting.@Nullable Seen full = null;
    for (Trace trace :
        (Iterable<Trace>) Stream.concat(inTree.keySet().stream(), inCommit.stream())::iterator) {
      all.set(trace.number());
      if (trace.isFirstOrLast(here)) {
        full =
            full == null
                ? new Sighting.Seen(info(commit, reader, mailmap), commit.time(), generation)
                : full;
        trace.seenIn(full);
      }
    }
    own.put(commit.id(), all);
  }

  private CommitInfo info(CommitLinks.Commit commit, ObjectReader reader, Mailmap mailmap) {
    String name = repository.name(commit.id());
    try {
      byte[] raw =
          GitFailure.guard(() -> reader.open(commit.id(), Constants.OBJ_COMMIT).getBytes());
      return CommitText.of(name, raw, mailmap, "");
    } catch (IOException e) {
      notRead.add("commit " + name + ": " + GitFailure.reason(e));
      return new CommitInfo(name, "", "", "", "");
    }
  }

  /** Returns the traces in a folder and its subfolders, each with some of its paths. */
  private Map<Trace, Set<String>> tree(ObjectId id, ObjectReader reader, int depth) {
    Map<Trace, Set<String>> known = trees.get(id);
    if (known != null) {
      return known;
    }
    Map<Trace, Set<String>> found = new HashMap<>();
    try {
      if (depth > DEEPEST_TREE) {
        throw new IOException("its folders are nested more than " + DEEPEST_TREE + " deep");
      }
      byte[] raw = GitFailure.guard(() -> reader.open(id, Constants.OBJ_TREE).getBytes());
      CanonicalTreeParser entries = new CanonicalTreeParser();
      for (entries.reset(raw); !entries.eof(); entries.next()) {
        byte[] bytes = new byte[entries.getNameLength()];
        entries.getName(bytes, 0);
        String name = Utf8.decode(bytes, 0, bytes.length);
        ObjectId entry = entries.getEntryObjectId();
        for (Trace trace : byObject.getOrDefault(id, List.of())) {
          if (trace.kind() == Sighting.Kind.FILE_NAME && holds(bytes, trace)) {
            add(found, trace, name);
          }
        }
        for (Trace trace : byObject.getOrDefault(entry, List.of())) {
          if (trace.kind() != Sighting.Kind.FILE_NAME) {
            add(found, trace, name);
          }
        }
        if (entries.getEntryFileMode().equals(FileMode.TREE)) {
          tree(entry, reader, depth + 1)
              .forEach(
                  (trace, paths) -> paths.forEach(path -> add(found, trace, name + "/" + path)));
        }
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // An unreadable tree was reported when all objects were read, unless it is only too deep.
      String why = e instanceof IOException io ? GitFailure.reason(io) : "it is damaged";
      notRead.add("tree " + repository.name(id) + ": " + why);
    }
    Map<Trace, Set<String>> kept = found.isEmpty() ? Map.of() : found;
    trees.put(id, kept);
    return kept;
  }

  private boolean holds(byte[] name, Trace trace) {
    BitSet forms = new BitSet();
    needles.find(name, 0, name.length, forms);
    return forms.stream().anyMatch(form -> needles.secretOf(form) == trace.secret());
  }

  private static void add(Map<Trace, Set<String>> found, Trace trace, String path) {
    Set<String> paths = found.computeIfAbsent(trace, key -> new TreeSet<>());
    if (paths.size() < MOST_PATHS) {
      paths.add(path);
    }
  }

  /** Returns the numbers of all traces that an object leads to. */
  private BitSet from(ObjectId start, ObjectReader reader) {
    BitSet found = new BitSet();
    ObjectId id = start;
    // A tag may point to another tag. The loop ends, because ids cannot form a cycle.
    for (ObjectId next = links.target(id); !next.equals(id); next = links.target(id)) {
      byObject.getOrDefault(id, List.of()).forEach(trace -> found.set(trace.number()));
      id = next;
    }
    if (links.commit(id) != null) {
      found.or(ofCommit(id));
      return found;
    }
    byObject.getOrDefault(id, List.of()).forEach(trace -> found.set(trace.number()));
    if (isTree(id, reader)) {
      tree(id, reader, 0).keySet().forEach(trace -> found.set(trace.number()));
    }
    return found;
  }

  private static boolean isTree(ObjectId id, ObjectReader reader) {
    try {
      return GitFailure.guard(() -> reader.open(id).getType()) == Constants.OBJ_TREE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the numbers of the traces that a commit and its ancestors contain. */
  private BitSet ofCommit(ObjectId start) {
    Deque<ObjectId> left = new ArrayDeque<>(List.of(start));
    while (!left.isEmpty()) {
      ObjectId id = left.getLast();
      CommitLinks.Commit commit = links.commit(id);
      if (reached.containsKey(id) || commit == null) {
        left.removeLast();
        continue;
      }
      List<ObjectId> open = new ArrayList<>();
      for (ObjectId parent : commit.parents()) {
        if (!reached.containsKey(parent) && links.commit(parent) != null) {
          open.add(parent);
        }
      }
      if (open.isEmpty()) {
        reached.put(id, union(commit));
        left.removeLast();
      } else {
        left.addAll(open);
      }
    }
    return reached.getOrDefault(start, NOTHING);
  }

  /** Returns the union of a commit and its parents, sharing the first parent's set if possible. */
  private BitSet union(CommitLinks.Commit commit) {
    BitSet first =
        commit.parents().isEmpty()
            ? NOTHING
            : reached.getOrDefault(commit.parents().get(0), NOTHING);
    @Nullable BitSet sum = null;
    List<BitSet> others = new ArrayList<>(List.of(own.getOrDefault(commit.id(), NOTHING)));
    commit.parents().stream()
        .skip(1)
        .map(id -> reached.getOrDefault(id, NOTHING))
        .forEach(others::add);
    for (BitSet other : others) {
      BitSet more = (BitSet) other.clone();
      more.andNot(sum == null ? first : sum);
      if (!more.isEmpty()) {
        sum = sum == null ? (BitSet) first.clone() : sum;
        sum.or(more);
      }
    }
    return sum == null ? first : sum;
  }
}
