package dev.weir.fleet.plan;

import dev.weir.fleet.plan.ModelFleet.Commit;
import dev.weir.fleet.plan.ModelFleet.Fault;
import dev.weir.fleet.plan.ModelFleet.Repository;
import dev.weir.fleet.table.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables must be after each run, computed one repository and one finding at a time. */
public final class ExpectedTables {
  /** A finding: what is known of it, and where it is. */
  private static final class Expected {
    final String repository;
    final String commit;
    final String place;
    final String digest;
    final String file;
    String status = "new";
    String firstRun;
    String lastRun;
    Boolean inHead;

    Expected(String repository, Commit commit, String content, String secret, String run) {
      this.repository = repository;
      this.commit = commit.id();
      this.file = ModelFleet.file(content);
      this.digest = ModelFleet.digest(secret);
      this.place = repository + "|" + commit.id() + "|" + file + "|" + secret.charAt(0);
      this.firstRun = run;
      this.lastRun = run;
    }

    @Override
    public String toString() {
      return String.join("|", place, digest, status, firstRun, lastRun, String.valueOf(inHead));
    }
  }

  private final Map<String, List<Expected>> findings = new TreeMap<>();
  private final Map<String, String> tips = new HashMap<>();
  private final Map<String, String> identities = new HashMap<>();
  private final Map<String, String> outcomes = new TreeMap<>();
  private long vanishedNow;

  /** Follows one run. */
  public void run(ModelFleet fleet, List<String> names, boolean full, String run) {
    outcomes.clear();
    vanishedNow = 0;
    for (List<Expected> some : findings.values()) {
      some.stream().filter(one -> one.status.equals("new")).forEach(one -> one.status = "known");
    }
    names.forEach(name -> run(fleet.get(name), full, run));
    outcomes.put("x", "failed");
  }

  private void run(Repository repository, boolean full, String run) {
    String name = repository.name();
    List<Expected> old = findings.computeIfAbsent(name, any -> new ArrayList<>());
    boolean isNew = full || !repository.identity().equals(identities.get(name));
    boolean isUnchanged = !isNew && repository.tips().equals(tips.get(name));
    if (repository.fault() == Fault.MISSING
        || (!isUnchanged && repository.fault() == Fault.LISTING)
        || (!isUnchanged && repository.fault() == Fault.MATCHING && matches(repository, isNew))) {
      outcomes.put(name, "failed");
      return;
    }
    if (isUnchanged) {
      outcomes.put(name, "unchanged");
      old.stream().filter(ExpectedTables::isOpen).forEach(one -> one.lastRun = run);
      return;
    }
    boolean isDamaged =
        fresh(repository, isNew).stream()
            .flatMap(commit -> commit.contents().stream())
            .anyMatch(ModelFleet::isUnreadable);
    merge(repository, old, isNew, isDamaged, run);
    boolean isHeadUnknown =
        repository.fault() == Fault.HEAD && old.stream().anyMatch(ExpectedTables::isOpen);
    if (!isHeadUnknown) {
      for (Expected one : old) {
        if (isOpen(one)) {
          one.inHead = ModelFleet.isInHead(repository, one.file, one.digest);
        }
      }
    }
    outcomes.put(name, isDamaged || isHeadUnknown ? "incomplete" : "read");
    if (isDamaged || isHeadUnknown) {
      identities.remove(name);
      tips.remove(name);
    } else {
      identities.put(name, repository.identity());
      tips.put(name, repository.tips());
    }
  }

  private boolean matches(Repository repository, boolean isNew) {
    return fresh(repository, isNew).stream().anyMatch(one -> !one.contents().isEmpty());
  }

  private List<Commit> fresh(Repository repository, boolean isNew) {
    List<String> old =
        isNew ? List.of() : List.of(tips.getOrDefault(repository.name(), "").split(","));
    return repository.commits().stream().filter(one -> !old.contains(one.id())).toList();
  }

  /** Every finding of a repository that was read is open; all others of it have vanished. */
  private void merge(
      Repository repository, List<Expected> old, boolean isNew, boolean isDamaged, String run) {
    List<Expected> open = new ArrayList<>(old.stream().filter(ExpectedTables::isOpen).toList());
    List<Expected> result = new ArrayList<>(old.stream().filter(one -> !isOpen(one)).toList());
    for (Commit commit : repository.commits()) {
      for (String content : commit.contents()) {
        for (String secret : ModelFleet.secrets(content)) {
          Expected now = new Expected(repository.name(), commit, content, secret, run);
          Expected known =
              open.stream()
                  .filter(one -> one.place.equals(now.place) && one.digest.equals(now.digest))
                  .findFirst()
                  .orElse(null);
          if (known == null) {
            // One that had vanished is new again.
            result.stream()
                .filter(one -> !isOpen(one) && one.place.equals(now.place))
                .filter(one -> one.digest.equals(now.digest))
                .findFirst()
                .ifPresent(result::remove);
            result.add(now);
          } else {
            open.remove(known);
            known.status = "known";
            known.lastRun = run;
            result.add(known);
          }
        }
      }
    }
    List<String> there = repository.commits().stream().map(Commit::id).toList();
    for (Expected one : open) {
      boolean isKept = isDamaged && (isNew || there.contains(one.commit));
      if (isKept) {
        one.lastRun = run;
      } else {
        one.status = "vanished";
        one.inHead = null;
        vanishedNow++;
      }
      result.add(one);
    }
    old.clear();
    old.addAll(result);
  }

  private static boolean isOpen(Expected one) {
    return !one.status.equals("vanished");
  }

  /** Returns how many findings have a status. */
  public long count(String status, String run) {
    return findings.values().stream()
        .flatMap(List::stream)
        .filter(one -> one.status.equals(status) && one.firstRun.equals(run))
        .count();
  }

  public long vanishedNow() {
    return vanishedNow;
  }

  public Map<String, String> outcomes() {
    return outcomes;
  }

  /** Returns the findings as sorted lines. */
  public List<String> shown() {
    return findings.values().stream()
        .flatMap(List::stream)
        .map(Expected::toString)
        .sorted()
        .toList();
  }

  /** Returns rows of FINDINGS as sorted lines. */
  public static List<String> shown(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                String.join(
                    "|",
                    row.text("repository"),
                    row.text("commit_id"),
                    row.text("file"),
                    String.valueOf(row.number("start_line")),
                    row.text("secret_digest"),
                    row.text("status"),
                    row.text("first_run"),
                    row.text("last_run"),
                    String.valueOf(row.get("in_head"))))
        .sorted()
        .toList();
  }

  /** Returns the outcome of each repository in rows of COVERAGE. */
  public static Map<String, String> outcomes(List<Row> rows) {
    Map<String, String> outcomes = new TreeMap<>();
    rows.forEach(row -> outcomes.put(row.text("repository"), row.text("outcome")));
    return outcomes;
  }
}
