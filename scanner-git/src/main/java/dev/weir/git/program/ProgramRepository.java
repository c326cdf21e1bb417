package dev.weir.git.program;

import java.io.File;
import java.io.IOException;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/**
 * A repository of a kind that JGit cannot read, or reads wrongly. Its objects and references come
 * from the git program, but it is used like any other repository of JGit.
 */
public final class ProgramRepository extends Repository {
  private final FileBasedConfig config;
  private final ProgramObjects objects;
  private final ProgramRefs refs;

  /**
   * @param set the builder with the repository's folders, after {@link BaseRepositoryBuilder#setup}
   * @throws IOException if git cannot read the repository either
   */
  public ProgramRepository(BaseRepositoryBuilder<?, ?> set, GitCommands commands)
      throws IOException {
    super(set);
    File common = getCommonDirectory();
    this.config = new FileBasedConfig(new File(common, "config"), getFS());
    scanForRepoChanges();
    String known = commands.text("rev-parse", "--show-object-format").strip();
    ObjectFormat format = new ObjectFormat(known.equals("sha256"));
    this.objects = new ProgramObjects(commands, format, common.toPath().resolve("shallow"));
    this.refs = new ProgramRefs(commands, format);
  }

  public ProgramRefs refs() {
    return refs;
  }

  public ObjectFormat format() {
    return objects.format();
  }

  @Override
  public @Nullable ObjectId resolve(String revision) throws IOException {
    return super.resolve(objects.format().shortened(revision));
  }

  @Override
  public ObjectDatabase getObjectDatabase() {
    return objects;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return refs;
  }

  @Override
  public StoredConfig getConfig() {
    return config;
  }

  @Override
  public String getIdentifier() {
    return getDirectory().getPath();
  }

  @Override
  public void scanForRepoChanges() throws IOException {
    try {
      config.load();
    } catch (ConfigInvalidException e) {
      throw new IOException("its configuration cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void notifyIndexChanged(boolean internal) {}

  @Override
  public AttributesNodeProvider createAttributesNodeProvider() {
    throw new UnsupportedOperationException("weir reads attributes by itself");
  }

  @Override
  public void create(boolean bare) {
    throw new UnsupportedOperationException("weir makes no repositories");
  }

  @Override
  protected void doClose() {
    objects.close();
  }
}
