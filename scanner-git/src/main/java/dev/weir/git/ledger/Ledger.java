package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The results of an earlier scan for each commit of a history, stored in the repository's own git
 * folder, so that the next scan only reads new commits. For each commit the ledger records that
 * nothing was found, or that the commit must be read again. It contains no secrets.
 *
 * <p>A ledger is for one identity: the rules, the program version and the options that decide what
 * is found. A damaged ledger, or one written for a different identity, is ignored. A ledger is not
 * signed, because anyone who can write to the git folder could also install programs that git runs.
 * Not thread-safe, except for the callbacks that store summaries.
 */
public final class Ledger {
  private static final String FOLDER = "weir";
  private static final String NAME = "ledger-";
  private static final int MOST_FILES = 4;

  private final Path file;
  private final byte[] identity;
  private final DiffAttributes attributes;
  private final Map<ObjectId, Entry> known = new HashMap<>();
  private final List<Entry> entries;
  private final Set<ObjectId> tips;
  private final List<Entry> recorded = new ArrayList<>();
  private final Map<ObjectId, Entry> knownTags = new HashMap<>();
  private final List<Entry> recordedTags = new ArrayList<>();
  private boolean complete;
  private boolean changed;
  private Collection<ObjectId> newTips = List.of();

  /** A commit, with its summary, or null if the commit must be read again. */
  public static final class Entry {
    final ObjectId id;
    final int time;
    volatile @Nullable PartSummary summary;

    Entry(ObjectId id, int time, @Nullable PartSummary summary) {
      this.id = id;
      this.time = time;
      this.summary = summary;
    }
  }

  private Ledger(GitRepository repository, Path file, byte[] identity) {
    this.file = file;
    this.identity = identity;
    this.attributes = new DiffAttributes(repository);
    LedgerFile.Contents contents = LedgerFile.read(file, identity);
    this.entries = contents == null ? List.of() : contents.entries();
    this.tips = contents == null ? Set.of() : new HashSet<>(contents.tips());
    for (Entry tag : contents == null ? List.<Entry>of() : contents.tags()) {
      knownTags.put(tag.id, tag);
    }
    // Attributes may since have made text of files that were binary, so those commits are read
    // again.
    boolean same = contents == null || contents.attributes().equals(attributesOf(entries));
    for (Entry entry : entries) {
      known.put(entry.id, entry);
      if (!same && !binaries(entry).isEmpty()) {
        entry.summary = null;
        changed = true;
      }
    }
  }

  /**
   * Opens the repository's ledger for an identity. If there is none, the ledger is empty.
   *
   * @param identity a text with everything that decides what is found in a commit
   */
  public static Ledger open(GitRepository repository, String identity) {
    byte[] text = identity.getBytes(UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(text);
    Path folder = repository.jgit().getCommonDirectory().toPath().resolve(FOLDER);
    return new Ledger(repository, folder.resolve(NAME + Long.toHexString(sum.getValue())), text);
  }

  private String attributesOf(List<Entry> commits) {
    Set<String> paths = new TreeSet<>();
    for (Entry entry : commits) {
      paths.addAll(binaries(entry));
    }
    return attributes.rulesFor(paths);
  }

  /** Returns the paths that were skipped because git treats them as binary. */
  private static List<String> binaries(Entry entry) {
    PartSummary summary = entry.summary;
    List<String> paths = new ArrayList<>(0);
    if (summary != null) {
      for (Skip skip : summary.skips()) {
        if (skip.reason() == SkipReason.BINARY) {
          paths.add(skip.path().substring(skip.path().indexOf(':') + 1));
        }
      }
    }
    return paths;
  }

  /** Returns the attributes that decide which files of the repository are binary. */
  public DiffAttributes attributes() {
    return attributes;
  }

  @Nullable Entry find(ObjectId id) {
    return known.get(id);
  }

  /** Returns all commits, in the order of the history. */
  List<Entry> entries() {
    return entries;
  }

  /**
   * Returns true if a walk that has reached these commits continues exactly like the recorded walk
   * began.
   */
  boolean startsFrom(Set<ObjectId> commits) {
    if (!commits.equals(tips)) {
      return false;
    }
    // The order of commits in the same second depends on what came before them.
    Set<Integer> times = new HashSet<>();
    for (ObjectId id : commits) {
      Entry entry = known.get(id);
      if (entry == null || !times.add(entry.time)) {
        return false;
      }
    }
    return true;
  }

  /** Records the next commit of the history. */
  Entry record(ObjectId id, int time, @Nullable PartSummary summary) {
    Entry entry = new Entry(id, time, summary);
    changed |= recorded.size() >= entries.size() || !entries.get(recorded.size()).id.equals(id);
    recorded.add(entry);
    return entry;
  }

  /** Records a tag, and returns it with what is known about its message. */
  public Entry tag(ObjectId id) {
    Entry old = knownTags.get(id);
    Entry entry = new Entry(id, 0, old == null ? null : old.summary);
    changed |= old == null;
    recordedTags.add(entry);
    return entry;
  }

  /** Marks the history as completely recorded. */
  void finish(Collection<ObjectId> starts) {
    newTips = starts;
    complete = true;
    changed |= recorded.size() != entries.size() || !tips.equals(new HashSet<>(starts));
  }

  /**
   * Writes the ledger after a complete scan. If the folder cannot be written, nothing is stored.
   */
  public void save() {
    if (!complete || !changed) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Path made = Files.createTempFile(file.getParent(), NAME, ".new");
      try {
        Files.write(
            made,
            LedgerFile.bytes(
                identity,
                new LedgerFile.Contents(
                    attributesOf(recorded), List.copyOf(newTips), recorded, recordedTags)));
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
      dropOldest();
    } catch (IOException e) {
      // The next scan reads everything again.
    }
  }

  private void dropOldest() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(file.getParent())) {
      files =
          all.filter(path -> String.valueOf(path.getFileName()).startsWith(NAME))
              .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified()).reversed())
              .toList();
    }
    for (Path old : files.subList(Math.min(files.size(), MOST_FILES), files.size())) {
      Files.deleteIfExists(old);
    }
  }
}
