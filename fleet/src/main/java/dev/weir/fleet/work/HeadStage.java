package dev.weir.fleet.work;

import dev.weir.cli.scan.HistoryScan;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import dev.weir.git.CommittedFiles;
import dev.weir.git.GitRepository;
import dev.weir.git.source.CommittedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds out which secrets are still in the newest commit. Turns rows of {@link Table#HEAD_TASKS}
 * into rows of {@link Table#IN_HEAD}.
 */
public final class HeadStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  /** Separates the path of an archive from that of a file in it. */
  private static final char INSIDE = '!';

  /** In how many files of the same name a secret is searched for. */
  private static final int MOST_PLACES = 50;

  private static final FileReading FILES = FileReading.withoutArchives(true);

  public HeadStage(WorkSettings settings) {
    super(settings);
  }

  @Override
  public String name() {
    return "head";
  }

  @Override
  void read(Worker worker, List<Row> rows, Consumer<Row> out)
      throws IOException, InterruptedException {
    Row first = rows.get(0);
    String head = first.text("head");
    try (OpenRepositories.Lease lease = worker.openPresent(first.text("path"), head)) {
      Map<String, Set<String>> places =
          head.isEmpty() ? Map.of() : places(lease.repository().scan().repository(), head, rows);
      Set<String> paths = new TreeSet<>();
      places.values().forEach(paths::addAll);
      Map<String, Set<String>> digests = new HashMap<>();
      search(worker, lease.repository().scan(), head, paths, digests);
      for (Row row : rows) {
        String digest = row.text("secret_digest");
        boolean isThere =
            places.getOrDefault(row.text("file"), Set.of()).stream()
                .anyMatch(path -> digests.getOrDefault(path, Set.of()).contains(digest));
        out.accept(
            new Row(
                Table.IN_HEAD,
                row.get("repository"),
                row.get("rule_id"),
                row.get("file"),
                row.get("secret_digest"),
                isThere));
      }
    }
  }

  /** Returns where the files are in the newest commit: under their path, or else their name. */
  private static Map<String, Set<String>> places(GitRepository git, String head, List<Row> rows)
      throws IOException {
    Map<String, Set<String>> places = new HashMap<>();
    Map<String, Set<String>> byName = new HashMap<>();
    for (Row row : rows) {
      String file = row.text("file");
      if (!places.containsKey(file)) {
        Set<String> own = new LinkedHashSet<>();
        places.put(file, own);
        for (String path : withOuter(file)) {
          if (own.isEmpty() && CommittedFile.of(git, head, path, FILES) != null) {
            own.add(path);
          }
        }
        if (own.isEmpty()) {
          byName.computeIfAbsent(name(file), name -> new HashSet<>()).add(file);
        }
      }
    }
    if (!byName.isEmpty()) {
      for (String path : CommittedFiles.of(git, head).named(byName.keySet())) {
        for (String file : byName.getOrDefault(name(path), Set.of())) {
          Set<String> others = places.getOrDefault(file, Set.of());
          if (others.size() < MOST_PLACES) {
            others.add(path);
          }
        }
      }
    }
    return places;
  }

  /** Returns a path, and those of the archives that it may be in. */
  private static List<String> withOuter(String path) {
    List<String> all = new ArrayList<>(List.of(path));
    for (int at = path.indexOf(INSIDE); at > 0; at = path.indexOf(INSIDE, at + 1)) {
      all.add(path.substring(0, at));
    }
    return all;
  }

  private static String name(String path) {
    int end = path.indexOf(INSIDE);
    String outer = end > 0 ? path.substring(0, end) : path;
    return outer.substring(outer.lastIndexOf('/') + 1);
  }

  private static void search(
      Worker worker,
      HistoryScan scan,
      String head,
      Set<String> paths,
      Map<String, Set<String>> digests)
      throws IOException, InterruptedException {
    List<Source> files = new ArrayList<>();
    for (String path : paths) {
      CommittedFile file = CommittedFile.of(scan.repository(), head, path, scan.reading().files());
      if (file != null) {
        files.add(file);
      }
    }
    scan.scanFiles(
        sink -> {
          for (Source file : files) {
            file.forEachFragment(sink);
          }
        },
        finding -> {
          String digest = worker.digests().of(finding.secretDigest());
          for (String path : withOuter(finding.path())) {
            digests.computeIfAbsent(path, one -> new HashSet<>()).add(digest);
          }
        });
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    out.accept(failure.row(rows.get(0).text("repository"), ""));
  }
}
