package dev.weir.git.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Reads objects with {@code git cat-file --batch}. Not thread-safe. */
final class ProgramReader extends ObjectReader {
  private final ProgramObjects objects;
  private @Nullable Batch contents;
  private @Nullable Batch sizes;

  ProgramReader(ProgramObjects objects) {
    this.objects = objects;
  }

  /** A git process that answers one request after another. */
  private static final class Batch {
    private final GitProcess git;
    private final OutputStream ask;
    private final InputStream answer;

    Batch(GitProcess git) {
      this.git = git;
      this.ask = git.input();
      this.answer = new BufferedInputStream(git.output(), 1 << 16);
    }

    /** Returns the words of the first line of the answer. */
    String[] ask(AnyObjectId id) throws IOException {
      ask.write((id.name() + "\n").getBytes(ISO_8859_1));
      ask.flush();
      StringBuilder line = new StringBuilder();
      for (int c = answer.read(); c != '\n'; c = answer.read()) {
        if (c < 0) {
          throw new EOFException();
        }
        line.append((char) c);
      }
      return line.toString().split(" ", -1);
    }

    byte[] body(int size) throws IOException {
      byte[] bytes = answer.readNBytes(size);
      if (bytes.length < size || answer.read() != '\n') {
        throw new EOFException();
      }
      return bytes;
    }

    void stop() {
      git.close();
    }
  }

  @Override
  public ObjectReader newReader() {
    return objects.newReader();
  }

  @Override
  public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
    List<ObjectId> found = new ArrayList<>();
    for (String line :
        objects.commands().text("rev-parse", "--disambiguate=" + id.name()).split("\n", -1)) {
      if (!line.isBlank()) {
        found.add(objects.format().id(line.strip()));
      }
    }
    return found;
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int typeHint) throws IOException {
    Batch batch = contents;
    if (batch == null) {
      batch = new Batch(objects.batch("--batch"));
      contents = batch;
    }
    Answer answer;
    byte[] raw;
    try {
      answer = answer(batch.ask(id), id, typeHint);
      raw = batch.body(answer.size);
    } catch (MissingObjectException e) {
      throw e;
    } catch (IOException e) {
      contents = null;
      batch.stop();
      throw failure(batch, id, e);
    }
    if (typeHint != OBJ_ANY && typeHint != answer.type) {
      throw new IncorrectObjectTypeException(id.toObjectId(), typeHint);
    }
    return new ObjectLoader.SmallObject(answer.type, objects.format().translated(answer.type, raw));
  }

  @Override
  public long getObjectSize(AnyObjectId id, int typeHint) throws IOException {
    Batch batch = sizes;
    if (batch == null) {
      batch = new Batch(objects.batch("--batch-check"));
      sizes = batch;
    }
    try {
      return answer(batch.ask(id), id, typeHint).size;
    } catch (MissingObjectException e) {
      throw e;
    } catch (IOException e) {
      sizes = null;
      batch.stop();
      throw failure(batch, id, e);
    }
  }

  private static IOException failure(Batch batch, AnyObjectId id, IOException e) {
    if (!(e instanceof EOFException)) {
      return e;
    }
    String errors = batch.git.errors();
    return new IOException(
        "object " + id.name() + ": git failed: " + GitRefusedException.reason(errors, 128), e);
  }

  /** The type of an object, and its size in bytes. */
  private record Answer(int type, int size) {}

  private Answer answer(String[] words, AnyObjectId id, int typeHint) throws IOException {
    // git resolves a reference whose name is the start of the id first; then the answer is another
    // object.
    if (words.length != 3 || !words[0].startsWith(id.name())) {
      throw new MissingObjectException(id.toObjectId(), typeName(typeHint));
    }
    int type =
        switch (words[1]) {
          case "commit" -> Constants.OBJ_COMMIT;
          case "tree" -> Constants.OBJ_TREE;
          case "blob" -> Constants.OBJ_BLOB;
          default -> Constants.OBJ_TAG;
        };
    long size = Long.parseLong(words[2]);
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException("object " + id.name() + " is larger than 2 GB");
    }
    if (type == Constants.OBJ_COMMIT || type == Constants.OBJ_TAG) {
      objects.format().id(words[0]);
    }
    return new Answer(type, (int) size);
  }

  private static String typeName(int type) {
    return type == OBJ_ANY ? "object" : Constants.typeString(type);
  }

  @Override
  public Set<ObjectId> getShallowCommits() throws IOException {
    return objects.getShallowCommits();
  }

  @Override
  public void close() {
    for (Batch batch : new Batch[] {contents, sizes}) {
      if (batch != null) {
        batch.stop();
      }
    }
    contents = null;
    sizes = null;
  }
}
