package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks that git-secrets, if it is used, has a pattern or a provider. */
final class GitSecretsSetup {
  private static final String ID = "git-secrets";

  private GitSecretsSetup() {}

  /** Returns true if git-secrets has a pattern or a provider. */
  static boolean hasPatterns(Checkup checkup) throws IOException {
    List<String> keys = keys(checkup);
    return keys.contains("secrets.patterns") || keys.contains("secrets.providers");
  }

  private static List<String> keys(Checkup checkup) throws IOException {
    String output = checkup.git().setting("--name-only", "--get-regexp", "^secrets\\.");
    return output == null ? List.of() : output.lines().toList();
  }

  static CheckResult answer(Checkup checkup) throws IOException {
    List<String> keys = keys(checkup);
    boolean hooked = false;
    for (String hook : List.of("pre-commit", "commit-msg", "prepare-commit-msg")) {
      String file = checkup.git().line("rev-parse", "--git-path", "hooks/" + hook);
      Path path = checkup.top().resolve(file);
      hooked |=
          Files.isRegularFile(path)
              && Files.readString(path, StandardCharsets.ISO_8859_1)
                  .matches("(?s).*git[- ]secrets.*");
    }
    if (keys.isEmpty() && !hooked) {
      return CheckResult.notChecked(ID, "git-secrets is not used here", "");
    }
    List<String> evidence = new ArrayList<>();
    long patterns = count(keys, "patterns", evidence);
    long providers = count(keys, "providers", evidence);
    count(keys, "allowed", evidence);
    if (patterns + providers > 0) {
      return new CheckResult(ID, Status.OK, "git-secrets has something to look for", evidence, "");
    }
    evidence.add(hooked ? "its hooks are installed" : "its hooks are not installed");
    return new CheckResult(
        ID,
        Status.PROBLEM,
        "git-secrets has 0 patterns: it lets every commit pass",
        evidence,
        "git secrets --register-aws");
  }

  private static long count(List<String> keys, String name, List<String> evidence) {
    long count = keys.stream().filter(key -> key.equals("secrets." + name)).count();
    evidence.add("secrets." + name + ": " + count);
    return count;
  }
}
