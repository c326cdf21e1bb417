package dev.weir.git.files;

import java.io.IOException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads objects of packs, which all readers of a repository share, and others through JGit, except
 * those that JGit would read forever, or that do not fit into the memory. Not thread-safe.
 */
final class CheckedReader extends ObjectReader.Filter {
  private final ObjectReader reader;
  private final DeltaChains chains;
  private final PackedObjects shared;
  private final PackedReader packed;

  CheckedReader(ObjectReader reader, DeltaChains chains, PackedObjects shared) {
    this.reader = reader;
    this.chains = chains;
    this.shared = shared;
    this.packed = new PackedReader(shared);
  }

  @Override
  protected ObjectReader delegate() {
    return reader;
  }

  @Override
  public ObjectReader newReader() {
    return new CheckedReader(reader.newReader(), chains, shared);
  }

  @Override
  public long getObjectSize(AnyObjectId id, int type) throws IOException {
    long size = packed.size(id);
    if (size >= 0) {
      return size;
    }
    chains.check(id);
    return reader.getObjectSize(id, type);
  }

  @Override
  public ObjectLoader open(AnyObjectId id) throws IOException {
    return open(id, OBJ_ANY);
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectFiles.Stored object = packed.read(id);
    if (object != null && (type == OBJ_ANY || type == object.type())) {
      return new KeptObject(object);
    }
    return openByJgit(id, type);
  }

  private ObjectLoader openByJgit(AnyObjectId id, int type) throws IOException {
    chains.check(id);
    ObjectLoader loader;
    try {
      loader = reader.open(id, type);
    } catch (MissingObjectException e) {
      // git knows the empty tree, although no file holds it.
      if (!Constants.EMPTY_TREE_ID.equals(id)) {
        throw e;
      }
      return new ObjectLoader.SmallObject(Constants.OBJ_TREE, new byte[0]);
    } catch (LargeObjectException | OutOfMemoryError e) {
      throw new IOException("object " + id.name() + " is too large for the memory", e);
    }
    // Nothing but a blob can be read in pieces.
    if (loader.isLarge() && loader.getType() != Constants.OBJ_BLOB) {
      throw new IOException(
          "object " + id.name() + " is too large: it has " + loader.getSize() + " bytes");
    }
    return loader;
  }

  @Override
  public void close() {
    packed.close();
    reader.close();
  }
}
