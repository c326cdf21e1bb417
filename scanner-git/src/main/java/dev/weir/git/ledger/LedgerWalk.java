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
 * A walk through a history that has a ledger: what the ledger records of a commit is passed on, and
 * other commits are read.
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

  /** Pushes what the ledger records of a part, or else the part itself. */
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
   * Pushes all commits of the ledger.
   *
   * @param read reads a commit again
   */
  public void pushAll(CommitReader read, Source.Sink sink) throws InterruptedException {
    Sum sum = new Sum();
    for (Ledger.Entry old : ledger.entries()) {
      PartSummary summary = old.summary;
      Ledger.Entry entry = ledger.record(old.id, old.time, summary);
      if (summary != null) {
        sum.add(summary);
      } else {
        sum.tell(sink);
        sink.part(Part.of(part -> read.read(old.id, part), made -> entry.summary = made));
      }
    }
    sum.tell(sink);
  }

  public void finish() {
    ledger.finish(starts);
  }

  /** Reads a commit. */
  @FunctionalInterface
  public interface CommitReader {
    void read(ObjectId id, Source.Sink sink) throws InterruptedException;
  }

  /** The sum of neighbouring commits, which are passed on as one. */
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

    void tell(Source.Sink sink) throws InterruptedException {
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
