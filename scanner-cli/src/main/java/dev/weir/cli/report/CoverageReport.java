package dev.weir.cli.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * What a scan read and what it did not.
 *
 * @param read how many of what, by the names that the report has
 * @param notRead why how much was not read
 */
public record CoverageReport(Map<String, Long> read, List<Reason> notRead) {
  /**
   * A reason for which something was not read.
   *
   * @param reason one word
   * @param asked true if it was asked for, so that the scan is not complete; false if it was left
   *     out on purpose
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

  /** Writes it as JSON, with how the scan went. */
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
