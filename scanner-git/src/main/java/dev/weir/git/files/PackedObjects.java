package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packs of a repository and of its alternates, and what was read of them last, shared by all
 * readers. Packs that cannot be read are left out: JGit then says why. Thread-safe.
 */
final class PackedObjects implements AutoCloseable {
  /** The most packs that are open at the same time; the largest ones have most of the objects. */
  private static final int MOST_PACKS = 64;

  private static final long MOST_BYTES = 24L << 20;
  private static final String PACK = ".pack";

  private final List<File> folders;
  private final PackBlocks blocks = new PackBlocks();
  private final RecentObjects recent = new RecentObjects(MOST_BYTES);
  private volatile @Nullable List<SharedPack> packs;

  /**
   * @param folders the folders that packs are in
   */
  PackedObjects(List<File> folders) {
    this.folders = folders;
  }

  PackBlocks blocks() {
    return blocks;
  }

  RecentObjects recent() {
    return recent;
  }

  /** Returns the packs that were there when they were first asked for. */
  List<SharedPack> packs() {
    List<SharedPack> known = packs;
    return known == null ? open() : known;
  }

  private synchronized List<SharedPack> open() {
    List<SharedPack> known = packs;
    if (known != null) {
      return known;
    }
    List<File> files = new ArrayList<>();
    for (File folder : folders) {
      add(folder, files);
    }
    files.sort(Comparator.comparingLong(File::length).reversed());
    List<SharedPack> opened = new ArrayList<>();
    for (File file : files.subList(0, Math.min(files.size(), MOST_PACKS))) {
      try {
        opened.add(SharedPack.open(opened.size(), file, index(file)));
      } catch (IOException | OutOfMemoryError e) {
        // JGit says why, if an object of this pack is asked for.
      }
    }
    packs = List.copyOf(opened);
    return opened;
  }

  private static void add(File folder, List<File> files) {
    String[] names = folder.list();
    Set<String> all = names == null ? Set.of() : new HashSet<>(Arrays.asList(names));
    for (String name : all) {
      File file = new File(folder, name);
      if (name.endsWith(PACK) && all.contains(index(file).getName())) {
        files.add(file);
      }
    }
  }

  private static File index(File pack) {
    String path = pack.getPath();
    return new File(path.substring(0, path.length() - PACK.length()).concat(".idx"));
  }

  @Override
  public synchronized void close() {
    List<SharedPack> opened = packs;
    packs = List.of();
    for (SharedPack pack : opened == null ? List.<SharedPack>of() : opened) {
      try {
        pack.close();
      } catch (IOException e) {
        // Nothing was written.
      }
    }
  }
}
