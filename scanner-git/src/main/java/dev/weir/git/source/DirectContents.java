package dev.weir.git.source;

import dev.weir.core.text.Content;
import dev.weir.git.GitRepository;
import dev.weir.git.files.DirectRepository;
import dev.weir.git.files.ObjectFiles;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads contents from the files of a {@link DirectRepository}. Contents that are not found there
 * are read with JGit.
 */
final class DirectContents implements AddedLines.Contents, AutoCloseable {
  private static final int TYPE = 0170000;
  private static final int LINK_TO_COMMIT = 0160000;
  private static final int BLOB = 3;

  private final GitRepository repository;
  private final ObjectFiles objects;
  private @Nullable Blobs byJgit;

  DirectContents(GitRepository repository, ObjectFiles objects) {
    this.repository = repository;
    this.objects = objects;
  }

  @Override
  public byte[] content(int mode, ObjectId id) throws IOException {
    if ((mode & TYPE) == LINK_TO_COMMIT) {
      return Content.of("Subproject commit " + id.name() + "\n").bytes();
    }
    try {
      ObjectFiles.Stored stored = objects.read(id);
      if (stored != null && stored.type() == BLOB) {
        return stored.bytes();
      }
    } catch (IOException e) {
      // JGit reports what is wrong with the object.
    }
    return byJgit().content(mode, id);
  }

  @Override
  public long size(ObjectId id) throws IOException {
    try {
      long size = objects.size(id);
      if (size >= 0) {
        return size;
      }
    } catch (IOException e) {
      // JGit reports what is wrong with the object.
    }
    return byJgit().size(id);
  }

  private Blobs byJgit() {
    Blobs known = byJgit;
    if (known == null) {
      known = new Blobs(repository);
      byJgit = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (byJgit != null) {
      byJgit.close();
    }
  }
}
