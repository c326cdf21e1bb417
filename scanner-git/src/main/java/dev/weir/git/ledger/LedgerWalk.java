package dev.weir.git.ledger;

import dev.weir.core.source.Part;
import dev.weir.core.source.PartSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Walks a history that has a ledger. Recorded results are passed on, and other commits are read.
 */
public final class LedgerWalk {
  private final Ledger ledger;
  private final Collection<ObjectId> starts;

  public LedgerWalk(Ledger ledger, Collection<ObjectId> starts) {
    this.ledger = ledger;
    this.starts = starts;
  }

  /** Pushes one commit of the walk. */
  public void push(ObjectId id, int time, Source commit, Source.Sink sink)
      throws InterruptedException {
    Ledger.Entry old = ledger.find(id);
    push(ledger.record(id, time, old == null ? null : old.summary), commit, sink);
  }

  /** Pushes the recorded result for a part, or the part itself if there is none. */
  public static void push(Ledger.Entry entry, Source commit, Source.Sink sink)
      throws InterruptedException {
    PartSummary summary = entry.summary;
    if (summary != null) {
      sink.part(Part.recorded(summary));
    } else {
      sink.part(Part.of(commit, made -> entry.summary = made));
    }
  }

  /**
   * Pushes all commits of the ledger, in its order.
   *
   * @param read reads a commit that must be read again
   */
  public void pushAll(CommitReader read, Source.Sink sink) throws InterruptedException {
    Sum sum = new Sum();
    for (Ledger.Entry old : ledger.entries()) {
      PartSummary summary = old.summary;
      Ledger.Entry entry = ledger.record(old.id, old.time, summary);
      if (summary != null) {
        sum.add(summary);
      } else {
        sum.flush(sink);
        sink.part(Part.of(part -> read.read(old.id, part), made -> entry.summary = made));
      }
    }
    sum.flush(sink);
  }

  public void finish() {
    ledger.finish(starts);
  }

  /** Reads one commit. */
  @FunctionalInterface
  public interface CommitReader {
    void read(ObjectId id, Source.Sink sink) throws InterruptedException;
  }

  /** Sums up neighbouring commits, which are then passed on as one part. */
  private static final class Sum {
    private long commits;
    private long bytes;
    private boolean any;
    private final Map<Source.Unit, Long> units = new EnumMap<>(Source.Unit.class);
    private List<Skip> skips = new ArrayList<>(0);

    void add(PartSummary summary) {
      any = true;
      commits += summary.commits();
      bytes += summary.bytes();
      summary.units().forEach((unit, count) -> units.merge(unit, count, Long::sum));
      skips.addAll(summary.skips());
    }

    void flush(Source.Sink sink) throws InterruptedException {
      if (any) {
        sink.part(Part.recorded(new PartSummary(commits, bytes, units, skips)));
        commits = 0;
        bytes = 0;
        units.clear();
        skips = new ArrayList<>(0);
        any = false;
      }
    }
  }
}
