package dev.weir.fleet.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.console.Console;
import dev.weir.cli.flag.Command;
import dev.weir.cli.flag.PflagParser;
import dev.weir.cli.process.Environment;
import dev.weir.cli.process.Persona;
import dev.weir.cli.scan.ScanRequest;
import dev.weir.cli.scan.ScanResult;
import dev.weir.cli.scan.ScanRun;
import dev.weir.core.finding.Finding;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.CommitInfo;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
import dev.weir.core.text.Content;
import dev.weir.fleet.host.HostTokens;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.known.KnownStore;
import dev.weir.known.KnownValue;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A history that is read in units, in whatever tasks, has the findings of {@code weir git}: with
 * and without sharing, and in several runs.
 */
class UnitsProperties {
  private static final String KEY = "00".repeat(32);

  @TempDir Path folder;
  // Each run is another one.
  private long started = 1_700_000_000_000L;

  private Path config() throws IOException {
    Path file = folder.resolve("rules.toml");
    if (!Files.exists(file)) {
      Files.writeString(file, GeneratedRepository.RULES);
    }
    return file;
  }

  private WorkSettings settings(List<String> flags) {
    List<String> words = new ArrayList<>(List.of("fleet"));
    words.addAll(flags);
    return new WorkSettings(
        words,
        folder.toString(),
        Map.of("PATH", System.getenv("PATH")),
        ++started,
        "test",
        KEY,
        null,
        HostTokens.NONE,
        folder.resolve("mirrors").toString(),
        "");
  }

  /** Makes a store of known values, of which {@link GeneratedRepository} has some. */
  private Path known() throws IOException {
    Path file = folder.resolve("values");
    if (!Files.exists(file)) {
      KnownStore store = new KnownStore(file, folder.resolve("key"));
      List<KnownValue> values = new ArrayList<>();
      for (int i = 1; i < 4; i++) {
        values.add(new KnownValue("store:" + i, Content.of(GeneratedRepository.KNOWN + i)));
      }
      store.write(store.readOrEmpty().with(values, LocalDate.EPOCH));
    }
    return file;
  }

  private List<String> flags(Draw draw) throws IOException {
    List<String> flags = new ArrayList<>();
    if (draw.oneIn(2)) {
      flags.add("--config=" + config());
    }
    if (draw.oneIn(3)) {
      flags.add("--max-archive-depth=2");
    }
    if (draw.oneIn(3)) {
      flags.add("--merges");
    }
    if (draw.oneIn(4)) {
      flags.add(
          draw.of("--messages=false", "--renames=false", "--binary=false", "--context=false"));
    }
    return flags;
  }

  @Property(tries = 12)
  void unitsHaveTheFindingsOfWeirGit(Draw draw) throws Exception {
    Path here = folder.resolve("try" + draw.seed());
    GeneratedRepository first = new GeneratedRepository(here.resolve("first"), draw, draw.oneIn(2));
    first.grow(draw.number(1, 12));
    GeneratedRepository fork = first.fork(here.resolve("fork"));
    fork.grow(draw.number(1, 5));
    Map<String, GeneratedRepository> all = new TreeMap<>(Map.of("first", first, "fork", fork));
    List<String> flags = flags(draw);
    List<String> alone = new ArrayList<>(flags);
    alone.add("--no-sharing");
    StageRun shared = new StageRun(settings(flags), draw.seed()).run(addresses(all), null);
    StageRun unshared = new StageRun(settings(alone), draw.seed()).run(addresses(all), null);
    for (String name : all.keySet()) {
      Expected expected = expected(all.get(name), flags);
      assertThat(found(shared, name)).isEqualTo(expected.findings);
      assertThat(found(unshared, name)).isEqualTo(expected.findings);
      assertThat(unread(shared, name)).isEqualTo(expected.unread);
      assertThat(unread(unshared, name)).isEqualTo(expected.unread);
      if (!first.isSha256()) {
        assertThat(number(shared, Table.COUNTED, name, "commits")).isEqualTo(expected.commits);
      }
      assertThat(number(unshared, Table.MATCHES, name, "blobs"))
          .isLessThanOrEqualTo(expected.blobs);
    }
    assertThat(shared.rows(Table.MATCHES).size())
        .isLessThanOrEqualTo(unshared.rows(Table.MATCHES).size());
  }

