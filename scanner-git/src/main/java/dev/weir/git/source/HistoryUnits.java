package dev.weir.git.source;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.git.DiffAttributes;
import dev.weir.git.GitRepository;
import dev.weir.git.ReadConditions;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.log.CommitSelection;
import dev.weir.git.log.NamedObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Divides a history into units that can be read one by one, in any order and on any machine:
 * together they give the texts of {@link HistorySource}. Only whole histories that JGit reads are
 * divided; any other is a single unit. Thread-safe.
 *
 * <p>{@link HistorySurvey} makes slices of a walk, {@link #list} makes units of a slice, and {@link
 * #source} reads a unit. All of them are texts, to be stored and sent.
 */
public final class HistoryUnits {
  /** The unit, and the slice, of a history that is not divided. */
  public static final String WHOLE = "whole";

  /** What the text of a unit of which only the path matters begins with. */
  private static final String PATH = "p ";

  /** What the text of a unit of a named file begins with: a line with the reference. */
  private static final String NAMED = "r ";

  private static final int MESSAGE_BYTES = 500;
  private static final int MERGE_BYTES = 20_000;

  private final GitRepository repository;
  private final CommitSelection selection;
  private final HistoryExtras extras;
  private final ChangeReading reading;
  private final DiffAttributes attributes;
  private final HistoryReader reader;
  private final String special;
  private final ThreadLocal<LastCommit> last = ThreadLocal.withInitial(LastCommit::new);

  /**
   * @param selection the commits to read
   * @param extras the texts to read in addition to added lines
   * @param reading how files are read
   * @throws dev.weir.core.source.SourceException if the repository cannot be read
   */
  public HistoryUnits(
      GitRepository repository,
      CommitSelection selection,
      HistoryExtras extras,
      ChangeReading reading) {
    this.repository = repository;
    this.selection = selection;
    this.extras = extras;
    this.reading = reading;
    this.attributes = new DiffAttributes(repository);
    this.reader = new HistoryReader(repository, selection, extras, reading, attributes);
    this.special = ReadConditions.areOnlyObjects(repository) ? "" : place(repository);
  }

  private static String place(GitRepository repository) {
    return repository.commonFolder().toAbsolutePath() + "\n";
  }

  /**
   * Something to read.
   *
   * @param commit the full id of the commit or tag, or empty
   * @param path the path of the file, or empty
   * @param text names what to read
   * @param content is equal for units that give the same fragments in different repositories, if
   *     files are read in the same way; only the data of their commits may differ
   * @param size about how many bytes there are to read
   */
  public record Unit(String commit, String path, String text, String content, long size) {}

  /**
   * Lists the units of a slice, in the order of {@link HistorySource}.
   *
   * @param slice a slice of this history
   * @param to receives the units
   * @param sink counts commits, and receives what cannot be read and what is skipped
   */
  public void list(String slice, Consumer<Unit> to, Source.Sink sink) throws InterruptedException {
    if (slice.equals(WHOLE)) {
      to.accept(new Unit("", "", WHOLE, WHOLE + " " + place(repository), 0));
      return;
    }
    List<HistoryReader.Commit> commits = new ArrayList<>();
    Map<ObjectId, ObjectId> trees = new HashMap<>();
    for (String line : slice.split("\n", -1)) {
      String[] words = line.split(" ", 3);
      if (words.length == 1) {
        readAhead(ObjectId.fromString(line), commits, trees, sink);
      } else if (words[0].equals(HistorySurvey.TAG)) {
        to.accept(new Unit(words[1], "", "t", special + "t " + words[1], MESSAGE_BYTES));
      } else {
        boolean isFolder = words[0].equals(HistorySurvey.FOLDER);
        listNamed(
            new NamedObjects.NamedContent(words[2], ObjectId.fromString(words[1]), isFolder),
            to,
            sink);
      }
    }
    for (HistoryReader.Commit commit : commits) {
      list(commit, trees, to, sink);
    }
  }

  /**
   * Returns true if the repository has a commit or a tag.
   *
   * @param name its full id
   */
  public boolean has(String name) throws IOException {
    ObjectId id = repository.id(name);
    return GitFailure.guard(() -> repository.jgit().getObjectDatabase().has(id));
  }

  /** Returns a commit of a slice, or an empty text if it has none. */
  public static String commitOf(String slice) {
    String last = slice.substring(slice.lastIndexOf('\n') + 1);
    return ObjectId.isId(last) ? last : "";
  }

  private void readAhead(
      ObjectId id,
      List<HistoryReader.Commit> commits,
      Map<ObjectId, ObjectId> trees,
      Source.Sink sink) {
    try {
      HistoryReader.Commit commit = reader.commit(id, reader.raw(id));
      commits.add(commit);
      trees.put(id, commit.tree());
    } catch (IOException e) {
      String where = "commit " + repository.name(id);
      sink.unread(new Unread(where, GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private void list(
      HistoryReader.Commit commit,
      Map<ObjectId, ObjectId> trees,
      Consumer<Unit> to,
      Source.Sink sink)
      throws InterruptedException {
    String name = commit.name();
    if (reader.shallow().contains(commit.id())) {
      sink.skipped(HistorySource.shallow(name));
    }
    if (extras.messages()) {
      to.accept(new Unit(name, "", "m", special + "m " + name, MESSAGE_BYTES));
    }
    if (reader.readsNotes()) {
      to.accept(new Unit(name, "", "n", place(repository) + "n " + name, MESSAGE_BYTES));
    }
    try {
      if (!reader.isMerge(commit)) {
        new Listing(name, "", to)
            .push(
                reader.changes(commit, trees, TreeFilter.ANY_DIFF, sink),
                name,
                commit.info(),
                sink);
      } else if (extras.merges() == HistoryExtras.Merges.SKIPPED) {
        reader.readMerge(commit, trees, TreeFilter.ANY_DIFF, reader.added(reader.blobs()), sink);
      } else {
        String where = attributes.areNone() ? special : place(repository);
        to.accept(new Unit(name, "", "x", where + "x " + name, MERGE_BYTES));
      }
      sink.read(Source.Unit.COMMIT);
    } catch (IOException e) {
      sink.unread(new Unread("commit " + name, GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private void listNamed(NamedObjects.NamedContent content, Consumer<Unit> to, Source.Sink sink)
      throws InterruptedException {
    try {
      List<Change> files = reader.files(content);
      new Listing("", NAMED + content.name() + "\n", to)
          .push(files, content.name(), () -> CommitInfo.UNCOMMITTED, sink);
    } catch (IOException e) {
      sink.unread(new Unread(content.name(), GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  /** Makes units of changes instead of reading them. */
  private final class Listing extends AddedLines {
    private final String commit;
    private final String prefix;
    private final Consumer<Unit> to;

    /**
     * @param commit the full id of the commit, or empty
     * @param prefix what the text of each unit begins with
     */
    Listing(String commit, String prefix, Consumer<Unit> to) {
      super(reader.blobs(), attributes, reader.readsOtherTypes(), reading);
      this.commit = commit;
      this.prefix = prefix;
      this.to = to;
    }

    @Override
    void push(
        Change change,
        Renames.@Nullable Old old,
        String where,
        Supplier<CommitInfo> info,
        Source.Sink sink) {
      String before = old == null ? "- -" : mode(old.mode()) + " " + old.id().name();
      String text = "c " + before + " " + mode(change.newMode()) + " " + change.newId().name();
      String content = attributes.kind(change.path()) + " " + text + " " + change.path();
      accept(change, text + " ", special + content, size(change));
    }

    @Override
    void pushPath(Change change, Supplier<CommitInfo> info, Source.Sink sink) {
      if (reading.paths().names(change.path())) {
        accept(change, PATH, special + PATH + change.path(), 0);
      }
    }

    private void accept(Change change, String text, String content, long size) {
      String path = change.path();
      to.accept(new Unit(commit, path, prefix + text + path, content, size));
    }

    /** Only the type of a file matters, not who may execute it. */
    private static String mode(int mode) {
      return Integer.toOctalString(mode & FileMode.TYPE_MASK);
    }

    private long size(Change change) {
      try {
        return (change.newMode() & FileMode.TYPE_MASK) == FileMode.TYPE_GITLINK
            ? 0
            : reader.blobs().size(change.newId());
      } catch (IOException e) {
        // Whoever reads the unit learns why.
        return 0;
      }
    }
  }

  /**
   * Returns what reads a unit.
   *
   * @param commit the commit of the unit, as {@link Unit} has it
   * @param text the text of the unit
   */
  public Source source(String commit, String text) {
    return switch (text.charAt(0)) {
      case 'm' -> sink -> read(commit, sink, reader::readMessages);
      case 'n' -> sink -> read(commit, sink, reader::readNotes);
      case 'x' -> sink -> read(commit, sink, this::readMerge);
      case 't' -> sink -> reader.readTag(ObjectId.fromString(commit), sink);
      case 'w' -> whole();
      default -> sink -> readFile(commit, text, sink);
    };
  }

  private Source whole() {
    Source history = new HistorySource(repository, selection, extras, reading);
    Source unreachable = new UnreachableSource(repository, extras, reading);
    return sink -> {
      history.forEachFragment(sink);
      if (extras.unreachable()) {
        unreachable.forEachFragment(sink);
      }
    };
  }

  /** Reads something of a commit. */
  @FunctionalInterface
  private interface CommitPart {
    void read(HistoryReader.Commit commit, Source.Sink sink)
        throws IOException, InterruptedException;
  }

  private void read(String name, Source.Sink sink, CommitPart part) throws InterruptedException {
    try {
      part.read(commit(name), sink);
    } catch (IOException e) {
      sink.unread(new Unread("commit " + name, GitFailure.kind(e), GitFailure.reason(e)));
    }
  }

  private void readMerge(HistoryReader.Commit commit, Source.Sink sink)
      throws IOException, InterruptedException {
    reader.readMerge(commit, Map.of(), TreeFilter.ANY_DIFF, reader.added(reader.blobs()), sink);
    attributes.pushUnread(sink);
  }

  private void readFile(String name, String text, Source.Sink sink) throws InterruptedException {
    if (text.startsWith(NAMED)) {
      int end = text.indexOf('\n');
      String where = text.substring(NAMED.length(), end);
      readFile(text.substring(end + 1), where, () -> CommitInfo.UNCOMMITTED, sink);
    } else {
      read(name, sink, (commit, to) -> readFile(text, commit.name(), commit.info(), to));
    }
  }

  private void readFile(String text, String where, Supplier<CommitInfo> commit, Source.Sink sink)
      throws InterruptedException {
    AddedLines added = reader.added(reader.blobs());
    ObjectId none = ObjectId.zeroId();
    if (text.startsWith(PATH)) {
      added.pushPath(new Change(text.substring(PATH.length()), 0, 0, none, none), commit, sink);
      return;
    }
    String[] words = text.split(" ", 6);
    String path = words[5];
    ObjectId id = ObjectId.fromString(words[4]);
    Renames.Old old =
        words[1].equals("-")
            ? null
            : new Renames.Old(path, Integer.parseInt(words[1], 8), ObjectId.fromString(words[2]));
    added.push(
        new Change(path, 0, Integer.parseInt(words[3], 8), none, id), old, where, commit, sink);
  }

  /** The commit that a thread read last: its units follow one another. */
  private static final class LastCommit {
    private HistoryReader.@Nullable Commit commit;
  }

  private HistoryReader.Commit commit(String name) throws IOException {
    LastCommit known = last.get();
    HistoryReader.Commit commit = known.commit;
    if (commit == null || !commit.name().equals(name)) {
      ObjectId id = ObjectId.fromString(name);
      commit = reader.commit(id, reader.raw(id));
      known.commit = commit;
    }
    return commit;
  }
}
