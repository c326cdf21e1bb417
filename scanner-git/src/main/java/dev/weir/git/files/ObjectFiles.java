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
 * Reads the objects of a SHA-1 repository from its own files: loose objects, and packs with an
 * index of version 2. Made for programs that read few objects and must start fast: nothing is
 * opened before it is needed, and no delta bases are cached. Damaged files cause an {@link
 * IOException}. Like JGit, this class does not check that an object's content matches its id. Not
 * thread-safe.
 */
public final class ObjectFiles implements AutoCloseable {
  private static final int INPUT = 8192;

  private final File folder;
  private final Inflater inflater = new Inflater();
  private final byte[] input = new byte[INPUT];
  private @Nullable PackFolder packs;

  /**
   * Creates a reader. Nothing is read yet.
   *
   * @param folder the folder {@code objects}
   */
  public ObjectFiles(Path folder) {
    this.folder = folder.toFile();
  }

  /**
   * The type and content of an object.
   *
   * @param type 1 is a commit, 2 a tree, 3 a blob, 4 a tag, as packs number them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Stored(int type, byte[] bytes) {}

  /**
   * Returns an object, or null if the repository does not have it.
   *
   * @throws IOException if the object cannot be read, or may be in a place that this class does not
   *     search (another repository's folder, or a pack without its own index)
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
   * Returns the size of an object's content in bytes, or -1 if the repository does not have the
   * object. Only the header is read.
   *
   * @throws IOException as in {@link #read}
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

  /** Throws if the object's folder cannot be searched, because then it only seems to be missing. */
  private void checkFolder(ObjectId id) throws IOException {
    File parent = new File(folder, id.name().substring(0, 2));
    if (parent.exists() && !parent.canExecute()) {
      throw new IOException(parent + ": the folder may not be searched");
    }
  }

  /** Follows a chain of deltas to a whole object, and applies the deltas to it. */
  private Stored whole(PackEntry top) throws IOException {
    List<PackEntry> deltas = new ArrayList<>();
    Stored base = null;
    PackEntry entry = top;
    PackEntry seen = top;
    int next = 1;
    while (base == null && entry.isDelta()) {
      deltas.add(entry);
      // Detects a cycle: the remembered delta moves on at every power of two, so a cycle reaches it
      // again.
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

  /** Returns the base of a delta, or null if it is in no pack. */
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
