package dev.weir.core.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.utils.BoundedSeekableByteChannelInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive, which can be read in any order. */
public final class TarIndex {
  private final SeekableByteChannel channel;
  private final Map<String, Stored> stored = new LinkedHashMap<>();
  private final List<TarEntry> replaced = new ArrayList<>();

  /**
   * Where a file is.
   *
   * @param offset the place of its first byte in the archive
   */
  private record Stored(TarEntry entry, long offset, long size) {}

  private TarIndex(SeekableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads the headers of an archive. Of two entries with one name, the later one counts.
   *
   * @param channel the archive, which must stay open
   * @throws ArchiveLimitException if the archive has too many entries
   * @throws IOException if the archive is damaged
   */
  public static TarIndex of(SeekableByteChannel channel, ArchiveLimits limits) throws IOException {
    TarIndex index = new TarIndex(channel);
    channel.position(0);
    UnpackBudget budget = new UnpackBudget(limits, channel.size());
    HeaderLimit limit = new HeaderLimit(Channels.newInputStream(channel));
    TarArchiveInputStream entries = new TarArchiveInputStream(limit);
    while (true) {
      limit.start();
      TarArchiveEntry entry = Damage.guard(entries::getNextEntry);
      limit.end();
      if (entry == null) {
        return index;
      }
      budget.entry();
      long offset = entries.getBytesRead();
      TarEntry shown = TarEntry.of(entry);
      if (shown.kind() != TarEntry.Kind.FOLDER && shown.kind() != TarEntry.Kind.OTHER) {
        Stored before = index.stored.put(shown.name(), new Stored(shown, offset, entry.getSize()));
        if (before != null) {
          index.replaced.add(before.entry());
        }
      }
      // Skips the content, which has no header that the limit could count.
      Damage.guard(() -> entries.skip(entry.getSize()));
    }
  }

  /** Returns the entries that are files or links, in the order of the archive. */
  public List<TarEntry> entries() {
    List<TarEntry> all = new ArrayList<>(stored.size());
    stored.values().forEach(one -> all.add(one.entry()));
    return all;
  }

  /** Returns the entries that cannot be read, because a later one has the same name. */
  public List<TarEntry> replaced() {
    return replaced;
  }

  /** Returns the length of a file in bytes, or -1 if the archive has no file with this name. */
  public long size(String name) {
    Stored file = file(name);
    return file == null ? -1 : file.size();
  }

  /**
   * Opens a file. Only one file can be read at a time.
   *
   * @throws IOException if the archive has no file with this name
   */
  public InputStream open(String name) throws IOException {
    Stored file = file(name);
    if (file == null) {
      throw new IOException("it is not in the archive");
    }
    if (file.offset() + file.size() > channel.size()) {
      throw new IOException("it is cut off");
    }
    return new BoundedSeekableByteChannelInputStream(file.offset(), file.size(), channel);
  }

  private @Nullable Stored file(String name) {
    Stored found = stored.get(name);
    return found != null && found.entry().kind() == TarEntry.Kind.FILE ? found : null;
  }
}
