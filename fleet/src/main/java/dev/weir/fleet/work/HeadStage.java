package dev.weir.fleet.work;

import dev.weir.cli.scan.HistoryScan;
import dev.weir.core.finding.Finding;
import dev.weir.core.scan.ScanListener;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Source;
import dev.weir.core.source.Unread;
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
import org.jspecify.annotations.Nullable;

/**
 * Finds out which secrets are still in the newest commit. Turns rows of {@link Table#HEAD_TASKS}
 * into rows of {@link Table#IN_HEAD}.
 */
public final class HeadStage extends RepositoryStage {
  private static final long serialVersionUID = 1L;

  /** Separates the path of an archive from that of a file in it. */
  private static final char INSIDE = '!';

  /** Replaces bytes that are no UTF-8. */
  private static final char REPLACED = '\uFFFD';

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
      Contents contents = new Contents(worker);
      contents.search(lease.repository().scan(), head, paths);
      for (Row row : rows) {
        Set<String> own = places.getOrDefault(row.text("file"), Set.of());
        Boolean isThere = contents.have(row.text("secret_digest"), own);
        if (head.isEmpty() || row.text("file").indexOf(REPLACED) >= 0) {
          // There is no newest commit, or the file has another name, which is no UTF-8.
          isThere = null;
        }
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

  /** The secrets of files, and which files could not be read. */
  private static final class Contents implements ScanListener {
    private final Worker worker;
    private final Map<String, Set<String>> digests = new HashMap<>();
    private final Set<String> unread = new HashSet<>();

    Contents(Worker worker) {
      this.worker = worker;
    }

    void search(HistoryScan scan, String head, Set<String> paths)
        throws IOException, InterruptedException {
      List<Source> files = new ArrayList<>();
      for (String path : paths) {
        CommittedFile file =
            CommittedFile.of(scan.repository(), head, path, scan.reading().files());
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
          this);
    }

    @Override
    public void onFinding(Finding finding) {
      String digest = worker.digests().of(finding.secretDigest());
      for (String path : withOuter(finding.path())) {
        digests.computeIfAbsent(path, one -> new HashSet<>()).add(digest);
      }
    }

    @Override
    public void onUnread(Unread what) {
      // The path comes after what a committed file calls its commit.
      String path = what.path().substring(what.path().indexOf(':') + 1);
      unread.addAll(withOuter(path));
    }

    /** Returns whether a secret is in one of some files, or null if that is not known. */
    @Nullable Boolean have(String digest, Set<String> paths) {
      if (paths.stream().anyMatch(path -> digests.getOrDefault(path, Set.of()).contains(digest))) {
        return true;
      }
      return paths.stream().anyMatch(unread::contains) ? null : false;
    }
  }

  @Override
  void failed(Worker worker, List<Row> rows, Failure failure, List<Row> made, Consumer<Row> out) {
    out.accept(failure.row(rows.get(0).text("repository"), ""));
  }
}
