package dev.weir.cli.scan;

import dev.weir.cli.report.CoverageReport;
import dev.weir.cli.report.CoverageReport.Reason;
import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.core.scan.ScanSummary;
import dev.weir.core.source.Skip;
import dev.weir.core.source.SkipReason;
import dev.weir.core.source.Source.Unit;
import dev.weir.core.source.Unread;
import dev.weir.core.source.UnreadReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts by reason the things that a scan did not read, and keeps the first of each reason. */
final class Coverage {
  /** Limits how many things are listed by name for each reason. */
  private static final int MOST_NAMED = 100;

  private static final int MOST_IN_LINE = 3;

  private static final SkipReason[] NAMED_BY_HOOKS = {
    SkipReason.BINARY, SkipReason.ARCHIVE, SkipReason.ALLOWLISTED_PATH, SkipReason.OWN_FILE
  };

  /** The things that were not read for one reason. */
  private static final class Count {
    private final List<NotRead> first = new ArrayList<>();
    private long total;

    void add(String path, String detail) {
      total++;
      if (first.size() < MOST_NAMED) {
        first.add(new NotRead(path, detail));
      }
    }
  }

  private final Map<SkipReason, Count> skipped = new TreeMap<>();
  private final Map<UnreadReason, Count> unread = new TreeMap<>();

  void skipped(Skip skip) {
    skipped.computeIfAbsent(skip.reason(), r -> new Count()).add(skip.path(), skip.detail());
  }

  void unread(Unread thing) {
    unread
        .computeIfAbsent(thing.kind().group(), r -> new Count())
        .add(thing.path(), thing.reason());
  }

  /** Returns the reasons: first those of unreadable things, then those of skipped things. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    unread.forEach((why, count) -> reasons.add(reason(word(why), true, count)));
    skipped.forEach((why, count) -> reasons.add(reason(word(why), false, count)));
    return reasons;
  }

  private static Reason reason(String word, boolean asked, Count count) {
    return new Reason(word, asked, count.total, count.first);
  }

  private static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a line with the numbers of things that were read, not read and skipped. */
  String line(ScanSummary summary) {
    List<String> read = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      long count = summary.read(unit);
      if (count > 0) {
        read.add(count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s"));
      }
    }
    StringBuilder line = new StringBuilder("read: ");
    line.append(read.isEmpty() ? "nothing" : String.join(", ", read));
    append(line, "; not read: ", true);
    append(line, "; skipped: ", false);
    return line.toString();
  }

  private void append(StringBuilder line, String title, boolean asked) {
    List<String> counts = new ArrayList<>();
    for (Reason reason : reasons()) {
      if (reason.asked() == asked) {
        counts.add(reason.count() + " " + reason.reason());
      }
    }
    if (!counts.isEmpty()) {
      line.append(title).append(String.join(", ", counts));
    }
  }

  /** Returns what a hook left out and says in no other line, for one line, or nothing. */
  String leftOut() {
    if (skipped.isEmpty()) {
      return "";
    }
    Set<String> names = new LinkedHashSet<>();
    long unnamed = 0;
    for (SkipReason reason : NAMED_BY_HOOKS) {
      Count count = skipped.get(reason);
      if (count != null) {
        unnamed += count.total - count.first.size();
        for (NotRead one : count.first) {
          names.add(one.path().replaceFirst("^index:", "") + " (" + one.reason() + ")");
        }
      }
    }
    List<String> shown = List.copyOf(names).subList(0, Math.min(MOST_IN_LINE, names.size()));
    long more = names.size() - shown.size() + unnamed;
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  /** Returns the coverage report. */
  CoverageReport report(ScanSummary summary) {
    Map<String, Long> read = new TreeMap<>();
    for (Unit unit : Unit.values()) {
      read.put(unit.name().toLowerCase(Locale.ROOT) + "s", summary.read(unit));
    }
    read.put("bytes", summary.bytes());
    return new CoverageReport(read, reasons());
  }
}
