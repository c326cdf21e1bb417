package dev.weir.git;

import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records everything that a source pushes. Parts are read immediately. */
public final class Recorder implements Source.Sink {
  /** Fragments as {@code path:line:text}, with their line ends. */
  public final List<String> fragments = new ArrayList<>();

  /** The same fragments. */
  public final List<Fragment> raw = new ArrayList<>();

  /** The headers of commits and tags, as in {@link #fragments}. */
  public final List<String> headers = new ArrayList<>();

  /** Fragments whose findings are not reported, as in {@link #fragments}. */
  public final List<String> unreported = new ArrayList<>();

  /** {@code path: KIND reason}. */
  public final List<String> unread = new ArrayList<>();

  /** {@code path: REASON detail}. */
  public final List<String> skipped = new ArrayList<>();

  /** Binary files, as in {@link #fragments}. */
  public final List<String> binary = new ArrayList<>();

  /** The number of units that were read, by kind. */
  public final Map<Source.Unit, Integer> counts = new EnumMap<>(Source.Unit.class);

  /** The number of parts that were pushed to be read. */
  public int parts;

  /** The number of commits whose results came from a ledger. */
  public long recorded;

  /** Reads a source. */
  public static Recorder of(Source source) throws InterruptedException {
    Recorder recorder = new Recorder();
    source.forEachFragment(recorder);
    return recorder;
  }

  private static String shown(Fragment fragment) {
    return fragment.path() + ":" + fragment.firstLine() + ":" + fragment.content().text();
  }

  @Override
  public void fragment(Fragment fragment) {
    if (fragment.path().equals(MessagePath.HEADER)) {
      headers.add(shown(fragment));
      return;
    }
    if (!fragment.reported()) {
      unreported.add(shown(fragment));
      return;
    }
    fragments.add(shown(fragment));
    raw.add(fragment);
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    binary.add(shown(whole.get()));
  }

  @Override
  public void unread(Unread what) {
    unread.add(what.path() + ": " + what.kind() + " " + what.reason());
  }

  @Override
  public void skipped(Skip skip) {
    skipped.add(skip.path() + ": " + skip.reason() + " " + skip.detail());
  }

  @Override
  public void read(Source.Unit unit) {
    counts.merge(unit, 1, Integer::sum);
  }

  /**
   * Stores the summary of a part, as the scanner does, if nothing in the part must be read again.
   */
  @Override
  public void part(Part part) throws InterruptedException {
    PartSummary summary = part.summary();
    if (summary != null) {
      recorded += summary.commits();
      return;
    }
    parts++;
    int found = fragments.size() + unread.size();
    part.source().forEachFragment(this);
    Consumer<@Nullable PartSummary> keeper = part.keeper();
    if (keeper != null) {
      boolean isClean = found == fragments.size() + unread.size();
      keeper.accept(
          isClean ? new PartSummary(1, 0, Map.of(Source.Unit.COMMIT, 1L), List.of()) : null);
    }
  }
}
