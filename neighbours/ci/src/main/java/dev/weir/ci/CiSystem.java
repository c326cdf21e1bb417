package dev.weir.ci;

import static dev.weir.ci.CiReport.AZURE_ANNOTATIONS;
import static dev.weir.ci.CiReport.GITHUB_ANNOTATIONS;
import static dev.weir.ci.CiReport.JUNIT;
import static dev.weir.ci.CiReport.SARIF;
import static dev.weir.ci.CiReport.SUMMARY;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CI system: how to recognise it, what it shows, and how its clones become complete. */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be changed
public enum CiSystem {
  GITHUB(
      "GitHub Actions",
      "GITHUB_ACTIONS",
      new Deepening("fetch-depth: 0", "the step actions/checkout"),
      List.of(GITHUB_ANNOTATIONS, SUMMARY, SARIF)),
  GITLAB(
      "GitLab CI",
      "GITLAB_CI",
      new Deepening("GIT_DEPTH: \"0\"", "the variables of the job"),
      List.of(CiReport.GITLAB, JUNIT, SUMMARY)),
  AZURE(
      "Azure Pipelines",
      "TF_BUILD",
      new Deepening("fetchDepth: 0", "the step checkout: self"),
      List.of(AZURE_ANNOTATIONS, SUMMARY, SARIF, JUNIT)),
  BITBUCKET(
      "Bitbucket Pipelines",
      "BITBUCKET_BUILD_NUMBER",
      new Deepening("depth: full", "clone, at the top"),
      List.of(JUNIT, SUMMARY)),
  CIRCLECI(
      "CircleCI",
      "CIRCLECI",
      new Deepening("method: full", "the step checkout"),
      List.of(JUNIT, SUMMARY)),
  // The agent decides on the flags of clones, not the pipeline.
  BUILDKITE("Buildkite", "BUILDKITE", Deepening.COMMAND, List.of(JUNIT, SUMMARY)),
  WOODPECKER(
      "Woodpecker",
      "CI_PIPELINE_EVENT",
      new Deepening("settings: {partial: false, depth: 0}", "git, in clone"),
      List.of(SUMMARY, SARIF)),
  DRONE("Drone", "DRONE", Deepening.COMMAND, List.of(SUMMARY, SARIF)),
  JENKINS(
      "Jenkins",
      "JENKINS_URL",
      new Deepening("cloneOption(shallow: false, noTags: false)", "the extensions of checkout"),
      List.of(JUNIT, SARIF, SUMMARY)),
  TEKTON(
      "Tekton",
      "",
      new Deepening("depth: \"0\"", "the parameters of the task git-clone"),
      List.of(SARIF, SUMMARY)),

  /** A system that weir does not know, and that says everything in weir's own variables. */
  OTHER("CI", "", Deepening.COMMAND, List.of(SUMMARY, SARIF, JUNIT));

  /**
   * Makes the clones of a system complete.
   *
   * @param line the line to add
   * @param place where to add it, to follow the word "to"
   */
  public record Deepening(String line, String place) {
    private static final Deepening COMMAND =
        new Deepening("git fetch --unshallow --tags origin", "the commands before weir ci");
  }

  private final String title;
  private final String variable;
  private final Deepening deepening;
  private final List<CiReport> reports;

  CiSystem(String title, String variable, Deepening deepening, List<CiReport> reports) {
    this.title = title;
    this.variable = variable;
    this.deepening = deepening;
    this.reports = reports;
  }

  /** Returns the system's name for people. */
  public String title() {
    return title;
  }

  /** Returns the line that makes the system's clones complete. */
  public Deepening deepening() {
    return deepening;
  }

  /** Returns the reports that the system shows. */
  public List<CiReport> reports() {
    return reports;
  }

  /**
   * Returns the system that set some variables, or null. {@code WEIR_CI} names one that sets none.
   *
   * @throws CiException if {@code WEIR_CI} names no system
   */
  static @Nullable CiSystem of(Map<String, String> variables) {
    String named = variables.getOrDefault(OwnVariable.SYSTEM, "");
    if (!named.isEmpty()) {
      return named(named);
    }
    for (CiSystem system : values()) {
      if (!system.variable.isEmpty() && !variables.getOrDefault(system.variable, "").isEmpty()) {
        return system;
      }
    }
    return variables.getOrDefault(OwnVariable.EVENT, "").isEmpty() ? null : OTHER;
  }

  private static CiSystem named(String name) {
    for (CiSystem system : values()) {
      if (system.word().equals(name.toLowerCase(Locale.ROOT))) {
        return system;
      }
    }
    List<String> words = Arrays.stream(values()).map(CiSystem::word).toList();
    throw new CiException(
        OwnVariable.SYSTEM + " names no CI system; use one of " + String.join(", ", words));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
