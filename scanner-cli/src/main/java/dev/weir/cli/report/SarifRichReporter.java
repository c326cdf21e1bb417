package dev.weir.cli.report;

import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.LogicalLocation;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.OriginalUriBaseIds;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.RunAutomationDetails;
import com.contrastsecurity.sarif.Suppression;
import com.contrastsecurity.sarif.VersionControlDetails;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdDateFormat;
import dev.weir.core.finding.Finding;
import dev.weir.core.finding.FindingStore;
import dev.weir.core.rule.Confidence;
import dev.weir.core.rule.Rule;
import dev.weir.git.Provenance;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes SARIF 2.1.0 for code scanning: rules with help, locations for editors and dashboards,
 * fingerprints that survive when a secret moves, and files that could not be read. The report
 * contains no secret.
 *
 * <p>The report stays within GitHub's limits ("SARIF support for code scanning"): {@value
 * #MOST_RESULTS} results per run, {@value #MOST_RUNS} runs, 10 MB compressed. More results go to
 * further runs. If some still do not fit, a notification gives their number.
 */
public final class SarifRichReporter implements Reporter {
  static final int MOST_RESULTS = 25_000;
  static final int MOST_RUNS = 20;

  /** The limit in compressed bytes, with room for the text after the results. */
  private static final long MOST_COMPRESSED = 9_000_000;

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";

  private final int mostResults;
  private final long mostCompressed;

  public SarifRichReporter() {
    this(MOST_RESULTS, MOST_COMPRESSED);
  }

  SarifRichReporter(int mostResults, long mostCompressed) {
    this.mostResults = mostResults;
    this.mostCompressed = mostCompressed;
  }

  @Override
  public boolean showsSecrets() {
    return false;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    new Document(report, out).write();
    out.write('\n');
    out.flush();
  }

  static Result.Level level(Rule rule) {
    return switch (rule.metadata().severity()) {
      case CRITICAL, HIGH, UNKNOWN -> Result.Level.ERROR;
      case MEDIUM -> Result.Level.WARNING;
      case LOW -> Result.Level.NOTE;
    };
  }

  /** Places findings of equal severity: the more likely secrets come first, from 0 to 100. */
  private static double rank(Confidence confidence) {
    return switch (confidence) {
      case HIGH -> 90;
      case MEDIUM, UNKNOWN -> 60;
      case LOW -> 20;
    };
  }

  private static Message message(String text) {
    return new Message().withText(text);
  }

  /** One document while it is being written. */
  private final class Document {
    private final Report report;
    private final CompressedSize compressed;
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonGenerator json;
    private final Map<String, Integer> ruleIndexes = new HashMap<>();
    private final Map<String, Rule> rulesById = new HashMap<>();
    private final OccurrenceNumbers numbers = new OccurrenceNumbers();
    private final Iterator<FindingStore.Stored> results;
    private long left;

    Document(Report report, OutputStream out) throws IOException {
      this.report = report;
      this.compressed = new CompressedSize(out);
      mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
      mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
      mapper.disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
      mapper.setDateFormat(new StdDateFormat());
      this.json = mapper.createGenerator(compressed);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      Iterator<FindingStore.Stored> found = report.findings().iterator();
      Iterator<FindingStore.Stored> suppressed = report.suppressed().iterator();
      this.results =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return found.hasNext() || suppressed.hasNext();
            }

