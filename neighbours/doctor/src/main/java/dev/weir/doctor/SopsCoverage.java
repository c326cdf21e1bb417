package dev.weir.doctor;

import dev.weir.doctor.CheckResult.Status;
import dev.weir.sops.SopsException;
import dev.weir.sops.SopsGuard;
import dev.weir.sops.SopsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks that tracked files that a {@code .sops.yaml} covers are completely encrypted. */
final class SopsCoverage {
  private static final String ID = "sops";

  private SopsCoverage() {}

  static CheckResult answer(Checkup checkup) throws IOException {
    Set<String> names = checkup.index().names();
    List<String> evidence = new ArrayList<>();
    boolean used = false;
    for (String name : names) {
      used |= Checkup.name(name).equals(".sops.yaml");
      if (Checkup.name(name).equals(".sops.yml")) {
        evidence.add(name + ": sops only reads .sops.yaml, so this file does nothing");
      }
    }
    if (!used && Files.exists(checkup.top().resolve(".sops.yaml"))) {
      used = true;
      evidence.add(".sops.yaml is not tracked, so a clone does not have its rules");
    }
    if (!used) {
      return evidence.isEmpty()
          ? CheckResult.notChecked(ID, "no .sops.yaml is tracked: sops is not used here", "")
          : new CheckResult(ID, Status.PROBLEM, "no file is covered", evidence, "rename it");
    }
    SopsGuard guard = new SopsGuard(checkup.guarded());
    Set<SopsProblem> problems = new LinkedHashSet<>();
    int covered = 0;
    try {
      for (String name : names) {
        problems.addAll(guard.check(name));
        covered += guard.isCovered(name) ? 1 : 0;
      }
    } catch (SopsException e) {
      return new CheckResult(
          ID,
          Status.PROBLEM,
          "a .sops.yaml is not valid",
          List.of("" + e.getMessage()),
          "fix this file");
    }
    return answer(covered, problems, evidence);
  }

  private static CheckResult answer(int covered, Set<SopsProblem> problems, List<String> evidence) {
    String count = covered == 1 ? "1 tracked file" : covered + " tracked files";
    if (problems.isEmpty()) {
      Status status = evidence.isEmpty() ? Status.OK : Status.WARNING;
      String about = count + " covered by rules of .sops.yaml, all completely encrypted";
      return new CheckResult(ID, status, about, evidence, "");
    }
    boolean severe = false;
    String fix = "";
    for (SopsProblem problem : problems) {
      String line = problem.line() > 0 ? ":" + problem.line() : "";
      evidence.add(
          problem.path() + line + ": " + problem.reason() + " (" + problem.kind().id() + ")");
      severe |= problem.isSevere();
      fix = fix.isEmpty() ? problem.remedy() : fix;
    }
    return new CheckResult(
        ID,
        severe ? Status.PROBLEM : Status.WARNING,
        problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + " in "
            + count
            + " covered by rules of .sops.yaml",
        evidence,
        fix + (problems.size() > 1 ? "; weir guard prints the fix for each" : ""));
  }
}
