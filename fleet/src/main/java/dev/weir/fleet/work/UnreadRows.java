package dev.weir.fleet.work;

import dev.weir.cli.scan.UnreadHints;
import dev.weir.core.detect.ShownTexts;
import dev.weir.core.redact.Redaction;
import dev.weir.core.redact.RunSecrets;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts what is met while a repository is listed, and keeps what could not be read. */
final class UnreadRows implements Source.Sink {
  private final String repository;
  private final List<Unread> unread = new ArrayList<>();
  private long commits;
  private long skipped;

  UnreadRows(String repository) {
    this.repository = repository;
  }

  boolean isEmpty() {
    return unread.isEmpty();
  }

  @Override
  public void unread(Unread one) {
    unread.add(one);
  }

  @Override
  public void skipped(Skip skip) {
    skipped++;
  }

  @Override
  public void read(Source.Unit unit) {
    if (unit == Source.Unit.COMMIT) {
      commits++;
    }
  }

  @Override
  public void fragment(Fragment fragment) {
    throw new IllegalStateException("a listing reads no text");
  }

  @Override
  public void binary(Supplier<Fragment> whole) {
    throw new IllegalStateException("a listing reads no text");
  }

  @Override
  public void part(Part part) {
    throw new IllegalStateException("a listing has no parts");
  }

  /** Passes on a row with the numbers, unless there are none. */
  void pushCounts(Consumer<Row> out) {
    if (commits > 0 || skipped > 0) {
      out.accept(new Row(Table.COUNTED, repository, commits, skipped));
    }
  }

  /** Passes on a row for each thing that could not be read. */
  void pushRows(RuleSet rules, Consumer<Row> out) {
    if (!unread.isEmpty()) {
      RunSecrets secrets = new RunSecrets();
      ShownTexts texts = new ShownTexts(rules, secrets);
      unread.forEach(one -> texts.add(one.path() + "\n" + one.reason()));
      texts.finish();
      Redaction redaction = Redaction.of(100, secrets, rules);
      unread.forEach(one -> out.accept(row(repository, one, redaction)));
    }
  }

  /** Returns a row for something that could not be read, without secrets. */
  static Row row(String repository, Unread plain, Redaction redaction) {
    Unread one = UnreadHints.withFlag(plain);
    return new Row(
        Table.UNREAD,
        repository,
        redaction.text(one.path()),
        Failure.kind(one.kind()),
        redaction.text(one.reason()));
  }
}
