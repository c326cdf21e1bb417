package dev.weir.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.ci.CiScope.Missing;
import dev.weir.ci.CiScope.NewCommits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is rare in the runs of CI systems; scanner-cli tests what is usual, in real repositories.
 */
class CiPlanTest {
  private static final String BEFORE = "b".repeat(40);
  private static final String MAIN = "refs/remotes/origin/main";

  private static CiPlan plan(Checkout checkout, String... variables) {
    return github(checkout, null, variables);
  }

  private static CiPlan github(Checkout checkout, @Nullable String event, String... variables) {
    Map<String, String> all = new HashMap<>();
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      all.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    CiRun run = CiRun.of(all, event == null ? null : event.getBytes(UTF_8));
    assertThat(run).isNotNull();
    return CiPlan.of(run, checkout);
  }

  private static List<String> without(CiPlan plan) {
    assertThat(plan.scope()).isInstanceOf(NewCommits.class);
    return ((NewCommits) plan.scope()).without();
  }

  private static String missing(CiPlan plan) {
    assertThat(plan.scope()).isInstanceOf(Missing.class);
    return ((Missing) plan.scope()).shown() + "; " + ((Missing) plan.scope()).remedy();
  }

  private static String[] azure(String... more) {
    String[] usual = {
      "TF_BUILD=True",
      "BUILD_REASON=PullRequest",
      "SYSTEM_PULLREQUEST_TARGETBRANCH=refs/heads/main",
      "SYSTEM_PULLREQUEST_SOURCECOMMITID=own"
    };
    String[] all = new String[usual.length + more.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return all;
  }

  @Test
  void theOtherParentOfTheSystemsMergeIsTheTarget() {
    FakeCheckout first = new FakeCheckout("HEAD=merge", "own").merge("merge", "base", "own");
    assertThat(without(plan(first, azure()))).containsExactly("base");
    FakeCheckout second = new FakeCheckout("HEAD=merge", "own").merge("merge", "own", "base");
    assertThat(without(plan(second, azure()))).containsExactly("base");
  }

  @Test
  void aMergeThatTheAuthorMadeHidesNothing() {
    FakeCheckout clone =
        new FakeCheckout("HEAD=own", MAIN + "=tip").merge("own", "earlier", "evil");
    assertThat(without(plan(clone, azure()))).containsExactly("tip");
    FakeCheckout other =
        new FakeCheckout("HEAD=merge", "own", MAIN + "=tip").merge("merge", "a", "b");
    assertThat(without(plan(other, azure()))).containsExactly("tip");
  }

  @Test
  void aBranchDoesNotConfigureItsOwnScan() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", MAIN + "=tip", BEFORE);
    assertThat(plan(clone, azure()).configFrom()).isEqualTo("tip");
    String[] push = {"WEIR_CI_EVENT=push", "WEIR_CI_BRANCH=topic", "WEIR_CI_BEFORE=" + BEFORE};
    assertThat(plan(clone, push).configFrom()).isEqualTo("tip");
    push[1] = "WEIR_CI_BRANCH=main";
    assertThat(plan(clone, push).configFrom()).isEmpty();
    assertThat(without(plan(clone, push))).containsExactly(BEFORE);
  }

  @Test
  void aTargetThatIsNotInTheCloneIsNamed() {
    FakeCheckout clone = new FakeCheckout("HEAD=own");
    assertThat(missing(plan(clone, azure())))
        .isEqualTo(
            "branch main is not in this clone; run first: git fetch origin"
                + " +refs/heads/main:refs/remotes/origin/main");
    String[] strange = {"WEIR_CI_EVENT=pull_request", "WEIR_CI_TARGET=a;$(b)"};
    assertThat(missing(plan(clone, strange))).endsWith("is not in this clone; fetch it first");
    assertThat(missing(plan(clone.withoutDefaultBranch(), "WEIR_CI_EVENT=pull_request")))
        .contains("no variable names it", "set WEIR_CI_TARGET");
  }

  @Test
  void aCommitThatIsNotInTheCloneIsNamed() {
    FakeCheckout clone = new FakeCheckout("HEAD=other", MAIN + "=tip");
    assertThat(missing(plan(clone, azure())))
        .isEqualTo(
            "commit own, which the run is about, is not in this clone; run first: git fetch origin"
                + " own");
    assertThat(missing(plan(new FakeCheckout(), "WEIR_CI_EVENT=schedule")))
        .contains("the clone has no commit");
  }

  @Test
  void aShallowCloneMustReachTheCommitWhereTheBranchesPart() {
    String[] push = {
      "CIRCLECI=true", "CIRCLE_BRANCH=topic", "CIRCLE_SHA1=own", "WEIR_CI_BEFORE=" + BEFORE
    };
    FakeCheckout deep = new FakeCheckout("HEAD=own", BEFORE).shallow();
    assertThat(without(plan(deep, push))).containsExactly(BEFORE);
    FakeCheckout cut = new FakeCheckout("HEAD=own", BEFORE).shallow(BEFORE);
    assertThat(missing(plan(cut, push)))
        .contains("left bbbbbbbbbb is not in this clone, which is shallow", "method: full");
    FakeCheckout gone = new FakeCheckout("HEAD=own").shallow();
    assertThat(missing(plan(gone, push))).contains("commit bbbbbbbbbb, where the push began,");
  }

