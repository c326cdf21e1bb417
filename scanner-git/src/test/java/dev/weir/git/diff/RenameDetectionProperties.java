package dev.weir.git.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the detection, which reads no more than it needs, with a plain one, which compares
 * everything in git's order.
 */
class RenameDetectionProperties {
  private static final int MAX_SCORE = 60_000;
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h");
  private static final List<String> LINES =
      List.of("", "{", "}", "one", "two", "three\r", "x".repeat(70), "y".repeat(130) + "\r", "\0");

  // Two texts with the same identifier are equal.
  private final Similarities known = new Similarities();

  @Property(tries = 1_500)
  void eachFileHasTheSourceThatAPlainDetectionFinds(Draw draw) throws IOException {
    List<List<String>> texts = draw.list(1, 6, () -> draw.list(0, 12, () -> draw.of(LINES)));
    List<TestSide> gone = files(draw, texts, "old/");
    List<TestSide> added = files(draw, texts, "new/");
    List<Integer> wanted = new PlainDetection(gone, added).sources();
    RenameDetection detection = new RenameDetection(gone, added, known);
    List<Integer> order = draw.list(0, 8, () -> draw.number(0, Math.max(0, added.size() - 1)));
    for (int target : added.isEmpty() ? List.<Integer>of() : order) {
      int known = detection.knownSource(target);
      assertThat(known).isIn(RenameDetection.NONE, wanted.get(target));
      assertThat(detection.source(target)).isEqualTo(wanted.get(target));
    }
    for (int k = 0; k < added.size(); k++) {
      assertThat(detection.source(k)).isEqualTo(wanted.get(k));
    }
  }

  private static List<TestSide> files(Draw draw, List<List<String>> texts, String folder) {
    List<TestSide> files = draw.list(0, 12, () -> file(draw, texts, folder));
    Map<String, TestSide> byPath = new HashMap<>();
    files.forEach(file -> byPath.put(file.path(), file));
    return byPath.values().stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
  }

  private static TestSide file(Draw draw, List<List<String>> texts, String folder) {
    List<String> lines = new ArrayList<>(draw.of(texts));
    for (int edits = draw.number(0, 3); edits > 0; edits--) {
      lines.add(draw.number(0, lines.size()), draw.of(LINES));
      if (draw.oneIn(2)) {
        lines.remove(draw.number(0, lines.size() - 1));
      }
    }
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    String rest = draw.oneIn(5) ? "rest" : "";
    int mode = draw.oneIn(8) ? 0120000 : draw.oneIn(8) ? 0100755 : 0100644;
    String path = folder + draw.number(0, 2) + "/" + draw.of(NAMES);
    return new TestSide(path, mode, (text + rest).getBytes(ISO_8859_1));
  }

  @Property(tries = 500)
  void similarityCountsTheBytesOfEqualSpans(Draw draw) {
    byte[] one = draw.bytes(700);
    byte[] two = draw.oneIn(2) ? draw.bytes(700) : changed(draw, one);
    boolean binary = draw.oneIn(2);
    long copied = Similarity.of(one, binary).copiedTo(Similarity.of(two, binary));
    assertThat(copied).isEqualTo(PlainDetection.copied(one, two, binary));
  }

