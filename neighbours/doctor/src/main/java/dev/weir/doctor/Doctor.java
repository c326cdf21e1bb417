package dev.weir.doctor;

import dev.weir.core.ScannerException;
import dev.weir.core.source.SourceException;
import dev.weir.doctor.CheckResult.Status;
import dev.weir.git.GitRepository;
import dev.weir.git.source.IndexContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs all checks. No check changes the repository or runs a program that it configures. */
public final class Doctor {
  private Doctor() {}

  /** A check. */
  @FunctionalInterface
  private interface Check {
    CheckResult run() throws IOException;
  }

  /**
   * Runs the checks and returns their answers, always in the same order.
   *
   * @param repository a repository with a work tree
   * @param variables the environment's variables
   * @throws SourceException if the repository has no work tree, or its index cannot be read
   */
  public static List<CheckResult> examine(GitRepository repository, Map<String, String> variables) {
    if (repository.isBare()) {
      throw new SourceException("doctor checks a work tree, but this repository is bare");
    }
    Path top = repository.folders().get(0);
    IndexContent index = new IndexContent(repository);
    Checkup checkup =
        new Checkup(
            top,
            new GitQuestions(top, variables),
            index,
            new IndexedFiles(repository, index),
            variables);
    TrackedFiles tracked = new TrackedFiles(checkup);
    GitignoreCheck ignored = new GitignoreCheck(checkup);
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("env-tracked", tracked::env);
    checks.put("key-file", tracked::keys);
    checks.put("tracked-but-ignored", tracked::ignored);
    checks.put("gitignore-missing", ignored::missing);
    checks.put("gitignore-overreach", ignored::overreach);
    checks.put("hooks", () -> new InstalledHooks(checkup).answer());
    checks.put("agents", () -> AgentHooks.answer(checkup));
    checks.put("ci", () -> Scanning.answer(checkup));
    checks.put("configuration", () -> RuleConfig.answer(checkup));
    checks.put("sops", () -> SopsCoverage.answer(checkup));
    checks.put("encrypted", () -> EncryptedFiles.answer(checkup));
    checks.put("git-secrets", () -> GitSecretsSetup.answer(checkup));
    checks.put("repository", () -> RepositoryKind.answer(checkup));
    List<CheckResult> answers = new ArrayList<>();
    checks.forEach((id, check) -> answers.add(run(id, check)));
    return answers;
  }

  private static CheckResult run(String id, Check check) {
    try {
      return check.run();
    } catch (IOException | ScannerException e) {
      return new CheckResult(
          id, Status.NOT_READ, "this check could not be run", List.of("" + e.getMessage()), "");
    }
  }
}
