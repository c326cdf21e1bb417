package dev.weir.git.log;

import dev.weir.core.source.Source;
import dev.weir.core.source.SourceException;
import dev.weir.git.GitRepository;
import dev.weir.git.Mailmap;
import dev.weir.git.Mailmaps;
import dev.weir.git.Revisions;
import dev.weir.git.failure.GitFailure;
import dev.weir.git.log.WalkOptions.Flag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.AndRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** Selects commits by log options that weir supports itself. */
public final class SelectedCommits implements CommitSelection {
  private final WalkOptions options;
  private final List<String> paths;

  private SelectedCommits(WalkOptions options, List<String> paths) {
    this.options = options;
    this.paths = paths;
  }

  /**
   * Returns the commits that log options select.
   *
   * @param words the options, split at every single space
   * @param now the time to which relative dates refer
   * @throws LogOptionsException if the options are invalid
   */
  public static CommitSelection of(List<String> words, Instant now) {
    LogOptions options = LogOptions.parse(words);
    return options.needsGit()
        ? new ListedCommits(options)
        : new SelectedCommits(WalkOptions.of(options, now), options.paths());
  }

  @Override
  public @Nullable StartedWalk start(GitRepository opened, RevWalk walk, Source.Sink sink)
      throws IOException {
    walk.setFirstParent(showsMerges());
    walk.setRewriteParents(false);
    boolean any = walksNotes() && CommitSelection.all().start(opened, walk, sink) != null;
    boolean named = walksNotes();
    List<String> all = new ArrayList<>(paths);
    for (String word : options.revisions()) {
      if (any && isPath(opened, word)) {
        all.add(word);
        continue;
      }
      boolean started = mark(opened, walk, word, sink);
      any |= started;
      named |= started || !word.startsWith("^");
    }
    if (!named) {
      any = markRevision(opened, walk, Constants.HEAD, false);
    }
    filter(opened, walk);
    LogPaths selected = LogPaths.of(opened, all);
    if (!selected.full().isEmpty() && !options.has(Flag.FULL_HISTORY)) {
      walk.setTreeFilter(selected.filter());
    }
    return any ? new StartedWalk(walk::next, selected.filter(), null) : null;
  }

  // Like git, treats a word that is not a revision but an existing file as a path.
  private static boolean isPath(GitRepository opened, String word) throws IOException {
    return opened.workTree() != null
        && !word.contains("..")
        && resolve(opened, word) == null
        && opened.workTree().resolve(opened.prefix() + word).toFile().exists();
  }

  private boolean mark(GitRepository repository, RevWalk walk, String word, Source.Sink sink)
      throws IOException {
    if (word.startsWith("--")) {
      return markRefs(repository, walk, word, sink);
    }
    int dots = word.indexOf("...");
    if (dots >= 0) {
      return markSymmetric(repository, walk, word, dots);
    }
    dots = word.indexOf("..");
    if (dots >= 0) {
      markRevision(repository, walk, orHead(word.substring(0, dots)), true);
      return markRevision(repository, walk, orHead(word.substring(dots + 2)), false);
    }
    if (word.startsWith("^")) {
      return markRevision(repository, walk, word.substring(1), true);
    }
    return markRevision(repository, walk, word, false);
  }

  private static String orHead(String name) {
    return name.isEmpty() ? Constants.HEAD : name;
  }

  private static boolean markSymmetric(
      GitRepository repository, RevWalk walk, String word, int dots) throws IOException {
    String left = orHead(word.substring(0, dots));
    String right = orHead(word.substring(dots + 3));
    try (RevWalk bases = new RevWalk(repository.jgit())) {
      bases.setRevFilter(RevFilter.MERGE_BASE);
      bases.markStart(bases.parseCommit(known(repository, left)));
      bases.markStart(bases.parseCommit(known(repository, right)));
      for (RevCommit base = bases.next(); base != null; base = bases.next()) {
        walk.markUninteresting(walk.parseCommit(base));
      }
    }
    markRevision(repository, walk, left, false);
    return markRevision(repository, walk, right, false);
  }

