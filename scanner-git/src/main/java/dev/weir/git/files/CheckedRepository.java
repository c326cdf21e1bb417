package dev.weir.git.files;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** A repository of JGit whose readers check objects before JGit reads them. */
public final class CheckedRepository extends FileRepository {
  private final DeltaChains chains;
  private final PackedObjects packed;

  /**
   * @param set the builder with the repository's folders, after {@link BaseRepositoryBuilder#setup}
   * @throws IOException if there is no such repository
   */
  public CheckedRepository(BaseRepositoryBuilder<?, ?> set) throws IOException {
    super(set);
    if (!getObjectDatabase().exists()) {
      throw new RepositoryNotFoundException(getDirectory());
    }
    List<ObjectDirectory> places = new ArrayList<>();
    places.add(getObjectDatabase());
    Set<File> known = new HashSet<>();
    File[] given = set.getAlternateObjectDirectories();
    for (File alternate : given == null ? new File[0] : given) {
      add(alternate, places, known);
    }
    addAlternates(getObjectDatabase().getDirectory(), places, known);
    chains = new DeltaChains(List.copyOf(places));
    packed = new PackedObjects(places.stream().map(ObjectDirectory::getPackDirectory).toList());
  }

  private void add(File folder, List<ObjectDirectory> places, Set<File> known) throws IOException {
    if (known.size() <= Alternates.MOST && known.add(folder)) {
      places.add(new ObjectDirectory(getConfig(), folder, null, getFS(), null));
      addAlternates(folder, places, known);
    }
  }

  private void addAlternates(File objects, List<ObjectDirectory> places, Set<File> known)
      throws IOException {
    for (String line : Alternates.lines(objects)) {
      add(getFS().resolve(objects, line), places, known);
    }
  }

  @Override
  public ObjectReader newObjectReader() {
    return new CheckedReader(super.newObjectReader(), chains, packed);
  }

  @Override
  public ObjectLoader open(AnyObjectId id) throws IOException {
    try (ObjectReader reader = newObjectReader()) {
      return reader.open(id);
    }
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    try (ObjectReader reader = newObjectReader()) {
      return reader.open(id, type);
    }
  }

  @Override
  protected void doClose() {
    packed.close();
    super.doClose();
  }
}
