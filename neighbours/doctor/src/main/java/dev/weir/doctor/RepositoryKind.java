package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Checks that the whole history is present and whether weir needs git to read the repository. */
final class RepositoryKind {
  private static final String ID = "repository";

  private RepositoryKind() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    GitQuestions git = checkup.git();
    List<String> needGit = new ArrayList<>();
    if (git.line("rev-parse", "--show-object-format").equals("sha256")) {
      needGit.add("its objects have SHA-256 names");
    }
    if (!git.line("rev-parse", "--shared-index-path").isEmpty()) {
      needGit.add("its index is split");
    }
    if (isTrue(git, "index.sparse") && isTrue(git, "core.sparseCheckout")) {
      needGit.add("its index is sparse");
    }
    String references = git.line("config", "--get", "extensions.refstorage");
    if (!references.isEmpty() && !references.equals("files")) {
      needGit.add("its references are stored as " + references);
    }
    List<String> evidence = new ArrayList<>(needGit);
    if (!needGit.isEmpty()) {
      evidence.add("weir reads this through the git program, which must be on the PATH");
    }
    List<String> partial = new ArrayList<>();
    if (git.line("rev-parse", "--is-shallow-repository").equals("true")) {
      partial.add("the clone is shallow: a scan reads only the commits that are here");
    }
    if (!git.line("config", "--get-regexp", "^remote\\..*\\.promisor$").isEmpty()) {
      partial.add("the clone is partial: files that are not here cannot be scanned");
    }
    evidence.addAll(partial);
    if (!partial.isEmpty()) {
      return new CheckResult(
          ID,
          Status.WARNING,
          "part of the history is missing",
          evidence,
          "git fetch --unshallow, or a full clone");
    }
    return new CheckResult(
        ID,
        Status.OK,
        needGit.isEmpty() ? "an ordinary repository" : "a repository that weir reads through git",
        evidence,
        "");
  }

  private static boolean isTrue(GitQuestions git, String name) throws IOException {
    return git.line("config", "--type=bool", "--get", name).equals("true");
  }
}
