package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import dev.weir.guard.GuardProblem;
import dev.weir.guard.Guards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that tracked files that ansible-vault, git-crypt, SealedSecrets or dotenvx must encrypt
 * are encrypted.
 */
final class EncryptedFiles {
  private static final String ID = "encrypted";

  private EncryptedFiles() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    Guards.Checked checked = Guards.withoutSops(checkup.guarded()).check(checkup.index().names());
    int covered = checked.covered();
    if (covered == 0) {
      return CheckResult.notChecked(
          ID, "no file of ansible-vault, git-crypt, SealedSecrets or dotenvx is tracked", "");
    }
    String count =
        (covered == 1 ? "1 tracked file" : covered + " tracked files")
            + " of ansible-vault, git-crypt, SealedSecrets or dotenvx";
    if (checked.problems().isEmpty()) {
      return CheckResult.ok(ID, count + ", encrypted as it should be");
    }
    List<String> evidence = new ArrayList<>();
    String fix = "";
    for (GuardProblem problem : checked.problems()) {
      String line = problem.line() > 0 ? ":" + problem.line() : "";
      evidence.add(problem.path() + line + ": " + problem.reason() + " (" + problem.id() + ")");
      fix = fix.isEmpty() ? problem.remedy() : fix;
    }
    int several = checked.problems().size();
    return new CheckResult(
        ID,
        checked.isSevere() ? Status.PROBLEM : Status.WARNING,
        several + (several == 1 ? " problem" : " problems") + " in " + count,
        evidence,
        fix + (several > 1 ? "; weir guard prints the fix for each" : ""));
  }
}
