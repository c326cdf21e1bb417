package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that .gitignore ignores files of variables and does not ignore their examples. */
final class GitignoreCheck {
  private static final List<String> PROBES = List.of(".env", ".env.local", ".env.production");
  private static final List<String> EXAMPLES =
      List.of(".env.example", ".env.sample", ".env.template", ".env.dist");
  private static final Pattern USE =
      Pattern.compile("\\b(?:dot-?env|godotenv|python-decouple|env_file|load_dotenv)\\b|phpdotenv");
  private static final Pattern MANIFEST =
      Pattern.compile(
          "package\\.json|requirements[^/]*\\.txt|pyproject\\.toml|Pipfile|Gemfile|go\\.mod"
              + "|Cargo\\.toml|composer\\.json|pom\\.xml|build\\.gradle(?:\\.kts)?"
              + "|(?:docker-)?compose[^/]*\\.ya?ml");

  private final Checkup checkup;

  GitignoreCheck(Checkup checkup) {
    this.checkup = checkup;
  }

  CheckResult missing() throws IOException {
    List<String> open = new ArrayList<>(PROBES);
    List<String> matched = matches(PROBES);
    matched.forEach(match -> open.remove(match.substring(match.lastIndexOf('\t') + 1)));
    if (open.isEmpty()) {
      return new CheckResult(
          "gitignore-missing", Status.OK, "files of variables are ignored", matched, "");
    }
    if (!matched.isEmpty()) {
      List<String> evidence = new ArrayList<>(matched);
      open.forEach(name -> evidence.add("no entry ignores " + name));
      return new CheckResult(
          "gitignore-missing",
          Status.WARNING,
          "not all files of variables are ignored",
          evidence,
          "printf '.env*\\n!.env.example\\n' >> .gitignore");
    }
    String use = use();
    if (use.isEmpty()) {
      return CheckResult.ok(
          "gitignore-missing", "no entry ignores .env, and nothing here seems to use such a file");
    }
    return new CheckResult(
        "gitignore-missing",
        Status.WARNING,
        "no entry of .gitignore ignores .env, .env.local or .env.production",
        List.of(use),
        "printf '.env\\n.env.*\\n!.env.example\\n' >> .gitignore");
  }

  CheckResult overreach() throws IOException {
    List<String> hidden = matches(EXAMPLES);
    List<String> names = new ArrayList<>();
    for (String match : hidden) {
      String path = match.substring(match.lastIndexOf('\t') + 1);
      boolean isLost =
          Files.exists(checkup.top().resolve(path)) && !checkup.index().names().contains(path);
      // It is enough that one example can be tracked, unless an ignored example exists.
      if (isLost || hidden.size() == EXAMPLES.size()) {
        names.add(match);
      }
    }
    if (names.isEmpty()) {
      return CheckResult.ok(
          "gitignore-overreach", "the examples of files of variables are not ignored");
    }
    return new CheckResult(
        "gitignore-overreach",
        Status.WARNING,
        "an entry also ignores the example, which documents the variables",
        names,
        "echo '!.env.example' >> .gitignore");
  }

  /** Returns {@code FILE:LINE:PATTERN<tab>PATH} for each path that is ignored. */
  private List<String> matches(List<String> paths) throws IOException {
    GitQuestions.Reply reply =
        checkup
            .git()
            .ask(
                List.of("check-ignore", "-v", "-z", "--no-index", "--stdin"),
                String.join("\0", paths) + "\0");
    if (reply.code() > 1) {
      throw new IOException("git check-ignore failed");
    }
    List<String> words = reply.names();
    List<String> found = new ArrayList<>();
    for (int i = 0; i + 3 < words.size(); i += 4) {
      // An entry that starts with ! means that the path is not ignored.
      if (!words.get(i + 2).startsWith("!")) {
        found.add(
            words.get(i)
                + ":"
                + words.get(i + 1)
                + ":"
                + words.get(i + 2)
                + "\t"
                + words.get(i + 3));
      }
    }
    return found;
  }

  private String use() throws IOException {
    for (String name : PROBES) {
      if (Files.exists(checkup.top().resolve(name))) {
        return name + " is in the work tree";
      }
    }
    for (String path : checkup.index().names()) {
      if (EnvFiles.isOne(path) || EnvFiles.isExample(path)) {
        return path + " is tracked";
      }
      if (MANIFEST.matcher(Checkup.name(path)).matches()
          && USE.matcher(checkup.text(path)).find()) {
        return path + " uses a library that reads such files";
      }
    }
    return "";
  }
}
