package dev.weir.cli.settings;

import dev.weir.cli.flag.CommandLine;
import dev.weir.cli.flag.Flag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reports to write after a scan.
 *
 * @param reports the reports of findings
 * @param coverage the file for the coverage report, or empty
 * @param suppressed true to also report findings that are ignored or in the baseline
 * @param addressee whom to tell what to do about the findings
 */
public record ReportSettings(
    List<ReportRequest> reports, String coverage, boolean suppressed, Addressee addressee) {
  public ReportSettings {
    reports = List.copyOf(reports);
  }

  static ReportSettings from(CommandLine line) {
    return new ReportSettings(
        ReportRequest.allOf(line.settings()),
        line.get(Flag.COVERAGE_REPORT),
        line.isOn(Flag.REPORT_SUPPRESSED),
        Addressee.NONE);
  }

  /** Returns the files that are written after the scan. */
  public List<Path> files(Path workingDirectory) {
    List<Path> files = new ArrayList<>();
    for (ReportRequest report : reports) {
      files.add(workingDirectory.resolve(report.path()));
    }
    if (!coverage.isEmpty()) {
      files.add(workingDirectory.resolve(coverage));
    }
    return files;
  }

  ReportSettings with(List<ReportRequest> more) {
    List<ReportRequest> all = new ArrayList<>(more);
    all.addAll(reports);
    return new ReportSettings(all, coverage, suppressed, addressee);
  }

  ReportSettings withAddressee(Addressee given) {
    return new ReportSettings(reports, coverage, suppressed, given);
  }
}
