package dev.weir.git.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.source.PartSummary;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.ReadConditions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The results of an earlier scan for each commit of a history, stored in the repository's own git
 * folder, so that the next scan only reads new commits. For each commit the ledger records that
 * nothing was found, or that the commit must be read again. It contains no secrets.
 *
 * <p>A ledger is for one identity: the rules, the program version and the options that decide what
 * is found. It is used only if the user's own key sealed it, for this repository and this identity,
 * and if the {@linkplain ReadConditions conditions} are those under which it was written. Not
 * thread-safe, except for the callbacks that store summaries.
 */
public final class Ledger {
  private final GitRepository repository;
  private final LedgerFolder folder;
  private final LedgerFile file;
  private final DiffAttributes attributes;
  private final String folders;
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

  private Ledger(
      GitRepository repository,
      LedgerFolder folder,
      LedgerFile file,
      DiffAttributes attributes,
      LedgerFile.Contents contents) {
    this.repository = repository;
    this.folder = folder;
    this.file = file;
    this.attributes = attributes;
    this.folders = contents.conditions().folders();
    this.entries = contents.entries();
    this.tips = new HashSet<>(contents.tips());
    for (Entry tag : contents.tags()) {
      knownTags.put(tag.id, tag);
    }
    for (Entry entry : entries) {
      known.put(entry.id, entry);
    }
  }

  /**
   * Opens the repository's ledger for an identity. If there is no ledger that can be trusted, the
   * returned one is empty.
   *
   * @param identity a text with everything that decides what is found in a commit
   * @param key the user's key
   * @return null if the repository cannot have a ledger, because something else is in its place
   */
  public static @Nullable Ledger open(GitRepository repository, String identity, LedgerKey key) {
    byte[] text = identity.getBytes(UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(text);
    LedgerFolder folder = LedgerFolder.of(repository.commonFolder());
    if (folder == null) {
      return null;
    }
    Path place = folder.file(Long.toHexString(sum.getValue()));
    LedgerFile file = new LedgerFile(place, text, folder.repository(), key);
    DiffAttributes attributes = new DiffAttributes(repository);
    LedgerFile.Contents contents = file.read();
    if (contents == null || !isValid(contents.conditions(), repository, attributes)) {
      contents = LedgerFile.Contents.EMPTY;
    }
    return new Ledger(repository, folder, file, attributes, contents);
  }

  private static boolean isValid(
      ReadConditions recorded, GitRepository repository, DiffAttributes attributes) {
    return ReadConditions.of(repository, attributes, recorded.folders())
        .digest()
        .equals(recorded.digest());
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
    ReadConditions conditions = ReadConditions.of(repository, attributes, folders);
    try {
      folder.write(
          file.path(),
          file.bytes(
              new LedgerFile.Contents(conditions, List.copyOf(newTips), recorded, recordedTags)));
    } catch (IOException e) {
      // The next scan reads everything again.
    }
  }
}