  private static boolean markRefs(
      GitRepository repository, RevWalk walk, String word, Source.Sink sink) throws IOException {
    int equals = word.indexOf('=');
    String kind = equals < 0 ? word : word.substring(0, equals);
    String pattern = equals < 0 ? "" : word.substring(equals + 1);
    String prefix =
        switch (kind) {
          case "--branches" -> Constants.R_HEADS;
          case "--tags" -> Constants.R_TAGS;
          default -> Constants.R_REMOTES;
        };
    boolean any = false;
    for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(prefix)) {
      if (matches(ref.getName().substring(prefix.length()), pattern)) {
        any |= AllCommits.mark(ref.getName(), ref.getObjectId(), walk, sink);
      }
    }
    return any;
  }

  private static boolean matches(String name, String pattern) {
    if (pattern.isEmpty()) {
      return true;
    }
    boolean glob = pattern.matches(".*[*?\\[].*");
    try {
      FileNameMatcher matcher =
          new FileNameMatcher(glob ? pattern : pattern.replaceFirst("/?$", "/*"), null);
      matcher.append(name);
      return matcher.isMatch();
    } catch (InvalidPatternException e) {
      throw new LogOptionsException("log options: the pattern '" + pattern + "' is not valid");
    }
  }

  private static boolean markRevision(
      GitRepository repository, RevWalk walk, String name, boolean exclude) throws IOException {
    ObjectId id = known(repository, name);
    try {
      RevCommit commit = walk.parseCommit(id);
      if (exclude) {
        walk.markUninteresting(commit);
        return false;
      }
      walk.markStart(commit);
      return true;
    } catch (MissingObjectException e) {
      throw new SourceException(
          "revision '" + name + "': " + GitFailure.reason(e) + ", so nothing was scanned", e);
    }
  }

  private static ObjectId known(GitRepository repository, String name) throws IOException {
    ObjectId id = resolve(repository, name);
    if (id == null) {
      throw new SourceException(
          "unknown revision '"
              + name
              + "', so nothing was scanned; git branch -a and git tag list"
              + " the existing ones");
    }
    return id;
  }

  private static @Nullable ObjectId resolve(GitRepository repository, String name)
      throws IOException {
    try {
      return Revisions.resolve(repository, name + "^{commit}");
    } catch (IllegalArgumentException e) {
      throw new SourceException("revision '" + name + "' is not valid, so nothing was scanned", e);
    }
  }

  private void filter(GitRepository opened, RevWalk walk) throws IOException {
    List<RevFilter> filters = new ArrayList<>();
    if (options.has(Flag.NO_MERGES)) {
      filters.add(RevFilter.NO_MERGES);
    }
    if (options.has(Flag.ONLY_MERGES)) {
      filters.add(RevFilter.ONLY_MERGES);
    }
    if (options.period().isLimited()) {
      filters.add(new TimeFilter(options.period()));
    }
    if (!options.patterns().isEmpty()) {
      filters.add(new TextFilter(options.patterns(), Mailmaps.of(opened)));
    }
    if (!filters.isEmpty()) {
      walk.setRevFilter(filters.size() == 1 ? filters.get(0) : AndRevFilter.create(filters));
    }
  }

  @Override
  public NamedObjects named(GitRepository opened) throws IOException {
    return new NamedObjects(NamedTags.of(opened, walksNotes(), options.revisions()), List.of());
  }

  @Override
  public boolean walksNotes() {
    return options.has(Flag.ALL_REFS);
  }

  @Override
  public boolean isBounded() {
    return options.maxCount() >= 0
        || options.period().since() != null
        || options.revisions().stream()
            .anyMatch(word -> word.startsWith("^") || word.contains(".."));
  }

  @Override
  public int maxCount() {
    return options.maxCount();
  }

  @Override
  public int skip() {
    return options.skip();
  }

  @Override
  public boolean showsMerges() {
    return options.has(Flag.FIRST_PARENT);
  }

  @Override
  public boolean showsOtherTypes() {
    return true;
  }

  /** Filters commits by time. */
  private static final class TimeFilter extends RevFilter {
    private final WalkOptions.Period period;

    TimeFilter(WalkOptions.Period period) {
      this.period = period;
    }

    @Override
    public boolean include(RevWalk walker, RevCommit commit) {
      return period.contains(commit.getCommitTime());
    }

    @Override
    public RevFilter clone() {
      return this;
    }
  }

  /** Filters commits by author, committer and message. */
  private static final class TextFilter extends RevFilter {
    private final TextPatterns patterns;
    private final Mailmap mailmap;

    TextFilter(TextPatterns patterns, Mailmap mailmap) {
      this.patterns = patterns;
      this.mailmap = mailmap;
    }

    @Override
    public boolean include(RevWalk walker, RevCommit commit) {
      return patterns.match(
          person(commit.getAuthorIdent()),
          person(commit.getCommitterIdent()),
          commit.getFullMessage());
    }

    private String person(PersonIdent ident) {
      return mailmap.proper(ident.getName(), ident.getEmailAddress()).toString();
    }

    @Override
    public boolean requiresCommitBody() {
      return true;
    }

    @Override
    public RevFilter clone() {
      return this;
    }
  }
}
