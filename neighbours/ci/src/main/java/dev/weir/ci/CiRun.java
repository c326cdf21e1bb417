package dev.weir.ci;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a CI system, as the system describes it. Texts are empty if the system does not say.
 *
 * @param branch the branch or tag that was pushed, or the source branch of a pull request
 * @param defaultBranch the branch that others start from
 * @param target the branch that a pull request goes to
 * @param before the commit that a push replaces; empty also for the first push of a branch
 * @param head the newest commit of the push or pull request, which may differ from what is checked
 *     out
 * @param tagged the object that a pushed tag points to: the tag's own id if it is annotated
 * @param bases commits of the target branch, at the time of a pull request's event
 */
public record CiRun(
    CiSystem system,
    CiEvent event,
    String branch,
    String defaultBranch,
    String target,
    String before,
    String head,
    String tagged,
    List<String> bases) {
  public CiRun {
    bases = List.copyOf(bases);
  }

  /**
   * Reads what a CI system says about its run.
   *
   * @param variables the environment's variables
   * @param eventFile the content of the file that {@link #eventFile} names, or null
   * @return null if no CI system set the variables
   * @throws CiException if the event is unknown, or its file cannot be understood
   */
  public static @Nullable CiRun of(Map<String, String> variables, byte @Nullable [] eventFile) {
    CiSystem system = CiSystem.of(variables);
    if (system == null) {
      return null;
    }
    Variables all = new Variables(variables);
    RunDraft draft = new RunDraft(system);
    switch (system) {
      case GITHUB -> GithubRun.read(all, eventFile, draft);
      case GITLAB -> SystemRuns.gitlab(all, draft);
      case AZURE -> SystemRuns.azure(all, draft);
      case BITBUCKET -> SystemRuns.bitbucket(all, draft);
      case CIRCLECI -> SystemRuns.circleci(all, draft);
      case BUILDKITE -> SystemRuns.buildkite(all, draft);
      case WOODPECKER -> SystemRuns.woodpecker(all, draft);
      case DRONE -> SystemRuns.drone(all, draft);
      case JENKINS -> SystemRuns.jenkins(all, draft);
      case TEKTON, OTHER -> {}
    }
    SystemRuns.own(all, draft);
    return draft.run();
  }

  /** Returns the name of the file in which the system describes the event, or an empty text. */
  public static String eventFile(Map<String, String> variables) {
    return CiSystem.of(variables) == CiSystem.GITHUB
        ? variables.getOrDefault("GITHUB_EVENT_PATH", "")
        : "";
  }
}
