package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The packs of a repository, newest first. */
final class PackFolder implements AutoCloseable {
  private static final String PACK = ".pack";

  private final File path;
  private final long modified;
  private final List<PackFile> packs = new ArrayList<>();
  private @Nullable PackFile recent;

  private PackFolder(File path) {
    this.path = path;
    this.modified = path.lastModified();
  }

  /**
   * Lists the packs without opening them.
   *
   * @param objects the folder {@code objects}
   * @throws IOException if the folder cannot be listed, or if objects may be in other places
   */
  static PackFolder list(File objects) throws IOException {
    checkAlternates(new File(new File(objects, "info"), "alternates"));
    PackFolder folder = new PackFolder(new File(objects, "pack"));
    String[] names = folder.path.list();
    if (names != null) {
      folder.add(names);
    } else if (folder.path.exists() || !objects.canExecute()) {
      throw new IOException(folder.path + ": the packs cannot be listed");
    }
    return folder;
  }

  /** Returns the place of an object, or null if it is in no pack. */
  @Nullable PackEntry find(ObjectId id) throws IOException {
    PackFile first = recent;
    PackEntry entry = first == null ? null : find(id, first);
    for (int i = 0; entry == null && i < packs.size(); i++) {
      PackFile pack = packs.get(i);
      if (pack != first) {
        entry = find(id, pack);
      }
    }
    return entry;
  }

  /** Returns the place of an object in a given pack, or null. */
  @Nullable PackEntry find(ObjectId id, PackFile pack) throws IOException {
    long offset = pack.find(id);
    if (offset < 0) {
      return null;
    }
    recent = pack;
    return pack.entry(offset);
  }

  /** Returns true if packs were added or removed since they were listed. */
  boolean isOutdated() {
    return path.lastModified() != modified;
  }

  private void add(String[] names) throws IOException {
    Set<String> all = new HashSet<>(Arrays.asList(names));
    boolean isIndexedTogether =
        all.contains("multi-pack-index") || all.contains("multi-pack-index.d");
    for (String name : names) {
      if (!name.endsWith(PACK)) {
        continue;
      }
      String index = name.substring(0, name.length() - PACK.length()).concat(".idx");
      if (all.contains(index)) {
        add(new PackFile(new File(path, name), new File(path, index)));
      } else if (isIndexedTogether) {
        throw new IOException(new File(path, name) + ": the pack has no index of its own");
      }
    }
  }

  private void add(PackFile pack) {
    int at = packs.size();
    while (at > 0 && packs.get(at - 1).modified() < pack.modified()) {
      at--;
    }
    packs.add(at, pack);
  }

  private static void checkAlternates(File path) throws IOException {
    if (!path.exists()) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
      String line = file.readLine();
      while (line != null) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          throw new IOException(path + ": objects are also in another repository's folder");
        }
        line = file.readLine();
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (PackFile pack : packs) {
      pack.close();
    }
  }
}
