package dev.weir.git.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Detects renamed files in a commit, as git does with {@code diff.renames=true}: first by equal
 * content, then by equal base name, then by comparing all pairs, with a similarity of 50 percent or
 * more. Contents are only read for the files that are asked for.
 *
 * <p>An instance is for one commit. The details are those of git 2.39.
 */
public final class RenameDetection {
  /** Stands for no removed file. */
  public static final int NONE = -1;

  private static final int MIN_SCORE = Similarity.MAX_SCORE / 2;
  private static final int MIN_SCORE_OF_NAMESAKES = MIN_SCORE + MIN_SCORE / 2;
  private static final long MOST_PAIRS = 1_000_000;
  private static final int MOST_EQUALS_TRIED = 100;
  // So many bytes of files are compared at a time, to bound the memory.
  private static final long MOST_BYTES = 32L << 20;
  // So many files are asked for one by one before all are compared.
  private static final int MOST_ALONE = 16;
  private static final int UNDECIDED = -2;

  private final Files gone;
  private final Files added;
  private final int[] sourceOf;
  private final boolean[] used;
  // What was found for single files; it agrees with what comparing all files finds.
  private final int[] sourceAlone;
  private @Nullable Namesakes namesakes;
  private int askedAlone;
  // True if no more pairs will be found.
  private boolean isComplete;

  /** A removed or added file. */
  public interface Side {
    /** Returns the path, with {@code /}. */
    String path();

    /** Returns the mode, as in a tree object. */
    int mode();

    /** Returns an object that is equal for files with equal content. */
    Object id();

    /** Returns the size in bytes. */
    long size() throws IOException;

    /** Returns the content. Only called if {@link #isRegular}. */
    byte[] content() throws IOException;

    /** Returns true if git treats the content as binary. */
    boolean isBinary() throws IOException;

    /** Returns true if only the content decides whether git treats it as binary. */
    boolean isJudgedByContent();

    /** Returns true for a file, and false for a link or a submodule. */
    default boolean isRegular() {
      return (mode() & 0170000) == 0100000;
    }
  }

  /**
   * Pairs the files with equal content.
   *
   * @param gone the removed files, in tree order
   * @param added the added files, in tree order
   * @param known what was computed for other commits
   */
  public RenameDetection(
      List<? extends Side> gone, List<? extends Side> added, Similarities known) {
    this.gone = new Files(gone, known);
    this.added = new Files(added, known);
    this.sourceOf = new int[added.size()];
    Arrays.fill(sourceOf, NONE);
    this.sourceAlone = new int[added.size()];
    Arrays.fill(sourceAlone, UNDECIDED);
    this.used = new boolean[gone.size()];
    if (gone.isEmpty() || added.isEmpty()) {
      isComplete = true;
    } else {
      byContent();
    }
  }

  /**
   * Returns the index of the removed file that was renamed to an added one, or {@link #NONE}.
   *
   * <p>Most answers depend on a few other files. Only those are read, as long as not too many
   * answers are asked for.
   *
   * @throws IOException if a content cannot be read
   */
  public int source(int target) throws IOException {
    int known = knownSource(target);
    if (known != NONE || isComplete || sourceAlone[target] == NONE) {
      return known;
    }
    Namesakes all = namesakes();
    if (all.pair(all.source(target), target)) {
      return sourceOf[target];
    }
    if (askedAlone++ < MOST_ALONE) {
      sourceAlone[target] = alone(target);
    }
    if (sourceAlone[target] == UNDECIDED) {
      all.pairAll();
      byPairs();
      isComplete = true;
    }
    return knownSource(target);
  }

  /**
   * Returns what {@link #source} does if that is known without reading a content, or else {@link
   * #NONE}.
   */
  public int knownSource(int target) {
    return sourceOf[target] == NONE && sourceAlone[target] >= 0
        ? sourceAlone[target]
        : sourceOf[target];
  }

  /**
   * Returns the source of a file that has no equal file and no namesake, or {@link #UNDECIDED} if
   * that depends on more than the files that are similar to it and to its source.
   */
  private int alone(int target) throws IOException {
    int[] sources = unusedSources();
    int[] targets = newTargets();
    if ((long) sources.length * targets.length > MOST_PAIRS
        || gone.bytes(sources) + added.bytes(targets) > MOST_BYTES) {
      return UNDECIDED;
    }
    int[] ranks = new int[sources.length];
    for (int s = 0; s < ranks.length; s++) {
      ranks[s] = rank(sources[s], target);
    }
    while (true) {
      int best = onlyBest(ranks);
      if (best < 0) {
        return best;
      }
      if (!namesakes().hasPair(sources[best])) {
        boolean free = !isCloserToAnother(sources[best], target, ranks[best], targets);
        return free ? sources[best] : UNDECIDED;
      }
      ranks[best] = 0;
    }
  }