            @Override
            public FindingStore.Stored next() {
              return found.hasNext() ? found.next() : suppressed.next();
            }
          };
      this.left = report.findings().size() + report.suppressed().size();
      for (Rule rule : report.rules()) {
        ruleIndexes.putIfAbsent(rule.id(), ruleIndexes.size());
        rulesById.putIfAbsent(rule.id(), rule);
      }
    }

    void write() throws IOException {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      int run = 1;
      do {
        run(run);
      } while (results.hasNext() && ++run <= MOST_RUNS && !isFull());
      json.writeEndArray();
      json.writeEndObject();
      json.close();
    }

    private boolean isFull() {
      return compressed.size() > mostCompressed;
    }

    private void run(int number) throws IOException {
      json.writeStartObject();
      json.writeObjectFieldStart("tool");
      json.writeObjectFieldStart("driver");
      json.writeStringField("name", "weir");
      json.writeStringField("version", report.run().version());
      json.writeArrayFieldStart("rules");
      Set<String> listed = new HashSet<>();
      for (Rule rule : report.rules()) {
        if (listed.add(rule.id())) {
          json.writePOJO(SarifRules.descriptor(rule, configuration(rule)));
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      String category = number == 1 ? "weir/" : "weir-" + number + "/";
      json.writePOJOField("automationDetails", new RunAutomationDetails().withId(category));
      json.writeStringField("columnKind", "utf16CodeUnits");
      provenance();
      json.writePOJOField(
          "originalUriBaseIds",
          new OriginalUriBaseIds()
              .withAdditionalProperty(
                  ROOT,
                  new ArtifactLocation()
                      .withDescription(message("The root of what was scanned."))));
      json.writeArrayFieldStart("results");
      for (int i = 0; i < mostResults && results.hasNext() && !isFull(); i++) {
        FindingStore.Stored stored = results.next();
        left--;
        json.writePOJO(result(stored.finding(), stored.reason()));
      }
      json.writeEndArray();
      boolean last = !results.hasNext() || number == MOST_RUNS || isFull();
      json.writeArrayFieldStart("invocations");
      // The model omits false as a default value, but the schema requires it.
      ObjectNode invocation = mapper.valueToTree(invocation(last ? left : 0));
      json.writeTree(invocation.put("executionSuccessful", report.run().complete()));
      json.writeEndArray();
      json.writeEndObject();
    }

    private ReportingConfiguration configuration(Rule rule) {
      return new ReportingConfiguration()
          .withLevel(ReportingConfiguration.Level.fromValue(level(rule).value()));
    }

    private void provenance() throws IOException {
      Provenance provenance = report.run().provenance();
      if (provenance == null || provenance.remoteUrl().isEmpty()) {
        return;
      }
      VersionControlDetails details =
          new VersionControlDetails()
              .withRepositoryUri(URI.create(provenance.remoteUrl()))
              .withMappedTo(new ArtifactLocation().withUriBaseId(ROOT));
      if (!provenance.revision().isEmpty()) {
        details.withRevisionId(provenance.revision());
      }
      if (!provenance.branch().isEmpty()) {
        details.withBranch(provenance.branch());
      }
      json.writeArrayFieldStart("versionControlProvenance");
      json.writePOJO(details);
      json.writeEndArray();
    }

    private Result result(Finding finding, String suppressedBecause) {
      Integer index = ruleIndexes.get(finding.ruleId());
      Rule rule = rulesById.get(finding.ruleId());
      String print = SecretFingerprint.of(finding, report.run().fingerprintKey());
      Result result =
          new Result()
              .withRuleId(finding.ruleId())
              .withLevel(rule == null ? Result.Level.ERROR : level(rule))
              .withMessage(message(text(finding)))
              .withLocations(List.of(location(finding)))
              .withPartialFingerprints(
                  new PartialFingerprints()
                      .withAdditionalProperty(
                          "primaryLocationLineHash", print + ":" + numbers.next(print))
                      .withAdditionalProperty("weirSecret/v1", print))
              .withProperties(properties(finding));
      if (finding.confidence() != Confidence.UNKNOWN) {
        result.withRank(rank(finding.confidence()));
      }
      if (index != null) {
        result.withRuleIndex(index);
      }
      if (!suppressedBecause.isEmpty()) {
        boolean inSource = suppressedBecause.startsWith("the line carries ");
        result.withSuppressions(
            Set.of(
                new Suppression()
                    .withKind(inSource ? Suppression.Kind.IN_SOURCE : Suppression.Kind.EXTERNAL)
                    .withJustification(suppressedBecause)));
      }
      return result;
    }

    private String text(Finding finding) {
      String sha = finding.sha();
      String commit = sha.isEmpty() ? "" : ", added by commit '" + sha + "'";
      return "'" + finding.ruleId() + "' found a secret in '" + finding.path() + "'" + commit + ".";
    }

    private PropertyBag properties(Finding finding) {
      PropertyBag bag = new PropertyBag();
      if (!finding.tags().isEmpty()) {
        bag.withTags(new LinkedHashSet<>(finding.tags()));
      }
      bag.withAdditionalProperty("entropy", finding.entropy());
      if (finding.confidence() != Confidence.UNKNOWN) {
        bag.withAdditionalProperty("confidence", finding.confidence().word());
      }
      bag.withAdditionalProperty("gitleaksFingerprint", finding.fingerprint().toString());
      if (finding.commit() != null && !finding.sha().isEmpty()) {
        bag.withAdditionalProperty("commit", finding.sha());
        bag.withAdditionalProperty("commitDate", finding.commit().date());
      }
      return bag;
    }

    private Location location(Finding finding) {
      String path = finding.symlinkPath().isEmpty() ? finding.path() : finding.symlinkPath();
      int inner = path.indexOf('!');
      String outer = report.run().paths().of(inner < 0 ? path : path.substring(0, inner));
      ArtifactLocation file = SarifUris.file(outer, ROOT);
      PhysicalLocation place = new PhysicalLocation().withArtifactLocation(file);
      Location location = new Location().withPhysicalLocation(place);
      if (inner < 0) {
        dev.weir.core.finding.Region region = finding.region();
        place.withRegion(
            new Region()
                .withStartLine(region.startLine())
                .withStartColumn(region.startColumn())
                .withEndLine(region.endLine())
                .withEndColumn(region.endColumn()));
      } else {
        // The lines refer to the file inside the archive, which SARIF cannot address.
        place.withRegion(new Region().withStartLine(1));
        location.withLogicalLocations(
            Set.of(
                new LogicalLocation()
                    .withFullyQualifiedName(
                        path.substring(inner + 1) + ":" + finding.region().startLine())
                    .withKind("resource")));
      }
      return location;
    }

    private Invocation invocation(long omitted) {
      ScanDetails run = report.run();
      List<Notification> notifications = new ArrayList<>();
      for (ScanDetails.NotRead notRead : run.notRead()) {
        notifications.add(
            notification(
                Notification.Level.ERROR,
                notRead.path() + " was not read: " + notRead.reason() + "."));
      }
      long more = run.notReadCount() - run.notRead().size();
      if (more > 0) {
        notifications.add(notification(Notification.Level.ERROR, more + " more were not read."));
      }
      if (omitted > 0) {
        notifications.add(
            notification(
                Notification.Level.ERROR,
                omitted
                    + " results are omitted: the report would exceed the size limit of uploads."));
      }
      return new Invocation()
          .withStartTimeUtc(Date.from(run.start()))
          .withEndTimeUtc(Date.from(run.end()))
          .withExitCode(run.exitCode())
          .withExecutionSuccessful(run.complete())
          .withToolExecutionNotifications(notifications);
    }

    private Notification notification(Notification.Level level, String text) {
      return new Notification().withLevel(level).withMessage(message(text));
    }
  }
}
