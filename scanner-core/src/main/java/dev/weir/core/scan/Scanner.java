package dev.weir.core.scan;

import dev.weir.core.rule.RuleSet;
import dev.weir.core.source.Source;

/** One run over one source. */
public final class Scanner {
  private final RuleSet rules;
  private final ScanOptions options;

  public Scanner(RuleSet rules, ScanOptions options) {
    this.rules = rules;
    this.options = options;
  }

  /**
   * Reads all of {@code source} and tells {@code listener} what was found.
   *
   * @throws dev.weir.core.source.SourceException if nothing could be read
   * @throws InterruptedException if the calling thread was interrupted
   */
  public ScanSummary scan(Source source, ScanListener listener) throws InterruptedException {
    throw new UnsupportedOperationException("" + rules + options + source + listener);
  }
}