  /** Returns how good a pair is, twice its score or more, or 0 if it is no pair. */
  private int rank(int source, int target) throws IOException {
    int score = score(source, target, MIN_SCORE);
    return score < MIN_SCORE ? 0 : BestPairs.rank(score, isNamesake(source, target));
  }

  private boolean isNamesake(int source, int target) {
    return gone.baseName(source).equals(added.baseName(target));
  }

  private static int onlyBest(int[] ranks) {
    int best = NONE;
    boolean only = true;
    for (int i = 0; i < ranks.length; i++) {
      if (ranks[i] > 0 && (best == NONE || ranks[i] >= ranks[best])) {
        only = best == NONE || ranks[i] > ranks[best];
        best = i;
      }
    }
    return only ? best : UNDECIDED;
  }

  private boolean isCloserToAnother(int source, int target, int rank, int[] targets)
      throws IOException {
    for (int other : targets) {
      if (other != target
          && rank(source, other) >= rank
          && !namesakes().pair(namesakes().source(other), other)) {
        return true;
      }
    }
    return false;
  }

  private void byContent() {
    Map<Object, List<Integer>> byId = new HashMap<>();
    for (int i = 0; i < used.length; i++) {
      byId.computeIfAbsent(gone.get(i).id(), id -> new ArrayList<>(1)).add(i);
    }
    for (int k = 0; k < sourceOf.length; k++) {
      Side target = added.get(k);
      int best = NONE;
      int bestScore = 0;
      int tried = 0;
      for (int i : byId.getOrDefault(target.id(), List.of())) {
        Side source = gone.get(i);
        boolean fits = (source.isRegular() && target.isRegular()) || source.mode() == target.mode();
        if (!fits || used[i]) {
          continue;
        }
        int score = isNamesake(i, k) ? 2 : 1;
        if (score > bestScore) {
          best = i;
          bestScore = score;
        }
        if (score == 2 || tried++ > MOST_EQUALS_TRIED) {
          break;
        }
      }
      if (best >= 0) {
        pair(best, k);
      }
    }
  }

  private Namesakes namesakes() {
    Namesakes known = namesakes;
    if (known == null) {
      known = new Namesakes();
      namesakes = known;
    }
    return known;
  }

  /** The files that are the only ones with their base name among those without an equal one. */
  private final class Namesakes {
    private final int[] sourceOfTarget = new int[sourceOf.length];
    private final int[] targetOfSource = new int[used.length];

    Namesakes() {
      Map<String, Integer> sources = new HashMap<>();
      for (int source : unusedSources()) {
        addIfOnly(sources, gone.baseName(source), source);
      }
      Map<String, Integer> targets = new HashMap<>();
      for (int target : newTargets()) {
        addIfOnly(targets, added.baseName(target), target);
      }
      Arrays.fill(sourceOfTarget, NONE);
      Arrays.fill(targetOfSource, NONE);
      for (Map.Entry<String, Integer> target : targets.entrySet()) {
        int source = sources.getOrDefault(target.getKey(), NONE);
        if (source != NONE && target.getValue() != NONE) {
          sourceOfTarget[target.getValue()] = source;
          targetOfSource[source] = target.getValue();
        }
      }
    }

    private void addIfOnly(Map<String, Integer> files, String name, int index) {
      files.put(name, files.containsKey(name) ? NONE : index);
    }

    int source(int target) {
      return sourceOfTarget[target];
    }

    /** Returns true if a removed file and its only namesake belong together. */
    boolean hasPair(int source) throws IOException {
      return used[source] || pair(source, targetOfSource[source]);
    }

    boolean pair(int source, int target) throws IOException {
      if (source == NONE || target == NONE) {
        return false;
      }
      boolean similar = score(source, target, MIN_SCORE_OF_NAMESAKES) >= MIN_SCORE_OF_NAMESAKES;
      gone.forget(source);
      added.forget(target);
      if (similar) {
        RenameDetection.this.pair(source, target);
      }
      return similar;
    }

