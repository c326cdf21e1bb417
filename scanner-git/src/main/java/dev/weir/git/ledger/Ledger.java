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
 * What an earlier scan made of the commits of a history, in the repository's own git folder, so
 * that the next scan reads only what is new. It says of a commit that nothing was found in it, or
 * that it has to be read again; no secret stands in it.
 *
 * <p>A ledger is for one identity: the rules, the program and the options that decide what is
 * found. One that is damaged, or of another identity, is as good as none. Who can write into the
 * git folder can as well put programs there that git runs, so it is not signed. Not thread-safe,
 * but for the keepers that {@link #record} returns.
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

  /** A commit, with null for one that is to be read again. */
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
    // What is binary may have been called text by an attribute since.
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
   * Opens the repository's ledger for an identity; it is empty if there is none.
   *
   * @param identity a text in which everything stands that decides what is found in a commit
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
    return attributes.sayOf(paths);
  }

  /** Returns the paths that were left out since git takes them for binary. */
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

  /** Returns what decides which files of the repository are binary. */
  public DiffAttributes attributes() {
    return attributes;
  }

  @Nullable Entry find(ObjectId id) {
    return known.get(id);
  }

  /** Returns all commits in the order of the history. */
  List<Entry> entries() {
    return entries;
  }

  /**
   * Returns true if a walk that has come to these commits goes on as the one that was recorded
   * began.
   */
  boolean startsFrom(Set<ObjectId> commits) {
    if (!commits.equals(tips)) {
      return false;
    }
    // Of commits of the same second the order hangs on what came before.
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

  /** Returns what is known of a tag's message, and records it. */
  public Entry tag(ObjectId id) {
    Entry old = knownTags.get(id);
    Entry entry = new Entry(id, 0, old == null ? null : old.summary);
    changed |= old == null;
    recordedTags.add(entry);
    return entry;
  }

  /** Takes note that the whole history was recorded. */
  void finish(Collection<ObjectId> starts) {
    newTips = starts;
    complete = true;
    changed |= recorded.size() != entries.size() || !tips.equals(new HashSet<>(starts));
  }

  /**
   * Writes what was recorded, after a scan that came to its end. A folder that cannot be written
   * goes without.
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
