package dev.weir.image;

import dev.weir.core.archive.ArchiveLimits;
import dev.weir.core.archive.TarEntry;
import dev.weir.core.archive.TarIndex;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive. Older archives of docker have links between their layers. */
final class TarStore implements BlobStore {
  private static final int MOST_LINKS = 8;

  private final Closeable archive;
  private final TarIndex index;
  private final Map<String, TarEntry> byName = new LinkedHashMap<>();
  private final Set<String> replaced = new TreeSet<>();

  /**
   * Reads the headers of an archive.
   *
   * @param archive what to close in the end
   */
  TarStore(SeekableByteChannel channel, Closeable archive, ArchiveLimits limits)
      throws IOException {
    this.archive = archive;
    this.index = TarIndex.of(channel, limits);
    for (TarEntry entry : index.entries()) {
      replace(byName.put(EntryNames.clean(entry.name()), entry));
    }
    index.replaced().forEach(this::replace);
  }

  private void replace(@Nullable TarEntry before) {
    if (before != null && before.kind() == TarEntry.Kind.FILE) {
      replaced.add(EntryNames.clean(before.name()));
    }
  }

  /** Returns the names of files that cannot be read, because a later one has the same name. */
  Set<String> replaced() {
    return replaced;
  }

  @Override
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  @Override
  public String stored(String name) {
    String at = EntryNames.clean(name);
    for (int i = 0; i < MOST_LINKS; i++) {
      TarEntry entry = byName.get(at);
      if (entry == null) {
        return "";
      }
      if (entry.kind() == TarEntry.Kind.FILE) {
        return at;
      }
      // A hard link names a file from the top of the archive, a symbolic one from its own folder.
      boolean isHard = entry.kind() == TarEntry.Kind.HARD_LINK;
      at = EntryNames.clean(isHard ? entry.target() : at + "/../" + entry.target());
    }
    return "";
  }

  @Override
  public long size(String stored) {
    return index.size(entry(stored));
  }

  @Override
  public InputStream open(String stored) throws IOException {
    return index.open(entry(stored));
  }

  private String entry(String stored) {
    TarEntry entry = byName.get(stored);
    return entry == null ? "" : entry.name();
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
