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
      "actions/checkout with fetch-depth: 0",
      List.of(GITHUB_ANNOTATIONS, SUMMARY, SARIF)),
  GITLAB(
      "GitLab CI",
      "GITLAB_CI",
      "variables with GIT_DEPTH: 0",
      List.of(CiReport.GITLAB, JUNIT, SUMMARY)),
  AZURE(
      "Azure Pipelines",
      "TF_BUILD",
      "checkout: self with fetchDepth: 0",
      List.of(AZURE_ANNOTATIONS, SUMMARY, SARIF, JUNIT)),
  BITBUCKET(
      "Bitbucket Pipelines",
      "BITBUCKET_BUILD_NUMBER",
      "clone with depth: full",
      List.of(JUNIT, SUMMARY)),
  CIRCLECI("CircleCI", "CIRCLECI", "checkout with method: full", List.of(JUNIT, SUMMARY)),
  BUILDKITE(
      "Buildkite", "BUILDKITE", "env with BUILDKITE_GIT_CLONE_FLAGS: -v", List.of(JUNIT, SUMMARY)),
  WOODPECKER(
      "Woodpecker",
      "CI_PIPELINE_EVENT",
      "clone of git with partial: false and depth: 0",
      List.of(SUMMARY, SARIF)),
  DRONE("Drone", "DRONE", "clone without depth", List.of(SUMMARY, SARIF)),
  JENKINS(
      "Jenkins",
      "JENKINS_URL",
      "checkout with extensions: [cloneOption(shallow: false, noTags: false)]",
      List.of(JUNIT, SARIF, SUMMARY)),
  TEKTON("Tekton", "", "git-clone with depth: 0", List.of(SARIF, SUMMARY)),

  /** A system that weir does not know, and that says everything in weir's own variables. */
  OTHER("CI", "", "a clone without --depth", List.of(SUMMARY, SARIF, JUNIT));

  private final String title;
  private final String variable;
  private final String deepening;
  private final List<CiReport> reports;

  CiSystem(String title, String variable, String deepening, List<CiReport> reports) {
    this.title = title;
    this.variable = variable;
    this.deepening = deepening;
    this.reports = reports;
  }

  /** Returns the system's name for people. */
  public String title() {
    return title;
  }

  /** Returns the setting that makes the system's clones complete. */
  public String deepening() {
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
