package dev.weir.image;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows what became of the files of an image's layers. The layers are added from the top, so that
 * what later layers do to a file is known when it is read.
 *
 * <p>OCI: layer.md, "Whiteouts".
 */
final class FileStates {
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** Marks the key of a folder whose earlier files are hidden. No clean name ends so. */
  private static final String INSIDE = "/";

  /** Limits the names that are kept in memory, of all images together. */
  static final class Room {
    private int left;

    Room(int names) {
      this.left = names;
    }
  }

  private final Room room;
  private final Map<String, Change> changes = new HashMap<>();
  private final Map<String, Change> pending = new HashMap<>();
  private boolean full;

  /**
   * The effect of a layer on a file below it.
   *
   * @param layer its number, from 0
   */
  private record Change(Kind kind, int layer) {}

  private enum Kind {
    DELETED,
    FILE,
    FOLDER
  }

  /**
   * The end of a file: the layer that deletes or replaces it.
   *
   * @param layer the number of the first later layer that changes it, from 0
   * @param deleted false if that layer has another file, or a folder, in its place
   */
  record Fate(int layer, boolean deleted) {}

  FileStates(Room room) {
    this.room = room;
  }

  /** Returns true if a file is no content of the image, but says that another one is deleted. */
  static boolean isWhiteout(String name) {
    return EntryNames.last(name).startsWith(WHITEOUT);
  }

  /** Returns false if there were too many files, so that nobody knows what became of them. */
  boolean isKnown() {
    return !full;
  }

  /** Adds an entry of the layer that is being read. */
  void add(String name, boolean isFolder, int layer) {
    String last = EntryNames.last(name);
    String folder = EntryNames.folder(name);
    if (last.equals(OPAQUE)) {
      put(folder + INSIDE, new Change(Kind.DELETED, layer));
    } else if (last.startsWith(WHITEOUT)) {
      String hidden = last.substring(WHITEOUT.length());
      String path = folder.isEmpty() ? hidden : folder + "/" + hidden;
      put(path, new Change(Kind.DELETED, layer));
    } else {
      put(name, new Change(isFolder ? Kind.FOLDER : Kind.FILE, layer));
    }
  }

  private void put(String key, Change change) {
    if (room.left <= 0) {
      full = true;
      return;
    }
    room.left--;
    pending.put(key, change);
  }

  /** Ends the layer that is being read: its entries concern only the layers below it. */
  void endLayer() {
    changes.putAll(pending);
    pending.clear();
  }

  /** Returns what became of a file in the current layer, or null if it is in the final image. */
  @Nullable Fate fate(String name) {
    Change own = changes.get(name);
    Fate fate = own == null ? null : new Fate(own.layer(), own.kind() == Kind.DELETED);
    String folder = name;
    while (!folder.isEmpty()) {
      folder = EntryNames.folder(folder);
      fate = earlier(fate, changes.get(folder + INSIDE));
      Change change = changes.get(folder);
      if (change != null && change.kind() != Kind.FOLDER) {
        fate = earlier(fate, change);
      }
    }
    return fate;
  }

  private static @Nullable Fate earlier(@Nullable Fate known, @Nullable Change ofFolder) {
    if (ofFolder == null || (known != null && known.layer() <= ofFolder.layer())) {
      return known;
    }
    return new Fate(ofFolder.layer(), true);
  }
}
