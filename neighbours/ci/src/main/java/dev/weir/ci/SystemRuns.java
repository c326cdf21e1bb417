package dev.weir.ci;

import dev.weir.core.text.ForeignText;
import java.util.Locale;

/** Reads the variables of single systems, each as its documentation describes them. */
final class SystemRuns {
  private SystemRuns() {}

  /** Source: docs.gitlab.com/ci/variables/predefined_variables. */
  static void gitlab(Variables all, RunDraft run) {
    String source = all.first("CI_PIPELINE_SOURCE");
    boolean isRequest =
        source.equals("merge_request_event") || source.equals("external_pull_request_event");
    run.event =
        source.equals("schedule")
            ? CiEvent.SCHEDULE
            : isRequest
                ? CiEvent.PULL_REQUEST
                : all.isSet("CI_COMMIT_TAG") && source.equals("push")
                    ? CiEvent.TAG
                    : source.equals("push") ? CiEvent.PUSH : CiEvent.MANUAL;
    run.branch =
        all.first("CI_COMMIT_TAG", "CI_COMMIT_BRANCH", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME");
    run.defaultBranch = all.first("CI_DEFAULT_BRANCH");
    run.target =
        all.first(
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME");
    run.before = all.first("CI_COMMIT_BEFORE_SHA");
    // Only a pipeline for merged results has the first of these; it checks out a merge.
    run.head =
        all.first(
            "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
            "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA",
            "CI_COMMIT_SHA");
    run.addBase(
        all.first(
            "CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA"));
    // CI_MERGE_REQUEST_DIFF_BASE_SHA is of no use: it stays as it was if somebody changes the
    // target.
  }

  /** Source: learn.microsoft.com/azure/devops/pipelines/build/variables. */
  static void azure(Variables all, RunDraft run) {
    String reason = all.first("BUILD_REASON");
    String ref = all.first("BUILD_SOURCEBRANCH");
    boolean isChange = reason.equals("IndividualCI") || reason.equals("BatchedCI");
    run.event =
        reason.equals("Schedule")
            ? CiEvent.SCHEDULE
            : reason.equals("PullRequest")
                ? CiEvent.PULL_REQUEST
                : !isChange ? CiEvent.MANUAL : Variables.isTag(ref) ? CiEvent.TAG : CiEvent.PUSH;
    run.branch =
        Variables.shortName(
            run.event == CiEvent.PULL_REQUEST ? all.first("SYSTEM_PULLREQUEST_SOURCEBRANCH") : ref);
    run.target = Variables.shortName(all.first("SYSTEM_PULLREQUEST_TARGETBRANCH"));
    run.head =
        run.event == CiEvent.PULL_REQUEST
            ? all.first("SYSTEM_PULLREQUEST_SOURCECOMMITID")
            : all.first("BUILD_SOURCEVERSION");
  }

  /** Source: support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets. */
  static void bitbucket(Variables all, RunDraft run) {
    run.event =
        all.isSet("BITBUCKET_PR_ID")
            ? CiEvent.PULL_REQUEST
            : all.isSet("BITBUCKET_TAG") ? CiEvent.TAG : CiEvent.PUSH;
    run.branch = all.first("BITBUCKET_TAG", "BITBUCKET_BRANCH");
    run.target = all.first("BITBUCKET_PR_DESTINATION_BRANCH");
    run.head = all.first("BITBUCKET_COMMIT");
    run.addBase(all.first("BITBUCKET_PR_DESTINATION_COMMIT"));
  }

  /** Source: circleci.com/docs/reference/variables. */
  static void circleci(Variables all, RunDraft run) {
    run.event =
        all.isSet("CIRCLE_TAG")
            ? CiEvent.TAG
            : all.isSet("CIRCLE_PULL_REQUEST") ? CiEvent.PULL_REQUEST : CiEvent.PUSH;
    run.branch = all.first("CIRCLE_TAG", "CIRCLE_BRANCH");
    run.head = all.first("CIRCLE_SHA1");
  }

  /** Source: buildkite.com/docs/pipelines/configure/environment-variables. */
  static void buildkite(Variables all, RunDraft run) {
    String source = all.first("BUILDKITE_SOURCE");
    boolean isRequest = !all.first("BUILDKITE_PULL_REQUEST").matches("|false");
    run.event =
        source.equals("schedule")
            ? CiEvent.SCHEDULE
            : isRequest
                ? CiEvent.PULL_REQUEST
                : all.isSet("BUILDKITE_TAG")
                    ? CiEvent.TAG
                    : source.matches("|webhook") ? CiEvent.PUSH : CiEvent.MANUAL;
    run.branch = all.first("BUILDKITE_TAG", "BUILDKITE_BRANCH");
    run.defaultBranch = all.first("BUILDKITE_PIPELINE_DEFAULT_BRANCH");
    run.target = all.first("BUILDKITE_PULL_REQUEST_BASE_BRANCH");
    // The word HEAD in a build that is started by hand.
    run.head = all.first("BUILDKITE_COMMIT");
  }

  /** Source: woodpecker-ci.org/docs/usage/environment. */
  static void woodpecker(Variables all, RunDraft run) {
    run.event = event(all.first("CI_PIPELINE_EVENT"));
    run.branch = all.first("CI_COMMIT_TAG", "CI_COMMIT_SOURCE_BRANCH", "CI_COMMIT_BRANCH");
    run.defaultBranch = all.first("CI_REPO_DEFAULT_BRANCH");
    run.target = all.first("CI_COMMIT_TARGET_BRANCH");
    run.head = all.first("CI_COMMIT_SHA");
    // The previous pipeline of a branch may have been one for a pull request to it.
    if (all.first("CI_PREV_PIPELINE_EVENT").equals("push")
        && all.first("CI_PREV_COMMIT_REF").equals(all.first("CI_COMMIT_REF"))
        && all.first("CI_PREV_PIPELINE_STATUS").matches("|success")) {
      run.before = all.first("CI_PREV_COMMIT_SHA");
    }
  }

  /** Source: docs.drone.io/pipeline/environment/reference. */
  static void drone(Variables all, RunDraft run) {
    run.event = event(all.first("DRONE_BUILD_EVENT"));
    run.branch = all.first("DRONE_TAG", "DRONE_SOURCE_BRANCH", "DRONE_BRANCH");
    run.defaultBranch = all.first("DRONE_REPO_BRANCH");
    run.target = all.first("DRONE_TARGET_BRANCH");
    run.before = all.first("DRONE_COMMIT_BEFORE");
    run.head = all.first("DRONE_COMMIT_AFTER", "DRONE_COMMIT_SHA");
    if (run.event == CiEvent.PULL_REQUEST) {
      run.addBase(run.before);
    }
  }

  /** Source: the list of variables that each Jenkins shows, and that of its Git plugin. */
  static void jenkins(Variables all, RunDraft run) {
    run.event =
        all.isSet("CHANGE_ID")
            ? CiEvent.PULL_REQUEST
            : all.isSet("TAG_NAME") ? CiEvent.TAG : CiEvent.PUSH;
    run.branch =
        all.first("TAG_NAME", "CHANGE_BRANCH", "BRANCH_NAME", "GIT_LOCAL_BRANCH", "GIT_BRANCH")
            .replaceFirst("^origin/", "");
    run.target = all.first("CHANGE_TARGET");
    // Not that of the last build: if it failed, its commits are still to be looked at.
    run.before = all.first("GIT_PREVIOUS_SUCCESSFUL_COMMIT");
    run.head = run.event == CiEvent.PULL_REQUEST ? "" : all.first("GIT_COMMIT");
  }

  /** Reads weir's own variables. */
  static void own(Variables all, RunDraft run) {
    if (all.isSet(OwnVariable.EVENT)) {
      run.event = event(all.first(OwnVariable.EVENT));
    }
    run.branch = Variables.shortName(orElse(all.first(OwnVariable.BRANCH), run.branch));
    run.defaultBranch =
        Variables.shortName(orElse(all.first(OwnVariable.DEFAULT_BRANCH), run.defaultBranch));
    run.target = Variables.shortName(orElse(all.first(OwnVariable.TARGET), run.target));
    run.before = orElse(all.first(OwnVariable.BEFORE), run.before);
    run.head = orElse(all.first(OwnVariable.HEAD), run.head);
  }

  private static String orElse(String first, String second) {
    return first.isEmpty() ? second : first;
  }

  /** Returns the event of a word; the words of the systems differ little. */
  private static CiEvent event(String word) {
    return switch (word.toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "push" -> CiEvent.PUSH;
      case "pull_request", "pull_request_closed", "pull_request_metadata", "merge_request" ->
          CiEvent.PULL_REQUEST;
      case "tag", "release" -> CiEvent.TAG;
      case "schedule", "cron", "scheduled_pipeline" -> CiEvent.SCHEDULE;
      case "manual", "custom", "deployment", "promote", "rollback" -> CiEvent.MANUAL;
      default ->
          throw new CiException(
              "the event "
                  + ForeignText.line(word)
                  + " is unknown; set "
                  + OwnVariable.EVENT
                  + " to push, pull_request, tag, schedule or manual");
    };
  }
}
