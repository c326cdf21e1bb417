package dev.weir.git.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Detects renamed files in a commit, as git does with {@code diff.renames=true}: first by equal
 * content, then by equal base name, then by comparing all pairs, with a similarity of 50 percent or
 * more.
 *
 * <p>An instance is for one commit. The details are those of git 2.39.
 */
public final class RenameDetection {
  private static final int MIN_SCORE = Similarity.MAX_SCORE / 2;
  private static final int MIN_SCORE_OF_NAMESAKES = MIN_SCORE + MIN_SCORE / 2;
  private static final long MOST_PAIRS = 1_000_000;
  private static final int CANDIDATES_EACH = 4;
  private static final int MOST_EQUALS_TRIED = 100;

  private final List<? extends Side> gone;
  private final List<? extends Side> added;
  private final int[] sourceOf;
  private final boolean[] used;
  private final @Nullable Similarity[] goneMeasures;
  private final @Nullable Similarity[] addedMeasures;

  private RenameDetection(List<? extends Side> gone, List<? extends Side> added) {
    this.gone = gone;
    this.added = added;
    this.sourceOf = new int[added.size()];
    Arrays.fill(sourceOf, -1);
    this.used = new boolean[gone.size()];
    this.goneMeasures = new Similarity[gone.size()];
    this.addedMeasures = new Similarity[added.size()];
  }

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

    /** Returns true for a file, and false for a link or a submodule. */
    default boolean isRegular() {
      return (mode() & 0170000) == 0100000;
    }
  }

  /**
   * Returns for each added file the index of the removed file that was renamed to it, or -1.
   *
   * @param gone the removed files, in tree order
   * @param added the added files, in tree order
   * @throws IOException if a content cannot be read
   */
  public static int[] sources(List<? extends Side> gone, List<? extends Side> added)
      throws IOException {
    RenameDetection detection = new RenameDetection(gone, added);
    if (!gone.isEmpty() && !added.isEmpty()) {
      detection.byContent();
      detection.byBaseName();
      detection.byPairs();
    }
    return detection.sourceOf;
  }

  private void byContent() {
    Map<Object, List<Integer>> byId = new HashMap<>();
    for (int i = 0; i < gone.size(); i++) {
      byId.computeIfAbsent(gone.get(i).id(), id -> new ArrayList<>()).add(i);
    }
    for (int k = 0; k < added.size(); k++) {
      Side target = added.get(k);
      int best = -1;
      int bestScore = 0;
      int tried = 0;
      for (int i : byId.getOrDefault(target.id(), List.of())) {
        Side source = gone.get(i);
        boolean fits = (source.isRegular() && target.isRegular()) || source.mode() == target.mode();
        if (!fits || used[i]) {
          continue;
        }
        int score = haveSameBaseName(source, target) ? 2 : 1;
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

  private void byBaseName() throws IOException {
    Map<String, Integer> sources = unique(gone, i -> !used[i]);
    Map<String, Integer> targets = unique(added, k -> sourceOf[k] < 0);
    for (int i = 0; i < gone.size(); i++) {
      if (used[i]) {
        continue;
      }
      String name = baseName(gone.get(i).path());
      int target = targets.getOrDefault(name, -1);
      if (sources.getOrDefault(name, -1) == i
          && target >= 0
          && sourceOf[target] < 0
          && score(i, target, MIN_SCORE_OF_NAMESAKES) >= MIN_SCORE_OF_NAMESAKES) {
        pair(i, target);
      }
    }
  }

  private static Map<String, Integer> unique(List<? extends Side> sides, IntPredicate counts) {
    Map<String, Integer> unique = new HashMap<>();
    for (int i = 0; i < sides.size(); i++) {
      if (counts.test(i)) {
        unique.merge(baseName(sides.get(i).path()), i, (one, other) -> -1);
      }
    }
    return unique;
  }

  private void byPairs() throws IOException {
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < gone.size(); i++) {
      if (!used[i]) {
        sources.add(i);
      }
    }
    List<Integer> targets = new ArrayList<>();
    for (int k = 0; k < added.size(); k++) {
      if (sourceOf[k] < 0) {
        targets.add(k);
      }
    }
    if ((long) sources.size() * targets.size() > MOST_PAIRS) {
      return;
    }
    List<Pair> pairs = new ArrayList<>();
    for (int k : targets) {
      Pair[] best = new Pair[CANDIDATES_EACH];
      Arrays.fill(best, Pair.NONE);
      for (int i : sources) {
        int names = haveSameBaseName(gone.get(i), added.get(k)) ? 1 : 0;
        keepIfBetter(best, new Pair(i, k, score(i, k, MIN_SCORE), names));
      }
      pairs.addAll(Arrays.asList(best));
    }
    pairs.sort(Pair::compare);
    for (Pair pair : pairs) {
      if (pair.target < 0 || pair.score < MIN_SCORE) {
        break;
      }
      if (sourceOf[pair.target] < 0 && !used[pair.source]) {
        pair(pair.source, pair.target);
      }
    }
  }

  private static void keepIfBetter(Pair[] best, Pair pair) {
    int worst = 0;
    for (int i = 1; i < best.length; i++) {
      if (Pair.compare(best[i], best[worst]) > 0) {
        worst = i;
      }
    }
    if (Pair.compare(best[worst], pair) > 0) {
      best[worst] = pair;
    }
  }

  private record Pair(int source, int target, int score, int names) {
    static final Pair NONE = new Pair(-1, -1, 0, 0);

    /** Orders pairs by score, with unused ones last. */
    static int compare(Pair a, Pair b) {
      if (a.target < 0 || b.target < 0) {
        return a.target < 0 ? (b.target < 0 ? 0 : 1) : -1;
      }
      return a.score == b.score ? b.names - a.names : b.score - a.score;
    }
  }

  private void pair(int source, int target) {
    sourceOf[target] = source;
    used[source] = true;
  }

  private int score(int source, int target, int minimum) throws IOException {
    Side from = gone.get(source);
    Side to = added.get(target);
    if (!from.isRegular() || !to.isRegular()) {
      return 0;
    }
    long larger = Math.max(from.size(), to.size());
    long difference = larger - Math.min(from.size(), to.size());
    if (larger * (Similarity.MAX_SCORE - minimum) < difference * Similarity.MAX_SCORE
        || to.size() == 0) {
      return 0;
    }
    Similarity one = measure(goneMeasures, source, from);
    Similarity other = measure(addedMeasures, target, to);
    return (int) (one.copiedTo(other) * Similarity.MAX_SCORE / larger);
  }

  private static Similarity measure(@Nullable Similarity[] known, int index, Side side)
      throws IOException {
    Similarity measure = known[index];
    if (measure == null) {
      measure = Similarity.of(side.content(), side.isBinary());
      known[index] = measure;
    }
    return measure;
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static boolean haveSameBaseName(Side a, Side b) {
    return baseName(a.path()).equals(baseName(b.path()));
  }
}
