package dev.weir.cli.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * The report of what a scan read and did not read.
 *
 * @param read counts of things that were read, by their names in the report
 * @param notRead reasons why things were not read, with counts
 */
public record CoverageReport(Map<String, Long> read, List<Reason> notRead) {
  /**
   * A reason why things were not read.
   *
   * @param reason one word
   * @param asked true if the things were requested, so the scan is incomplete; false if the scan
   *     skipped them on purpose
   * @param count how many files, objects or commits
   * @param first the first of them
   */
  public record Reason(String reason, boolean asked, long count, List<ScanDetails.NotRead> first) {
    public Reason {
      first = List.copyOf(first);
    }
  }

  public CoverageReport {
    read = Map.copyOf(read);
    notRead = List.copyOf(notRead);
  }

  /** Writes the report as JSON, with details of the scan. */
  public void write(ScanDetails run, OutputStream out) throws IOException {
    GoJson json = new GoJson(" ");
    json.open('{')
        .member("program", run.program())
        .member("version", run.version())
        .member("start", run.start().toString())
        .member("end", run.end().toString())
        .member("exitCode", run.exitCode())
        .member("complete", run.complete());
    json.name("read").open('{');
    for (String name : read.keySet().stream().sorted().toList()) {
      json.member(name, read.getOrDefault(name, 0L));
    }
    json.close('}').name("notRead").open('[');
    for (Reason reason : notRead) {
      json.next()
          .open('{')
          .member("reason", reason.reason)
          .member("asked", reason.asked)
          .member("count", reason.count)
          .name("first")
          .open('[');
      for (ScanDetails.NotRead one : reason.first) {
        json.next().open('{').member("path", one.path()).member("detail", one.reason()).close('}');
      }
      json.close(']').close('}');
    }
    json.close(']').close('}');
    json.drainTo(out);
    out.write('\n');
  }
}