  @Test
  void aShallowCloneOfASystemsMergeMustReachItToo() {
    FakeCheckout deep =
        new FakeCheckout("HEAD=merge", "own", "target").merge("merge", "target", "own");
    assertThat(without(plan(deep.shallow(), azure()))).containsExactly("target");
    // The merge leads to its target; only the request's own side shows that the rest is missing.
    assertThat(missing(plan(deep.shallow("own"), azure()))).contains("which is shallow");
    FakeCheckout unnamed =
        new FakeCheckout("HEAD=merge", MAIN + "=target", "own", "target")
            .merge("merge", "target", "own")
            .shallow("own");
    String[] jenkins = {"JENKINS_URL=x", "CHANGE_ID=1", "CHANGE_TARGET=main"};
    assertThat(missing(plan(unnamed, jenkins))).contains("which is shallow");
  }

  @Test
  void theFirstPushOfTheDefaultBranchIsAllOfIt() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", MAIN + "=own");
    String[] push = {"WEIR_CI_EVENT=push", "WEIR_CI_BRANCH=main", "WEIR_CI_BEFORE=" + zeros()};
    assertThat(without(plan(clone, push))).isEmpty();
    // Without a name, the branch may be the default one.
    assertThat(without(plan(clone, "WEIR_CI_EVENT=push"))).isEmpty();
  }

  private static String zeros() {
    return "0".repeat(40);
  }

  @Test
  void theMessageOfATagIsRead() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", "refs/tags/v1=own", "refs/tags/before=old");
    CiPlan plan = plan(clone, "WEIR_CI_EVENT=tag", "WEIR_CI_BRANCH=refs/tags/v1");
    assertThat(((NewCommits) plan.scope()).tips()).containsExactly("refs/tags/v1", "own");
    assertThat(without(plan)).containsExactly("old");
    assertThat(without(plan(new FakeCheckout("HEAD=own"), "WEIR_CI_EVENT=tag"))).isEmpty();
  }

  @Test
  void gitlabNamesTheTargetOnlyForMergedResults() {
    String[] request = {
      "GITLAB_CI=true",
      "CI_PIPELINE_SOURCE=merge_request_event",
      "CI_COMMIT_SHA=merge",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=own",
      "CI_MERGE_REQUEST_TARGET_BRANCH_SHA=target",
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main",
      "CI_MERGE_REQUEST_DIFF_BASE_SHA=stale"
    };
    FakeCheckout merged =
        new FakeCheckout("HEAD=merge", "own", "target", "stale").merge("merge", "target", "own");
    assertThat(without(plan(merged, request))).containsExactly("target");
    request[3] = "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=";
    request[4] = "CI_MERGE_REQUEST_TARGET_BRANCH_SHA=";
    FakeCheckout plain = new FakeCheckout("HEAD=merge", MAIN + "=tip", "stale");
    assertThat(without(plan(plain, request))).containsExactly("tip");
    assertThat(missing(plan(new FakeCheckout("HEAD=merge", "stale"), request)))
        .as("somebody may have changed the target since")
        .contains("branch main is not in this clone");
  }

  @Test
  void whatWoodpeckerBuiltBeforeCountsOnlyIfItWasThisBranch() {
    String[] push = {
      "CI_PIPELINE_EVENT=push",
      "CI_COMMIT_REF=refs/heads/main",
      "CI_COMMIT_BRANCH=main",
      "CI_PREV_COMMIT_SHA=" + BEFORE,
      "CI_PREV_COMMIT_REF=refs/heads/main",
      "CI_PREV_PIPELINE_EVENT=push"
    };
    FakeCheckout clone = new FakeCheckout("HEAD=own", BEFORE);
    assertThat(without(plan(clone, push))).containsExactly(BEFORE);
    push[4] = "CI_PREV_COMMIT_REF=refs/pull/1/head";
    assertThat(without(plan(clone, push))).isEmpty();
  }

  @Test
  void theEventFileOfGithubMustSayWhatItIsAbout() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", BEFORE);
    String[] push = {"GITHUB_ACTIONS=true", "GITHUB_EVENT_NAME=push", "GITHUB_SHA=own"};
    assertThat(without(github(clone, "{\"before\":\"" + BEFORE + "\"}", push)))
        .containsExactly(BEFORE);
    assertThatThrownBy(() -> github(clone, "{}", push))
        .isInstanceOf(CiException.class)
        .hasMessageContaining("has no before");
    assertThatThrownBy(() -> github(clone, "{\"token", push))
        .hasMessageContaining("not valid JSON")
        .hasMessageNotContaining("token");
    assertThatThrownBy(() -> github(clone, null, push)).isInstanceOf(CiException.class);
  }

  @Test
  void aMergeQueueIsAPullRequest() {
    CiPlan plan =
        github(
            new FakeCheckout("HEAD=group", "base"),
            "{\"merge_group\":{\"head_sha\":\"group\",\"base_sha\":\"base\","
                + "\"base_ref\":\"refs/heads/main\"}}",
            "GITHUB_ACTIONS=true",
            "GITHUB_EVENT_NAME=merge_group");
    assertThat(without(plan)).containsExactly("base");
  }

  @Test
  void unknownWordsAreErrors() {
    assertThat(CiRun.of(Map.of("CI", "true"), null)).isNull();
    assertThatThrownBy(() -> CiRun.of(Map.of("WEIR_CI", "travis"), null))
        .isInstanceOf(CiException.class)
        .hasMessageContaining("github, gitlab, azure");
    assertThatThrownBy(() -> CiRun.of(Map.of("WEIR_CI_EVENT", "party"), null))
        .hasMessageContaining("event party is unknown", "set WEIR_CI_EVENT to push");
  }

  @Test
  void aTagThatCheckoutReplacedIsNotRead() {
    String[] push = {
      "GITHUB_ACTIONS=true", "GITHUB_EVENT_NAME=push", "GITHUB_REF=refs/tags/v1", "GITHUB_SHA=own"
    };
    String event = "{\"before\":\"" + zeros() + "\",\"after\":\"tag\"}";
    FakeCheckout replaced = new FakeCheckout("HEAD=own", "refs/tags/v1=own");
    String line = "git fetch --force origin refs/tags/v1:refs/tags/v1";
    assertThat(missing(github(replaced, event, push))).endsWith(line);
    assertThat(missing(github(new FakeCheckout("HEAD=own"), event, push))).endsWith(line);
    FakeCheckout fetched = new FakeCheckout("HEAD=own", "refs/tags/v1=tag");
    assertThat(github(fetched, event, push).scope()).isInstanceOf(NewCommits.class);
    assertThat(github(replaced, event.replace(":\"tag", ":\"own"), push).scope())
        .isInstanceOf(NewCommits.class);
    push[2] = "GITHUB_REF=refs/tags/$(a)";
    assertThat(missing(github(replaced, event, push))).endsWith("fetch it first");
    assertThatThrownBy(() -> github(replaced, "{\"before\":\"a\"}", push))
        .hasMessageContaining("has no after");
  }

  @Test
  void aPushThatNamesItsOwnCommitAsTheOldTipSaysNothing() {
    FakeCheckout clone = new FakeCheckout("HEAD=" + BEFORE, MAIN + "=tip");
    String[] push = {"WEIR_CI_EVENT=push", "WEIR_CI_BRANCH=topic", "WEIR_CI_BEFORE=" + BEFORE};
    assertThat(without(plan(clone, push))).containsExactly("tip");
    push[2] = "WEIR_CI_BEFORE=HEAD";
    assertThat(without(plan(clone, push))).containsExactly("tip");
    push[2] = "WEIR_CI_BEFORE=" + MAIN;
    push[1] = "WEIR_CI_BRANCH=main";
    assertThat(without(plan(clone, push))).isEmpty();
    FakeCheckout behind = new FakeCheckout("HEAD=merge", BEFORE, MAIN + "=tip");
    String[] own = {
      "WEIR_CI_EVENT=push",
      "WEIR_CI_BRANCH=topic",
      "WEIR_CI_BEFORE=" + BEFORE,
      "WEIR_CI_HEAD=" + BEFORE
    };
    assertThat(without(plan(behind, own))).containsExactly("tip");
  }

  @Test
  void aBaseThatIsTheRequestItselfIsNotBelieved() {
    FakeCheckout clone =
        new FakeCheckout("HEAD=merge", "own", MAIN + "=tip").merge("merge", "other", "more");
    String[] request = {
      "GITHUB_ACTIONS=true", "GITHUB_EVENT_NAME=pull_request", "GITHUB_BASE_REF=main"
    };
    for (String base : List.of("own", "merge")) {
      String event =
          "{\"pull_request\":{\"head\":{\"sha\":\"own\"},\"base\":{\"sha\":\"" + base + "\"}}}";
      assertThat(without(github(clone, event, request))).containsExactly("tip");
    }
  }

  @Test
  void anEventFileMayNotBeAmbiguous() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", BEFORE);
    String[] push = {"GITHUB_ACTIONS=true", "GITHUB_EVENT_NAME=push", "GITHUB_SHA=own"};
    String event = "{\"before\":\"" + BEFORE + "\"}";
    String twice = event.replace("}", ",\"before\":\"own\"}");
    for (String each : List.of(twice, event + event, event + " token", event + "]")) {
      assertThatThrownBy(() -> github(clone, each, push))
          .isInstanceOf(CiException.class)
          .hasMessageContaining("not valid JSON")
          .hasMessageNotContaining("token");
    }
  }

  @Test
  void theFullNameOfTheDefaultBranchIsUnderstood() {
    FakeCheckout clone = new FakeCheckout("HEAD=own", MAIN + "=tip").withoutDefaultBranch();
    assertThat(
            without(
                plan(
                    clone,
                    "WEIR_CI_EVENT=push",
                    "WEIR_CI_BRANCH=topic",
                    "WEIR_CI_DEFAULT_BRANCH=refs/heads/main")))
        .containsExactly("tip");
  }
}