  private static byte[] changed(Draw draw, byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int edits = changed.length == 0 ? 0 : draw.number(0, 5); edits > 0; edits--) {
      changed[draw.number(0, changed.length - 1)] = draw.of((byte) '\n', (byte) '\r', (byte) 'z');
    }
    return changed;
  }

  /** Git's detection, step by step, over all files. */
  private static final class PlainDetection {
    private final List<TestSide> gone;
    private final List<TestSide> added;
    private final int[] sourceOf;
    private final boolean[] used;

    PlainDetection(List<TestSide> gone, List<TestSide> added) {
      this.gone = gone;
      this.added = added;
      this.sourceOf = new int[added.size()];
      Arrays.fill(sourceOf, -1);
      this.used = new boolean[gone.size()];
    }

    List<Integer> sources() {
      byContent();
      byBaseName();
      byPairs();
      return Arrays.stream(sourceOf).boxed().toList();
    }

    private void byContent() {
      for (int k = 0; k < sourceOf.length; k++) {
        int best = -1;
        for (int i = 0; i < used.length; i++) {
          TestSide from = gone.get(i);
          TestSide to = added.get(k);
          if (!used[i]
              && from.id().equals(to.id())
              && (from.mode() == to.mode() || (from.isRegular() && to.isRegular()))
              && (best < 0 || (names(i, k) && !names(best, k)))) {
            best = i;
          }
        }
        pair(best, k);
      }
    }

    private void byBaseName() {
      Map<String, List<Integer>> from = new HashMap<>();
      Map<String, List<Integer>> to = new HashMap<>();
      for (int i = 0; i < used.length; i++) {
        if (!used[i]) {
          from.computeIfAbsent(name(gone.get(i)), name -> new ArrayList<>()).add(i);
        }
      }
      for (int k = 0; k < sourceOf.length; k++) {
        if (sourceOf[k] < 0) {
          to.computeIfAbsent(name(added.get(k)), name -> new ArrayList<>()).add(k);
        }
      }
      from.forEach(
          (name, sources) -> {
            List<Integer> targets = to.getOrDefault(name, List.of());
            if (sources.size() == 1
                && targets.size() == 1
                && score(sources.get(0), targets.get(0), 45_000) >= 45_000) {
              pair(sources.get(0), targets.get(0));
            }
          });
    }

    private void byPairs() {
      List<int[]> pairs = new ArrayList<>();
      for (int k = 0; k < sourceOf.length; k++) {
        int[] @Nullable [] best = new int[4][];
        for (int i = 0; i < used.length && sourceOf[k] < 0; i++) {
          if (!used[i]) {
            int[] pair = {score(i, k, 30_000), names(i, k) ? 1 : 0, i, k};
            int worst = 0;
            for (int n = 1; n < best.length; n++) {
              worst = compare(best[n], best[worst]) > 0 ? n : worst;
            }
            best[worst] = compare(best[worst], pair) > 0 ? pair : best[worst];
          }
        }
        Arrays.stream(best).filter(pair -> pair != null).forEach(pairs::add);
      }
      pairs.sort(PlainDetection::compare);
      for (int[] pair : pairs) {
        if (pair[0] >= 30_000 && sourceOf[pair[3]] < 0 && !used[pair[2]]) {
          pair(pair[2], pair[3]);
        }
      }
    }

    private static int compare(int @Nullable [] a, int @Nullable [] b) {
      if (a == null || b == null) {
        return a == b ? 0 : a == null ? 1 : -1;
      }
      return a[0] == b[0] ? b[1] - a[1] : b[0] - a[0];
    }

    private void pair(int source, int target) {
      if (source >= 0) {
        sourceOf[target] = source;
        used[source] = true;
      }
    }

    private boolean names(int source, int target) {
      return name(gone.get(source)).equals(name(added.get(target)));
    }

    private static String name(TestSide file) {
      return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    private int score(int source, int target, int minimum) {
      TestSide from = gone.get(source);
      TestSide to = added.get(target);
      if (!from.isRegular() || !to.isRegular() || to.size() == 0) {
        return 0;
      }
      long larger = Math.max(from.size(), to.size());
      long smaller = Math.min(from.size(), to.size());
      if (larger * (MAX_SCORE - minimum) < (larger - smaller) * MAX_SCORE) {
        return 0;
      }
      Map<Integer, Long> one = spans(from.content(), from.isBinary());
      return (int) (common(one, spans(to.content(), to.isBinary())) * MAX_SCORE / larger);
    }

    static long copied(byte[] one, byte[] two, boolean binary) {
      return common(spans(one, binary), spans(two, binary));
    }

    private static long common(Map<Integer, Long> one, Map<Integer, Long> two) {
      long sum = 0;
      for (Map.Entry<Integer, Long> span : one.entrySet()) {
        sum += Math.min(span.getValue(), two.getOrDefault(span.getKey(), 0L));
      }
      return sum;
    }

    private static Map<Integer, Long> spans(byte[] bytes, boolean binary) {
      Map<Integer, Long> spans = new HashMap<>();
      int one = 0;
      int two = 0;
      int length = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (!binary && bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
          continue;
        }
        int before = one;
        one = (one << 7 ^ two >>> 25) + (bytes[i] & 0xFF);
        two = two << 7 ^ before >>> 25;
        if (++length == 64 || bytes[i] == '\n') {
          spans.merge(
              Integer.remainderUnsigned(one + two * 0x61, 107_927), (long) length, Long::sum);
          length = 0;
          one = 0;
          two = 0;
        }
      }
      return spans;
    }
  }
}
