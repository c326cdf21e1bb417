package dev.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.finding.Location;
import dev.weir.core.finding.Region;
import dev.weir.core.rule.Confidence;
import dev.weir.core.text.Content;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SarifRichLimitsTest {
  private static JsonNode written(int findings, SarifRichReporter reporter) throws Exception {
    try (FindingStore store = new FindingStore();
        FindingStore none = new FindingStore()) {
      for (int i = 0; i < findings; i++) {
        store.add(finding(i), "");
      }
      ScanDetails run =
          new ScanDetails(
              "weir",
              "1",
              Instant.EPOCH,
              Instant.EPOCH,
              1,
              true,
              List.of(),
              0,
              null,
              false,
              null,
              "",
              ReportPaths.AS_THEY_ARE);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      reporter.write(new Report(List.of(), store, none, run), out);
      return new ObjectMapper().readTree(out.toByteArray());
    }
  }

  private static Finding finding(int i) {
    Content secret =
        Content.of(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}).toString());
    return new Finding(
        "r",
        "",
        "p" + i,
        "",
        null,
        new Location(i, i, 1, 2),
        secret,
        secret,
        secret,
        1,
        List.of(),
        "",
        List.of(),
        Region.FILE,
        "",
        Confidence.UNKNOWN);
  }

  private static String lastNotification(JsonNode document) {
    JsonNode runs = document.get("runs");
    JsonNode notes = runs.get(runs.size() - 1).at("/invocations/0/toolExecutionNotifications");
    return notes.isEmpty() ? "" : notes.get(notes.size() - 1).at("/message/text").asText();
  }

  @Test
  void moreResultsGoToFurtherRuns() throws Exception {
    JsonNode document = written(250, new SarifRichReporter(100, Long.MAX_VALUE));
    assertThat(document.get("runs")).hasSize(3);
    assertThat(document.at("/runs/0/results")).hasSize(100);
    assertThat(document.at("/runs/2/results")).hasSize(50);
    assertThat(document.at("/runs/0/automationDetails/id").asText()).isEqualTo("weir/");
    assertThat(document.at("/runs/2/automationDetails/id").asText()).isEqualTo("weir-3/");
    assertThat(lastNotification(document)).isEmpty();
  }

  @Test
  void resultsBeyondTheLastRunAreOmitted() throws Exception {
    JsonNode document = written(250, new SarifRichReporter(10, Long.MAX_VALUE));
    assertThat(document.get("runs")).hasSize(SarifRichReporter.MOST_RUNS);
    assertThat(lastNotification(document)).startsWith("50 results are omitted");
  }

  @Test
  void resultsBeyondTheUploadLimitAreOmitted() throws Exception {
    JsonNode document = written(5_000, new SarifRichReporter(25_000, 50_000));
    int results = document.at("/runs/0/results").size();
    assertThat(results).isBetween(100, 4_000);
    assertThat(lastNotification(document)).startsWith(5_000 - results + " results are omitted");
  }
}
