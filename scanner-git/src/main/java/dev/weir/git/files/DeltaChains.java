package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.file.PackMidx;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Follows the deltas of an object to its base before JGit does, because JGit never ends if a delta
 * leads to itself. Thread-safe.
 */
final class DeltaChains {
  private final List<ObjectDirectory> places;
  private final Map<File, PackHeads> heads = new ConcurrentHashMap<>();
  // Asking JGit for its packs takes longer than the rest.
  private volatile List<Pack> packs;

  /**
   * @param places the folder of the repository's objects, and those of its alternates
   */
  DeltaChains(List<ObjectDirectory> places) {
    this.places = places;
    this.packs = List.of();
  }

  /**
   * Checks that an object does not depend on itself.
   *
   * @throws IOException if it does, or if a pipe or device is in the place of its file
   */
  void check(AnyObjectId id) throws IOException {
    if (isPacked(id) || isLoose(id)) {
      return;
    }
    packs = listed();
    boolean unused = isPacked(id);
  }

  private boolean isLoose(AnyObjectId id) throws IOException {
    for (ObjectDirectory place : places) {
      File loose = place.fileFor(id);
      if (loose.isFile()) {
        return true;
      }
      if (loose.exists()) {
        throw new IOException(loose + " is not a regular file");
      }
    }
    return false;
  }

  private List<Pack> listed() {
    List<Pack> all = new ArrayList<>();
    for (ObjectDirectory place : places) {
      for (Pack pack : place.getPacks()) {
        if (pack instanceof PackMidx many) {
          all.addAll(many.getCoveredPacks());
        } else {
          all.add(pack);
        }
      }
    }
    return all;
  }

  private boolean isPacked(AnyObjectId id) throws IOException {
    boolean isPacked = false;
    for (Pack pack : packs) {
      PackIndex index = index(pack);
      long offset = index == null ? -1 : index.findOffset(id);
      if (index != null && offset >= 0) {
        isPacked = true;
        if (heads(pack, index).isCircle(offset, index)) {
          throw new IOException(
              "a pack is damaged: object " + id.name() + " is a delta that leads to itself");
        }
      }
    }
    return isPacked;
  }

  private PackHeads heads(Pack pack, PackIndex index) throws IOException {
    File file = pack.getPackFile();
    PackHeads known = heads.get(file);
    if (known == null) {
      known = new PackHeads(file, index.getObjectCount());
      heads.put(file, known);
    }
    return known;
  }

  private static @Nullable PackIndex index(Pack pack) {
    try {
      return pack.getIndex();
    } catch (IOException e) {
      // JGit ignores such a pack, and reports its objects as missing.
      return null;
    }
  }
}
