package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a repository of SHA-1, read from its own files: loose, or in packs with an index
 * of version 2. For a program that reads few objects and must start fast: opens nothing before it
 * is needed and keeps no bases of deltas. Damaged files give an {@link IOException}; that an object
 * is the one that its id is the SHA-1 of is not checked, as JGit does not when it reads. Not
 * thread-safe.
 */
public final class ObjectFiles implements AutoCloseable {
  private static final int INPUT = 8192;

  private final File folder;
  private final Inflater inflater = new Inflater();
  private final byte[] input = new byte[INPUT];
  private @Nullable PackFolder packs;

  /**
   * Reads nothing yet.
   *
   * @param folder the folder {@code objects}
   */
  public ObjectFiles(Path folder) {
    this.folder = folder.toFile();
  }

  /**
   * Type and content of an object.
   *
   * @param type 1 is a commit, 2 a tree, 3 a blob, 4 a tag, as packs number them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stored(int type, byte[] bytes) {}

  /**
   * Returns an object, or null if it is not here.
   *
   * @throws IOException if it is here and cannot be read, or may be where this does not look (in
   *     another repository's folder, or in a pack without an index of its own)
   */
  public @Nullable Stored read(ObjectId id) throws IOException {
    Stored loose = readLoose(id);
    if (loose != null) {
      return loose;
    }
    PackEntry entry = find(id);
    return entry == null ? null : whole(entry);
  }

  /**
   * Returns the size of an object's content in bytes as its head says, or -1 if it is not here.
   * Reads the head only.
   *
   * @throws IOException as {@link #read} does
   */
  public long size(ObjectId id) throws IOException {
    File file = file(id);
    if (file.exists()) {
      try (LooseObject object = new LooseObject(file, inflater, input)) {
        return object.size();
      }
    }
    PackEntry entry = find(id);
    if (entry == null) {
      return -1;
    }
    return entry.isDelta() ? entry.pack().resultSize(entry, inflater, input) : entry.size();
  }

  private @Nullable Stored readLoose(ObjectId id) throws IOException {
    File file = file(id);
    if (!file.exists()) {
      return null;
    }
    try (LooseObject object = new LooseObject(file, inflater, input)) {
      return object.read();
    }
  }

  private File file(ObjectId id) {
    String name = id.name();
    return new File(new File(folder, name.substring(0, 2)), name.substring(2));
  }

  private @Nullable PackEntry find(ObjectId id) throws IOException {
    PackFolder listed = packs;
    PackEntry entry = listed == null ? null : listed.find(id);
    if (entry == null && (listed == null || listed.isOutdated())) {
      closePacks();
      entry = packs().find(id);
    }
    if (entry == null) {
      checkFolder(id);
    }
    return entry;
  }

  private PackFolder packs() throws IOException {
    PackFolder listed = packs;
    if (listed == null) {
      listed = PackFolder.list(folder);
      packs = listed;
    }
    return listed;
  }

  /** What is in a folder that must not be searched looks as if it were not there. */
  private void checkFolder(ObjectId id) throws IOException {
    File parent = new File(folder, id.name().substring(0, 2));
    if (parent.exists() && !parent.canExecute()) {
      throw new IOException(parent + ": the folder must not be searched");
    }
  }

  /** Follows deltas down to an object that is whole, and applies them to it in turn. */
  private Stored whole(PackEntry top) throws IOException {
    List<PackEntry> deltas = new ArrayList<>();
    Stored base = null;
    PackEntry entry = top;
    PackEntry seen = top;
    int next = 1;
    while (base == null && entry.isDelta()) {
      deltas.add(entry);
      // A chain that goes round meets one of those that are remembered, ever farther down, again.
      if (deltas.size() == next) {
        seen = entry;
        next *= 2;
      }
      PackEntry below = base(entry);
      if (below == null) {
        base = looseBase(entry);
      } else if (below.isAt(seen.pack(), seen.offset())) {
        throw new IOException("a pack is damaged: a delta has itself as its base");
      } else {
        entry = below;
      }
    }
    int type = base == null ? entry.type() : base.type();
    byte[] bytes = base == null ? content(entry) : base.bytes();
    for (int i = deltas.size() - 1; i >= 0; i--) {
      bytes = DeltaBytes.apply(bytes, content(deltas.get(i)));
    }
    return new Stored(type, bytes);
  }

  private byte[] content(PackEntry entry) throws IOException {
    return entry.pack().content(entry, inflater, input);
  }

  /** Returns where the base of a delta is, or null if it is in no pack. */
  private @Nullable PackEntry base(PackEntry delta) throws IOException {
    ObjectId id = delta.baseId();
    if (id == null) {
      return delta.pack().entry(delta.base());
    }
    PackEntry own = packs().find(id, delta.pack());
    return own != null ? own : packs().find(id);
  }

  private Stored looseBase(PackEntry delta) throws IOException {
    ObjectId id = delta.baseId();
    Stored base = id == null ? null : readLoose(id);
    if (base == null) {
      throw new IOException("a pack is damaged: the base of a delta is missing");
    }
    return base;
  }

  private void closePacks() throws IOException {
    PackFolder listed = packs;
    packs = null;
    if (listed != null) {
      listed.close();
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    closePacks();
  }
}