  @Property(tries = 8)
  void severalRunsHaveTheFindingsOfOne(Draw draw) throws Exception {
    Path here = folder.resolve("try" + draw.seed());
    GeneratedRepository one = new GeneratedRepository(here.resolve("one"), draw, draw.oneIn(2));
    Map<String, GeneratedRepository> all = Map.of("one", one);
    List<String> flags = flags(draw);
    StageRun last = null;
    List<String> known = new ArrayList<>();
    for (int run = draw.number(2, 4); run > 0; run--) {
      one.grow(draw.number(1, 6));
      if (draw.oneIn(2)) {
        one.forget();
      }
      StageRun next = new StageRun(settings(flags), draw.seed()).run(addresses(all), last);
      Row survey = next.survey("one");
      assertThat(survey.text("reason")).isEmpty();
      if (survey.isTrue("from_scratch")) {
        known.clear();
      }
      Set<String> gone = new HashSet<>();
      next.rows(Table.GONE).forEach(row -> gone.add(row.text("commit_id")));
      known.removeIf(finding -> gone.contains(finding.substring(0, finding.indexOf(' '))));
      known.addAll(found(next, "one"));
      known.sort(null);
      assertThat(known).isEqualTo(expected(one, flags).findings);
      last = next;
    }
    StageRun same = new StageRun(settings(flags), 1).run(addresses(all), last);
    boolean isComplete = !Objects.requireNonNull(last).survey("one").text("identity").isEmpty();
    assertThat(same.survey("one").text("outcome")).isEqualTo(isComplete ? "unchanged" : "read");
  }

  private static Map<String, String> addresses(Map<String, GeneratedRepository> all) {
    Map<String, String> addresses = new TreeMap<>();
    all.forEach((name, repository) -> addresses.put(name, repository.folder().toString()));
    return addresses;
  }

  private static long number(StageRun run, Table table, String repository, String column) {
    return run.rows(table, repository).stream().mapToLong(row -> row.number(column)).sum();
  }

  private static List<String> unread(StageRun run, String repository) {
    return run.rows(Table.UNREAD, repository).stream()
        .map(row -> row.text("path") + ": " + row.text("reason"))
        .sorted()
        .toList();
  }

  private static List<String> found(StageRun run, String repository) {
    List<String> found = new ArrayList<>();
    for (Row row : run.rows(Table.FOUND, repository)) {
      assertThat(row.text("matched_text")).doesNotContain(GeneratedRepository.SECRET + "a");
      assertThat(row.text("message")).doesNotContain(GeneratedRepository.SECRET + "a");
      assertThat(row.text("matched_text")).doesNotContain(GeneratedRepository.KNOWN);
      found.add(
          String.join(
              " ",
              row.text("commit_id").isEmpty() ? "-" : row.text("commit_id"),
              row.text("fingerprint"),
              row.text("secret_digest"),
              row.text("description"),
              row.text("confidence"),
              row.text("file"),
              String.valueOf(row.number("start_line")),
              String.valueOf(row.number("end_line")),
              String.valueOf(row.number("start_column")),
              String.valueOf(row.number("end_column")),
              String.valueOf(row.get("entropy")),
              row.text("author"),
              row.text("email"),
              row.text("commit_date"),
              row.text("link"),
              row.text("tags")));
    }
    found.sort(null);
    return found;
  }

  /** What {@code weir git} says. */
  private static final class Expected implements ScanListener {
    private final Digests digests = new Digests(KEY, null);
    private final List<String> findings = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long commits;
    private long blobs;
    private long bytes;

    @Override
    public void onFinding(Finding finding) {
      CommitInfo commit = finding.commit();
      boolean isIn = !finding.sha().isEmpty() && commit != null;
      findings.add(
          String.join(
              " ",
              isIn ? finding.sha() : "-",
              finding.fingerprint().toString(),
              digests.of(finding.secretDigest()),
              finding.description(),
              finding.confidence().word(),
              finding.path(),
              String.valueOf(finding.location().startLine()),
              String.valueOf(finding.location().endLine()),
              String.valueOf(finding.location().startColumn()),
              String.valueOf(finding.location().endColumn()),
              String.valueOf((double) finding.entropy()),
              commit == null ? "" : commit.author(),
              commit == null ? "" : commit.email(),
              isIn && commit != null ? commit.date() : "",
              finding.link(),
              String.join(",", finding.tags())));
    }

    @Override
    public void onUnread(Unread one) {
      unread.add(one.path() + ": " + one.reason());
    }
  }

  private Expected expected(GeneratedRepository repository, List<String> flags) {
    List<String> words = new ArrayList<>(List.of("git", "--no-ledger"));
    words.addAll(flags);
    if (repository.isBare()) {
      words.add("--config-from=HEAD");
    }
    words.add(repository.folder().toString());
    PrintStream nothing =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Environment environment =
        new Environment(
            Map.of("PATH", System.getenv("PATH")),
            folder,
            new ByteArrayInputStream(new byte[0]),
            nothing,
            nothing,
            false,
            Clock.systemUTC());
    Console console = new Console(environment, Persona.WEIR);
    ScanRequest request =
        ScanRequest.of(PflagParser.parse(words, Command.GIT, Persona.WEIR), console);
    Expected expected = new Expected();
    try (ScanResult result = new ScanRun(environment, console).execute(request, expected)) {
      @Nullable Object failure = result.failure();
      assertThat(failure).isNull();
      expected.commits = result.summary().read(Source.Unit.COMMIT);
      expected.bytes = result.summary().bytes();
      expected.blobs = result.summary().read(Source.Unit.BLOB);
    }
    expected.findings.sort(null);
    expected.unread.sort(null);
    return expected;
  }
}
