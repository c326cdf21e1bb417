package dev.weir.doctor;

import dev.weir.core.text.ShellWord;
import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Checks for tracked files that should not be tracked: variables, keys and ignored files. */
final class TrackedFiles {
  private static final int MOST_DATED = 20;

  private final Checkup checkup;

  TrackedFiles(Checkup checkup) {
    this.checkup = checkup;
  }

  CheckResult env() throws IOException {
    List<String> found = new ArrayList<>();
    for (String path : checkup.index().names()) {
      byte[] bytes = EnvFiles.isOne(path) ? checkup.head(path) : null;
      if (bytes != null && EnvFiles.holdsValues(path, bytes)) {
        found.add(path);
      }
    }
    return answer("env-tracked", found, found, "file of variables", "no file of variables");
  }

  CheckResult keys() throws IOException {
    List<String> found = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String path : checkup.index().names()) {
      byte[] bytes = KeyFile.mayBe(path) ? checkup.head(path) : null;
      KeyFile kind = bytes == null ? null : KeyFile.of(path, bytes);
      if (kind != null) {
        found.add(path);
        shown.add(path + " holds " + kind.what());
      }
    }
    return answer("key-file", found, shown, "key file", "no key file");
  }

  private CheckResult answer(
      String id, List<String> found, List<String> shown, String one, String none)
      throws IOException {
    if (found.isEmpty()) {
      return CheckResult.ok(id, none + " is tracked");
    }
    List<String> evidence = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String since = i < MOST_DATED ? since(found.get(i)) : "";
      evidence.add(shown.get(i) + (since.isEmpty() ? "" : ", in history since " + since));
    }
    String about =
        found.size() == 1 ? "1 " + one + " is tracked" : found.size() + " " + one + "s are tracked";
    return new CheckResult(
        id,
        Status.PROBLEM,
        about,
        evidence,
        untrack(found) + "; and change what it held: it stays in the history");
  }

  CheckResult ignored() throws IOException {
    GitQuestions.Reply listed = checkup.git().ask("ls-files", "-z", "-ci", "--exclude-standard");
    if (listed.code() != 0) {
      throw new IOException("git ls-files failed");
    }
    List<String> found = listed.names();
    if (found.isEmpty()) {
      return CheckResult.ok("tracked-but-ignored", "no tracked file is ignored");
    }
    return new CheckResult(
        "tracked-but-ignored",
        Status.PROBLEM,
        found.size()
            + (found.size() == 1 ? " file is" : " files are")
            + " tracked although an entry ignores "
            + (found.size() == 1 ? "it" : "them")
            + ": an ignore entry does not untrack a file",
        found,
        untrack(found).replaceFirst(" && .*", "")
            + ", or, to keep a file tracked, add a line !PATH to .gitignore");
  }

  private String since(String path) throws IOException {
    return checkup
        .git()
        .line(
            "--literal-pathspecs", "log", "--diff-filter=A", "-1", "--format=%h (%as)", "--", path);
  }

  private static String untrack(List<String> paths) {
    if (paths.size() > 3) {
      return "git rm --cached -- FILE..., and an entry for each in .gitignore";
    }
    StringBuilder text = new StringBuilder("git rm --cached --");
    paths.forEach(path -> text.append(' ').append(ShellWord.of(path)));
    paths.forEach(
        path -> text.append(" && echo ").append(ShellWord.of("/" + path)).append(" >> .gitignore"));
    return text.toString();
  }
}
