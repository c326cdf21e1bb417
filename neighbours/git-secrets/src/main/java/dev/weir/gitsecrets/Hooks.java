package dev.weir.gitsecrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FailureWords;
import dev.weir.core.text.Ascii;
import dev.weir.git.files.GitEnvironment;
import dev.weir.git.hook.CommitMessage;
import dev.weir.git.hook.HookException;
import dev.weir.git.hook.RefUpdate;
import dev.weir.git.program.GitPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Scans what each hook of git receives. */
final class Hooks {
  private static final String HEAD_VARIABLE = "GITHEAD_";

  private final Scan scan;
  private final UserGit git;
  private final Caller caller;

  Hooks(Scan scan, UserGit git, Caller caller) {
    this.scan = scan;
    this.git = git;
    this.caller = caller;
  }

  /** Scans the commit message, without the diff that {@code git commit -v} adds below it. */
  void commitMessage(List<String> arguments) {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    Path named = new FileScan(scan, caller).path(name);
    try {
      if (named != null) {
        Path file = GitEnvironment.fileOfGit(name, caller.folder(), caller.variables());
        CommitMessage reader =
            new CommitMessage(GitPolicy.USER_OBJECTS, caller.folder(), caller.variables());
        scan.read(Bytes.of(name), reader.of(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      scan.problems().add(name + ": No such file or directory");
    }
  }

  /** Scans the log of the commits that a merge brings in, and what the log does not show. */
  void merge(List<String> arguments) {
    boolean isMerge =
        arguments.size() > 1
            && arguments.get(1).equals("merge")
            && (arguments.size() < 3 || arguments.get(2).isEmpty());
    if (!isMerge) {
      return;
    }
    List<String> log =
        new ArrayList<>(List.of("log", "-p", "--no-ext-diff", "--no-textconv", "--no-color"));
    List<String> range = new ArrayList<>(incoming());
    if (range.isEmpty()) {
      scan.problems().add("cannot find out what is being merged");
      return;
    }
    range.addAll(List.of("--not", "HEAD"));
    log.addAll(range);
    log.add("--");
    UserGit.Answer answer = git.read(log, "");
    scan.read("(standard input)", answer.out().getBytes(StandardCharsets.ISO_8859_1));
    if (!scan.hasFound()) {
      // The log does not show UTF-16 text, files that attributes mark as binary, and merges' own
      // lines.
      new History(scan, git).readAdded(range.toArray(String[]::new));
    }
  }

  /** Returns the merged heads. git passes them in variables while it merges, later in a file. */
  private Set<String> incoming() {
    Set<String> heads = new LinkedHashSet<>();
    caller.variables().keySet().stream()
        .filter(name -> name.startsWith(HEAD_VARIABLE))
        .map(name -> name.substring(HEAD_VARIABLE.length()))
        .filter(Hooks::isId)
        .sorted()
        .forEach(heads::add);
    UserGit.Answer file = git.read("rev-parse", "--git-path", "MERGE_HEAD");
    Path path = caller.folder().resolve(Bytes.text(file.line()));
    try {
      if (Files.exists(path)) {
        heads.addAll(History.ids(Files.readAllBytes(path)).stream().filter(Hooks::isId).toList());
      }
    } catch (IOException e) {
      scan.problems().add("MERGE_HEAD cannot be read");
    }
    return heads;
  }

  /** Scans the lines that commits add and the remote does not have. */
  void push(List<String> arguments) {
    String remote = arguments.isEmpty() ? "" : arguments.get(0);
    List<String> wanted = new ArrayList<>();
    List<String> there = new ArrayList<>();
    try {
      for (RefUpdate update : RefUpdate.ofPush(new String(caller.in().readAllBytes(), UTF_8))) {
        add(update.to(), wanted);
        add(update.from(), there);
      }
    } catch (HookException e) {
      scan.problems().add(String.valueOf(e.getMessage()));
      return;
    } catch (IOException e) {
      scan.problems().add("cannot read standard input: " + FailureWords.of(e));
    }
    if (wanted.isEmpty()) {
      return;
    }
    List<String> range = new ArrayList<>(wanted);
    range.add("--not");
    there.stream()
        .filter(id -> git.ask("cat-file", "-e", id + "^{commit}").code() == 0)
        .forEach(range::add);
    if (!remote.isEmpty() && remote.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
      range.add("--remotes=" + remote);
    }
    new History(scan, git).readAdded(range.toArray(String[]::new));
  }

  private static void add(String id, List<String> ids) {
    if (isId(id) && !id.chars().allMatch(c -> c == '0')) {
      ids.add(id);
    }
  }

  private static boolean isId(String text) {
    return text.length() >= 40 && text.chars().allMatch(Ascii::isHexDigit);
  }
}
