package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import dev.weir.git.hook.HookManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that a CI server scans too, because {@code --no-verify} skips a hook. */
final class Scanning {
  private static final Pattern FILE =
      Pattern.compile(
          "(?:.*/)?(?:Jenkinsfile[^/]*|\\.gitlab-ci\\.yml|azure-pipelines[^/]*\\.ya?ml"
              + "|bitbucket-pipelines\\.ya?ml|buildspec[^/]*\\.ya?ml|cloudbuild[^/]*\\.(?:ya?ml|json)"
              + "|\\.travis\\.yml|\\.drone\\.ya?ml|\\.appveyor\\.yml|appveyor\\.yml|\\.cirrus\\.yml"
              + "|codefresh\\.ya?ml)"
              + "|\\.(?:github|forgejo|gitea)/(?:workflows/[^/]+|actions/.+)\\.ya?ml"
              + "|\\.(?:gitlab|buildkite|tekton|woodpecker|azure-pipelines|azuredevops|semaphore|circleci)"
              + "/.*\\.(?:ya?ml|json|sh)"
              + "|\\.woodpecker[^/]*\\.ya?ml|tekton/.*\\.ya?ml|\\.teamcity/.*\\.(?:kts|xml)");

  /** Templates of GitLab that scan for secrets, without the name of a scanner. */
  private static final Pattern TEMPLATE =
      Pattern.compile("(?i)\\b(secret-detection|Auto-DevOps\\.gitlab-ci)\\b");

  private static final Pattern PRE_COMMIT =
      Pattern.compile("(?i)\\b(pre-commit(?:/action|\\s+run)|prek(?:-action|\\s+run))\\b");

  private static final Pattern MANAGER = Pattern.compile("\\blefthook\\s+run\\b");

  private Scanning() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    List<String> evidence = new ArrayList<>();
    int files = 0;
    for (String path : checkup.index().names()) {
      if (FILE.matcher(path).matches()) {
        files++;
        String how = scans(Scanners.code(checkup.text(path)), checkup);
        if (how != null) {
          evidence.add(path + how);
        }
      }
    }
    if (!evidence.isEmpty()) {
      return new CheckResult("ci", Status.OK, "a server scans too", evidence, "");
    }
    String read = files == 1 ? "1 CI file was read" : files + " CI files were read";
    return new CheckResult(
        "ci",
        Status.WARNING,
        "no CI file names a scanner, and hooks can be skipped",
        List.of(read),
        "see docs/ci.md");
  }

  /** Returns how a CI file scans, or null if it does not. */
  private static @Nullable String scans(String text, Checkup checkup) throws IOException {
    String scanner = Scanners.in(text);
    if (scanner != null) {
      return " names " + scanner;
    }
    Matcher template = TEMPLATE.matcher(text);
    if (template.find()) {
      return " includes " + template.group(1);
    }
    if (PRE_COMMIT.matcher(text).find()) {
      for (String name : Scanners.PRE_COMMIT) {
        String inConfig = Scanners.in(checkup.text(name));
        if (inConfig != null) {
          return " runs the hooks of " + name + ", which names " + inConfig;
        }
      }
    }
    if (MANAGER.matcher(text).find()) {
      HookManager.Configuration lefthook = HookManager.LEFTHOOK.configuration(checkup.top());
      String inConfig = lefthook == null ? null : Scanners.in(lefthook.text());
      if (lefthook != null && inConfig != null) {
        return " runs the hooks of " + lefthook.name() + ", which names " + inConfig;
      }
    }
    return null;
  }
}