    void pairAll() throws IOException {
      for (int k = 0; k < sourceOf.length; k++) {
        if (sourceOf[k] == NONE) {
          pair(sourceOfTarget[k], k);
        }
      }
    }
  }

  private void byPairs() throws IOException {
    int[] sources = unusedSources();
    int[] targets = newTargets();
    if ((long) sources.length * targets.length > MOST_PAIRS) {
      return;
    }
    BestPairs pairs = new BestPairs(targets.length);
    int from = 0;
    while (from < sources.length) {
      int to = from + 1;
      long bytes = gone.size(sources[from]);
      while (to < sources.length && bytes + gone.size(sources[to]) <= MOST_BYTES) {
        bytes += gone.size(sources[to++]);
      }
      compare(Arrays.copyOfRange(sources, from, to), targets, pairs);
      from = to;
    }
    for (int n : pairs.inOrder(MIN_SCORE)) {
      int source = pairs.source(n);
      int target = targets[BestPairs.target(n)];
      if (sourceOf[target] == NONE && !used[source]) {
        pair(source, target);
      }
    }
  }

  private int[] unusedSources() {
    int[] sources = new int[used.length];
    int size = 0;
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        sources[size++] = i;
      }
    }
    return Arrays.copyOf(sources, size);
  }

  private int[] newTargets() {
    int[] targets = new int[sourceOf.length];
    int size = 0;
    for (int k = 0; k < sourceOf.length; k++) {
      if (sourceOf[k] == NONE) {
        targets[size++] = k;
      }
    }
    return Arrays.copyOf(targets, size);
  }

  private void compare(int[] sources, int[] targets, BestPairs pairs) throws IOException {
    for (int t = 0; t < targets.length; t++) {
      for (int source : sources) {
        int score = score(source, targets[t], MIN_SCORE);
        pairs.add(t, source, BestPairs.rank(score, isNamesake(source, targets[t])));
      }
      added.forget(targets[t]);
    }
    for (int source : sources) {
      gone.forget(source);
    }
  }

  private void pair(int source, int target) {
    sourceOf[target] = source;
    used[source] = true;
  }

  private int score(int source, int target, int minimum) throws IOException {
    if (!gone.get(source).isRegular() || !added.get(target).isRegular()) {
      return 0;
    }
    long from = gone.size(source);
    long to = added.size(target);
    long larger = Math.max(from, to);
    long difference = larger - Math.min(from, to);
    if (larger * (Similarity.MAX_SCORE - minimum) < difference * Similarity.MAX_SCORE || to == 0) {
      return 0;
    }
    long copied = gone.measure(source).copiedTo(added.measure(target));
    return (int) (copied * Similarity.MAX_SCORE / larger);
  }

  /** The files of one side, with what was computed of them. */
  private static final class Files {
    private static final int UNKNOWN = -1;

    private final List<? extends Side> sides;
    private final Similarities known;
    private final @Nullable String[] baseNames;
    private final long[] sizes;
    private final @Nullable Similarity[] measures;

    Files(List<? extends Side> sides, Similarities known) {
      this.known = known;
      this.sides = sides;
      this.baseNames = new String[sides.size()];
      this.sizes = new long[sides.size()];
      Arrays.fill(sizes, UNKNOWN);
      this.measures = new Similarity[sides.size()];
    }

    Side get(int index) {
      return sides.get(index);
    }

    String baseName(int index) {
      String name = baseNames[index];
      if (name == null) {
        String path = sides.get(index).path();
        name = path.substring(path.lastIndexOf('/') + 1);
        baseNames[index] = name;
      }
      return name;
    }

    long size(int index) throws IOException {
      if (sizes[index] == UNKNOWN) {
        sizes[index] = sides.get(index).size();
      }
      return sizes[index];
    }

    long bytes(int[] indexes) throws IOException {
      long bytes = 0;
      for (int index : indexes) {
        bytes += size(index);
      }
      return bytes;
    }

    Similarity measure(int index) throws IOException {
      Similarity measure = measures[index];
      if (measure == null) {
        measure = measured(sides.get(index));
        measures[index] = measure;
      }
      return measure;
    }

    private Similarity measured(Side side) throws IOException {
      if (!side.isJudgedByContent()) {
        return Similarity.of(side.content(), side.isBinary());
      }
      Similarity measure = known.get(side.id());
      if (measure == null) {
        measure = Similarity.of(side.content(), side.isBinary());
        known.add(side.id(), measure);
      }
      return measure;
    }

    void forget(int index) {
      measures[index] = null;
    }
  }
}
