package dev.weir.fleet.plan;

import dev.weir.fleet.table.Row;
import dev.weir.fleet.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Repositories that exist only in memory, and stages that read them as the real ones read real
 * repositories. What a content contains follows from its name.
 */
public final class ModelFleet {
  private static final int SLICE = 2;

  /** What is wrong with a repository. */
  public enum Fault {
    NONE,
    MISSING,
    LISTING,
    MATCHING,
    HEAD
  }

  /**
   * A commit.
   *
   * @param id four digits, used once; later commits have greater ids
   */
  public record Commit(String id, List<String> contents) {
    String date() {
      return id + "-01-01T00:00:00Z";
    }
  }

  /** A repository. Commits with another identity are read from scratch. */
  public record Repository(String name, String identity, List<Commit> commits, Fault fault) {
    String tips() {
      return commits.stream().map(Commit::id).collect(Collectors.joining(","));
    }

    String head() {
      return commits.isEmpty() ? "" : commits.get(commits.size() - 1).id();
    }

    Commit commit(String id) {
      return commits.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }
  }

  private final Map<String, Repository> repositories = new TreeMap<>();
  private final List<String> matched = new ArrayList<>();

  /** Adds a repository or puts another in its place. */
  public void put(Repository repository) {
    repositories.put(repository.name(), repository);
  }

  public Repository get(String name) {
    return repositories.get(name);
  }

  /** Returns which contents were matched, with the repository in front, once for each time. */
  public List<String> matched() {
    return matched;
  }

  /** Returns the rows of repositories. */
  public static List<Row> rows(List<String> names) {
    return names.stream()
        .map(name -> new Row(Table.REPOSITORIES, name, "owner of " + name, "/" + name, ""))
        .toList();
  }

  /** Returns the lines and secrets of the findings in a content: sometimes two at one place. */
  public static List<String> secrets(String content) {
    int number = content.charAt(0);
    return switch (number % 4) {
      case 0 -> List.of("1 secret " + number % 3, "1 secret " + number % 3, "2 other");
      case 1 -> List.of("5 secret " + number % 3);
      default -> List.of();
    };
  }

  /** Returns true if a content cannot be read completely. */
  public static boolean isUnreadable(String content) {
    return content.startsWith("z");
  }

  static String file(String content) {
    return "file " + content;
  }

  static String digest(String secret) {
    return "digest of " + secret.substring(2);
  }

  public Stages stages() {
    return new Stages(
        new ModelStage("survey", this::survey),
        new ModelStage("list", this::list),
        new ModelStage("match", this::match),
        new ModelStage("head", this::head));
  }

  private record ModelStage(String name, Work work) implements Stage {
    @Override
    public void run(Iterator<Row> rows, Consumer<Row> out) {
      rows.forEachRemaining(row -> work.run(row, out));
    }
  }

  private interface Work {
    void run(Row row, Consumer<Row> out);
  }

  private void survey(Row row, Consumer<Row> out) {
    Repository repository = get(row.text("repository"));
    if (repository.fault() == Fault.MISSING) {
      out.accept(survey(repository, "failed", "it is missing", true, 0, row));
      return;
    }
    boolean full = !repository.identity().equals(row.get("old_identity"));
    Set<String> old = full ? Set.of() : ids(row.text("old_tips"));
    if (!full && row.text("old_tips").equals(repository.tips())) {
      out.accept(survey(repository, "unchanged", null, false, 0, row));
      return;
    }
    List<String> fresh = new ArrayList<>(ids(repository.tips()));
    fresh.removeAll(old);
    Set<String> gone = new HashSet<>(old);
    gone.removeAll(ids(repository.tips()));
    gone.forEach(id -> out.accept(new Row(Table.GONE, repository.name(), id)));
    for (int i = 0; i * SLICE < fresh.size() || i == 0; i++) {
      List<String> some = fresh.subList(i * SLICE, Math.min(fresh.size(), (i + 1) * SLICE));
      out.accept(
          new Row(
              Table.SLICES,
              repository.name(),
              "/" + repository.name(),
              String.join(",", some),
              (long) i,
              (long) some.size()));
    }
    out.accept(survey(repository, "read", null, full, fresh.size(), row));
  }

  private static Row survey(
      Repository repository, String outcome, String reason, boolean full, int commits, Row row) {
    return new Row(
        Table.SURVEY,
        repository.name(),
        "/" + repository.name(),
        outcome,
        reason,
        repository.identity(),
        repository.tips(),
        row.get("old_tips"),
        repository.head(),
        full,
        (long) commits);
  }

  private static Set<String> ids(String tips) {
    return tips.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(tips.split(",")));
  }

  private void list(Row row, Consumer<Row> out) {
    Repository repository = get(row.text("repository"));
    long position = row.number("position") << 32;
    for (String id : ids(row.text("slice"))) {
      for (String content : repository.commit(id).contents()) {
        out.accept(
            new Row(
                Table.UNITS,
                "key of " + content,
                repository.name(),
                id,
                content,
                position++,
                (long) content.length()));
      }
    }
    out.accept(new Row(Table.COUNTED, repository.name(), row.number("commits"), 0L));
    if (repository.fault() == Fault.LISTING) {
      out.accept(new Row(Table.UNREAD, repository.name(), "", "time", "listing took too long"));
    }
  }

  private void match(Row row, Consumer<Row> out) {
    Repository repository = get(row.text("repository"));
    String content = row.text("unit");
    synchronized (matched) {
      matched.add(repository.name() + " " + content);
    }
    for (String secret : secrets(content)) {
      out.accept(found(repository.name(), row.text("commit_id"), content, secret));
    }
    if (repository.fault() == Fault.MATCHING) {
      out.accept(new Row(Table.UNREAD, repository.name(), null, "time", "matching took too long"));
      return;
    }
    boolean again = !secrets(content).isEmpty() || isUnreadable(content);
    if (isUnreadable(content)) {
      out.accept(new Row(Table.UNREAD, repository.name(), file(content), "unreadable", "damaged"));
    }
    long bytes = content.length();
    out.accept(
        new Row(Table.MATCHES, row.text("unit_key"), repository.name(), again, bytes, 1L, 0L, 0L));
  }

  private static Row found(String repository, String commit, String content, String secret) {
    long line = secret.charAt(0) - '0';
    return new Row(
        Table.FOUND,
        repository,
        "rule",
        "a rule",
        secret.endsWith("1") ? "high" : "low",
        "medium",
        digest(secret),
        file(content),
        "",
        line,
        line,
        1L,
        9L,
        "REDACTED",
        3.5,
        "",
        commit,
        "author",
        "email",
        new Commit(commit, List.of()).date(),
        "message",
        repository + commit + content + line,
        "",
        "",
        null);
  }

  private void head(Row row, Consumer<Row> out) {
    Repository repository = get(row.text("repository"));
    if (repository.fault() == Fault.HEAD) {
      out.accept(new Row(Table.UNREAD, repository.name(), "", "time", "the head took too long"));
      return;
    }
    out.accept(
        new Row(
            Table.IN_HEAD,
            repository.name(),
            row.get("rule_id"),
            row.get("file"),
            row.get("secret_digest"),
            isInHead(repository, row.text("file"), row.text("secret_digest"))));
  }

  static boolean isInHead(Repository repository, String file, String digest) {
    return !repository.commits().isEmpty()
        && repository.commit(repository.head()).contents().stream()
            .filter(content -> file(content).equals(file))
            .flatMap(content -> secrets(content).stream())
            .anyMatch(secret -> digest(secret).equals(digest));
  }
}
