package dev.weir.doctor;

import dev.weir.guard.GuardedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files as they are on disk, for the guard of encrypted files. */
public final class DiskFiles implements GuardedFiles {
  private final Path top;
  private final Set<String> names;
  private final @Nullable IndexedFiles tracked;

  /**
   * @param named the paths of the files to check
   * @param tracked the files of the repository, or null if there is none
   */
  public DiskFiles(Path top, List<String> named, @Nullable IndexedFiles tracked) {
    this.top = top;
    this.names = new TreeSet<>(named);
    this.tracked = tracked;
    if (tracked != null) {
      names.addAll(tracked.names());
    }
  }

  @Override
  public Set<String> names() {
    return names;
  }

  @Override
  public byte @Nullable [] read(String path) throws IOException {
    return IndexedFiles.onDisk(top.resolve(path));
  }

  @Override
  public byte @Nullable [] start(String path, int most) throws IOException {
    byte[] bytes = read(path);
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  @Override
  public List<byte[]> stored(String path, int most) throws IOException {
    return tracked == null ? List.of() : tracked.stored(path, most);
  }

  @Override
  public byte @Nullable [] before(String path) throws IOException {
    byte[] before = tracked == null ? null : tracked.committed(path);
    return before == null || Arrays.equals(before, read(path)) ? null : before;
  }
}
