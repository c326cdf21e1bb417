package dev.weir.cli.scan;

import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scan came to. To be closed when reports are written.
 *
 * @param rules the rules that were applied; none if they could not be loaded
 * @param summary what was read and found
 * @param notRead what could not be read, the first of it if it is much
 * @param failure why nothing was read, or null
 * @param repository where the target is from, still open; null for what is in none
 */
public record ScanResult(
    RuleSet rules,
    ScanSummary summary,
    List<NotRead> notRead,
    @Nullable ScanFailure failure,
    @Nullable ScannedRepository repository)
    implements AutoCloseable {
  public ScanResult {
    notRead = List.copyOf(notRead);
  }

  /** Returns the result of a scan that read nothing. */
  public static ScanResult failed(RuleSet rules, ScanFailure failure) {
    ScanSummary nothing = new ScanSummary(0, 0, 0, 1, false, Map.of());
    return new ScanResult(rules, nothing, List.of(), failure, null);
  }

  /** Returns true if everything that was asked for was read. */
  public boolean isComplete() {
    return failure == null && summary.isComplete();
  }

  @Override
  public void close() {
    if (repository != null) {
      repository.close();
    }
  }
}
