package dev.weir.cli.scan;

import dev.weir.cli.report.ScanDetails.NotRead;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.scan.ScanSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scan. Close it after its reports are written.
 *
 * @param rules the rules that were applied; empty if they could not be loaded
 * @param summary the numbers of things that were read and found
 * @param notRead the things that could not be read, only the first if there are many
 * @param failure the reason why the scan failed, or null
 * @param repository the open repository of the target, or null if it is not in one
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

  /** Returns true if everything requested was read. */
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
