package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that a CI server scans too, because {@code --no-verify} skips a hook. */
final class Scanning {
  private static final Pattern FILE =
      Pattern.compile(
          "\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.yml|\\.gitlab/.*\\.ya?ml|Jenkinsfile"
              + "|azure-pipelines\\.ya?ml|bitbucket-pipelines\\.yml|\\.circleci/config\\.yml"
              + "|\\.travis\\.yml|\\.woodpecker.*\\.ya?ml|\\.forgejo/workflows/[^/]+\\.ya?ml"
              + "|\\.gitea/workflows/[^/]+\\.ya?ml|buildspec\\.ya?ml|\\.drone\\.yml");
  private static final Pattern SCANNER =
      Pattern.compile("(?m)^(?!\\s*#).*?\\b(weir|gitleaks|trufflehog)\\b");

  private Scanning() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    List<String> evidence = new ArrayList<>();
    int files = 0;
    for (String path : checkup.index().names()) {
      if (FILE.matcher(path).matches()) {
        files++;
        var matcher = SCANNER.matcher(checkup.text(path));
        if (matcher.find()) {
          evidence.add(path + " names " + matcher.group(1));
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
}
