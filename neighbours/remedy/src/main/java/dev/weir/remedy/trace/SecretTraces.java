package dev.weir.remedy.trace;

import dev.weir.core.decode.Readings;
import dev.weir.core.regex.MatchSpan;
import dev.weir.core.source.SourceException;
import dev.weir.core.text.Binary;
import dev.weir.core.text.Content;
import dev.weir.core.text.Utf8;
import dev.weir.git.GitRepository;
import dev.weir.git.failure.GitFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in a repository: in all objects, reachable or not, in the names of files and
 * references, in the index, in logs and in git's other files.
 *
 * @param sightings the places, ordered by secret, kind, path and object
 * @param notRead what could not be read, and why; it may contain secrets
 * @param besides repositories inside this one, such as submodules, which were not searched
 * @param roots the commits that have no parent
 * @param objects the number of objects that were read
 * @param encoded texts of files and messages that can be decoded to a secret
 */
public record SecretTraces(
    List<Sighting> sightings,
    List<String> notRead,
    List<String> besides,
    Set<String> roots,
    int objects,
    Set<Content> encoded) {
  /** The number of the form of a secret that is only found after decoding. */
  public static final int ENCODED = -1;

  // As many as a scan decodes unless told otherwise.
  private static final int ROUNDS = 5;

  // Git lists objects in pack order, which differs between clones.
  private static final Comparator<Sighting> ORDER =
      Comparator.comparingInt(Sighting::secret)
          .thenComparing(Sighting::kind)
          .thenComparing(sighting -> String.join("\n", sighting.paths()))
          .thenComparing(Sighting::object);

  /**
   * Searches a whole repository. Objects are read one at a time; of objects without a secret only
   * the id and the links between commits are kept.
   *
   * @throws SourceException if nothing could be read
   */
  public static SecretTraces of(GitRepository repository, Needles needles) {
    try {
      return new Search(repository, needles).run();
    } catch (IOException e) {
      throw new SourceException("cannot read the repository: " + GitFailure.reason(e), e);
    }
  }

  private static final class Search implements RepositoryObjects.Visitor {
    /** The number of bytes that git-filter-repo checks to decide that a file is binary. */
    private static final int FILTER_REPO_HEAD = 8_192;

    private final GitRepository repository;
    private final Needles needles;
    private final List<Trace> traces = new ArrayList<>();
    private final Map<ObjectId, List<Trace>> byObject = new LinkedHashMap<>();
    private final CommitLinks links = new CommitLinks();
    private final Set<ObjectId> present = new HashSet<>();
    private final Set<ObjectId> needed = new HashSet<>();
    private final List<String> notRead = new ArrayList<>();
    private final List<String> besides = new ArrayList<>();
    private final Set<String> roots = new HashSet<>();
    private final Set<Content> encoded = new LinkedHashSet<>();

    Search(GitRepository repository, Needles needles) {
      this.repository = repository;
      this.needles = needles;
    }

    SecretTraces run() throws IOException {
      new RepositoryObjects(repository).forEach(this);
      checkWhole();
      Tips tips = Tips.of(repository, notRead);
      new GitFolderSearch(repository, needles, notRead, besides).find(this::addFile);
      names(tips);
      index();
      if (!byObject.isEmpty()) {
        new Reach(repository, needles, links, byObject, notRead).settle(tips);
      }
      return new SecretTraces(
          traces.stream().map(Trace::sighting).sorted(ORDER).toList(),
          List.copyOf(notRead),
          List.copyOf(besides),
          Set.copyOf(roots),
          present.size(),
          Set.copyOf(encoded));
    }

    @Override
    public void unreadable(String name, String why) {
      notRead.add("object " + name + ": " + why);
    }

    @Override
    public void object(int type, ObjectId id, byte[] raw) {
      present.add(id);
      try {
        switch (type) {
          case Constants.OBJ_COMMIT -> commit(id, raw);
          case Constants.OBJ_TREE -> tree(id, raw);
          case Constants.OBJ_TAG -> {
            links.addTag(id, raw);
            needed.add(links.target(id));
            add(id, Sighting.Kind.TAG, raw, 0, raw.length);
            addEncoded(id, Sighting.Kind.TAG, raw);
          }
          default -> blob(id, raw);
        }
      } catch (IOException e) {
        unreadable(repository.name(id), GitFailure.reason(e));
      }
    }

    private void commit(ObjectId id, byte[] raw) throws IOException {
      CommitLinks.Commit commit = GitFailure.guard(() -> links.addCommit(id, raw));
      needed.add(commit.tree());
      needed.addAll(commit.parents());
      if (commit.parents().isEmpty()) {
        roots.add(repository.name(id));
      }
      int body = CommitLinks.bodyOf(raw);
      add(id, Sighting.Kind.COMMIT_HEADER, raw, 0, body);
      add(id, Sighting.Kind.COMMIT_MESSAGE, raw, body, raw.length);
      addEncoded(id, Sighting.Kind.COMMIT_MESSAGE, Arrays.copyOfRange(raw, body, raw.length));
    }

    private void tree(ObjectId id, byte[] raw) throws IOException {
      BitSet found = new BitSet();
      needles.find(raw, 0, raw.length, found);
      boolean suspect = !found.isEmpty();
      GitFailure.guard(
          () -> {
            CanonicalTreeParser entries = new CanonicalTreeParser();
            for (entries.reset(raw); !entries.eof(); entries.next()) {
              if (!entries.getEntryFileMode().equals(FileMode.GITLINK)) {
                needed.add(entries.getEntryObjectId());
              }
              if (suspect) {
                byte[] name = new byte[entries.getNameLength()];
                entries.getName(name, 0);
                add(id, Sighting.Kind.FILE_NAME, name, 0, name.length);
              }
            }
            return found;
          });
    }

    private void blob(ObjectId id, byte[] raw) throws IOException {
      add(id, Sighting.Kind.FILE, raw, 0, raw.length);
      addEncoded(id, Sighting.Kind.FILE, raw);
      if (PackedContent.isPacked(raw)) {
        InputStream in = new ByteArrayInputStream(raw);
        BitSet packed =
            PackedContent.find(
                in, raw.length, needles, why -> unreadable(repository.name(id), why));
        // Packed content cannot be edited, even if it contains no zero byte.
        add(id, Sighting.Kind.FILE, bySecret(packed), true);
      }
    }

    /** Records the secrets that are in a text only after it is decoded. */
    private void addEncoded(ObjectId id, Sighting.Kind kind, byte[] bytes) {
      Readings.of(
          Content.ofOwned(bytes),
          ROUNDS,
          (text, decoded) -> {
            if (decoded != null) {
              needles.findAll(
                  text.bytes(),
                  (form, start, end) -> {
                    if (decoded.overlaps(start, end)) {
                      MatchSpan from = decoded.original(start, end);
                      addEncoded(id, kind, bytes, from, needles.secretOf(form));
                    }
                  });
            }
          });
    }

    private void addEncoded(
        ObjectId id, Sighting.Kind kind, byte[] bytes, MatchSpan from, int secret) {
      // A form of the secret that is searched for as written may be one that is decoded, too.
      if (!found(bytes, from.start(), from.end()).containsKey(secret)) {
        encoded.add(Content.ofOwned(Arrays.copyOfRange(bytes, from.start(), from.end())));
        boolean binary = kind == Sighting.Kind.FILE && Binary.isBinary(bytes, FILTER_REPO_HEAD);
        add(id, kind, Map.of(secret, Set.of(ENCODED)), binary);
      }
    }

    /** Records the secrets in a range of bytes. */
    private void add(ObjectId id, Sighting.Kind kind, byte[] bytes, int start, int end) {
      boolean binary = kind == Sighting.Kind.FILE && Binary.isBinary(bytes, FILTER_REPO_HEAD);
      add(id, kind, found(bytes, start, end), binary);
    }

    private void add(
        ObjectId id, Sighting.Kind kind, Map<Integer, Set<Integer>> found, boolean binary) {
      found.forEach(
          (secret, forms) -> {
            for (Trace known : byObject.getOrDefault(id, List.of())) {
              if (known.secret() == secret && known.kind() == kind) {
                known.forms().addAll(forms);
                known.setBinary(binary);
                return;
              }
            }
            Trace trace = new Trace(traces.size(), secret, kind, repository.name(id), binary);
            trace.forms().addAll(forms);
            traces.add(trace);
            byObject.computeIfAbsent(id, key -> new ArrayList<>()).add(trace);
          });
    }

    private Map<Integer, Set<Integer>> found(byte[] bytes, int start, int end) {
      BitSet found = new BitSet();
      needles.find(bytes, start, end, found);
      return bySecret(found);
    }

    private Map<Integer, Set<Integer>> bySecret(BitSet found) {
      if (found.isEmpty()) {
        return Map.of();
      }
      Map<Integer, Set<Integer>> bySecret = new TreeMap<>();
      found.stream()
          .forEach(
              form ->
                  bySecret
                      .computeIfAbsent(needles.secretOf(form), key -> new TreeSet<>())
                      .add(form));
      return bySecret;
    }

    /** Reports objects that are referenced but missing. */
    private void checkWhole() throws IOException {
      Set<ObjectId> shallow =
          GitFailure.guard(() -> repository.jgit().getObjectDatabase().getShallowCommits());
      for (ObjectId id : shallow) {
        notRead.add(
            "history before commit "
                + repository.name(id)
                + ": the clone is shallow; fetch the rest with git fetch --unshallow");
        needed.removeAll(links.parents(id));
      }
      needed.removeAll(present);
      if (!needed.isEmpty()) {
        String first = needed.stream().map(repository::name).min(String::compareTo).orElse("");
        notRead.add(
            needed.size()
                + " objects are missing, for example "
                + first
                + "; a partial clone does not have all objects, so make a full clone");
      }
    }

    private void names(Tips tips) {
      for (Tips.Tip tip : tips.references()) {
        addNamed(Sighting.Kind.REFERENCE_NAME, tip.name(), tip.name(), true);
      }
    }

    private void addNamed(Sighting.Kind kind, String text, String path, boolean isReference) {
      byte[] bytes = Utf8.encode(text);
      found(bytes, 0, bytes.length)
          .forEach(
              (secret, forms) -> {
                Trace trace = addFile(kind, path, secret, forms);
                if (isReference) {
                  trace.refs().add(path);
                }
              });
    }

    private Trace addFile(Sighting.Kind kind, String path, int secret, Set<Integer> forms) {
      for (Trace known : traces) {
        if (known.kind() == kind && known.secret() == secret && known.paths().contains(path)) {
          known.forms().addAll(forms);
          return known;
        }
      }
      Trace trace = new Trace(traces.size(), secret, kind, "", false);
      trace.forms().addAll(forms);
      trace.paths().add(path);
      traces.add(trace);
      return trace;
    }

    private void index() {
      try {
        for (IndexFiles.Entry entry : IndexFiles.of(repository, notRead)) {
          for (Trace trace : byObject.getOrDefault(entry.id(), List.of())) {
            trace.addPath(entry.path());
            trace.setInIndex();
          }
          addNamed(Sighting.Kind.INDEX_NAME, entry.path(), entry.path(), false);
        }
      } catch (IOException e) {
        notRead.add("the index: " + GitFailure.reason(e));
      }
    }
  }

  /** The place of a secret, while it is being collected. */
  static final class Trace {
    private static final int MOST_PATHS = 20;

    private final int number;
    private final int secret;
    private Sighting.Kind kind;
    private final String object;
    private boolean binary;
    private final Set<Integer> forms = new TreeSet<>();
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> refs = new TreeSet<>();
    private final Set<String> logs = new TreeSet<>();
    private Sighting.@Nullable Seen first;
    private Sighting.@Nullable Seen last;
    private boolean inNewest;
    private boolean inIndex;
    private boolean pushed;

    Trace(int number, int secret, Sighting.Kind kind, String object, boolean binary) {
      this.number = number;
      this.secret = secret;
      this.kind = kind;
      this.object = object;
      this.binary = binary;
    }

    int number() {
      return number;
    }

    int secret() {
      return secret;
    }

    Sighting.Kind kind() {
      return kind;
    }

    Set<Integer> forms() {
      return forms;
    }

    Set<String> paths() {
      return paths;
    }

    Set<String> refs() {
      return refs;
    }

    Set<String> logs() {
      return logs;
    }

    void addPath(String path) {
      if (paths.size() < MOST_PATHS) {
        paths.add(path);
      }
    }

    boolean isFirstOrLast(Sighting.Seen seen) {
      return first == null || last == null || seen.compareTo(first) < 0 || seen.compareTo(last) > 0;
    }

    void seenIn(Sighting.Seen seen) {
      first = first == null || seen.compareTo(first) < 0 ? seen : first;
      last = last == null || seen.compareTo(last) > 0 ? seen : last;
    }

    void setBinary(boolean also) {
      binary |= also;
    }

    void setInNewest() {
      inNewest = true;
    }

    void setInIndex() {
      inIndex = true;
    }

    void setPushed() {
      pushed = true;
    }

    void noteIfOnlyNotesLeadHere() {
      boolean notes =
          !refs.isEmpty() && refs.stream().allMatch(name -> name.startsWith(Constants.R_NOTES));
      if (kind == Sighting.Kind.FILE && notes) {
        kind = Sighting.Kind.NOTE;
      }
    }

    Sighting sighting() {
      return new Sighting(
          secret,
          Set.copyOf(forms),
          kind,
          object,
          binary,
          List.copyOf(paths),
          List.copyOf(refs),
          List.copyOf(logs),
          first,
          last,
          inNewest,
          inIndex,
          pushed);
    }
  }
}
