package dev.weir.ci;

import dev.weir.ci.CiScope.Missing;
import dev.weir.ci.CiScope.NewCommits;
import dev.weir.ci.CiScope.WholeHistory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which commits a run has to scan.
 *
 * @param scope the commits
 * @param configFrom the commit to take the configuration and ignore files from, so that a branch
 *     cannot switch off its own scan, or an empty text for those of the branch itself
 */
public record CiPlan(CiRun run, CiScope scope, String configFrom) {
  private static final String HEAD = "HEAD";
  private static final String BRANCHES = "refs/remotes/origin/";
  private static final String TAGS = "refs/tags/";
  private static final String FETCH_IT = "fetch it first";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");
  private static final int SHORT = 10;

  /** Returns the plan for a run in a checkout. */
  public static CiPlan of(CiRun run, Checkout checkout) {
    return new Planner(run, checkout).plan();
  }

  /** Returns what to do in the system to make its clones complete, in words. */
  public String deepening() {
    return deepening(run);
  }

  private static String deepening(CiRun run) {
    CiSystem.Deepening deepening = run.system().deepening();
    String where = run.system().title() + ", add to " + deepening.place();
    return "to get the whole history in " + where + ": " + deepening.line();
  }

  /** Makes one plan. */
  private record Planner(CiRun run, Checkout checkout) {
    CiPlan plan() {
      String head = checkout.reference(HEAD);
      if (head == null) {
        return plan(new Missing("HEAD: the clone has no commit", deepening(run)));
      }
      boolean isChange = run.event() != CiEvent.SCHEDULE && run.event() != CiEvent.MANUAL;
      if (isChange && !run.head().isEmpty() && checkout.commit(run.head()) == null) {
        String what = "commit " + shortened(run.head()) + ", which the run is about,";
        return plan(missing(what, run.head()));
      }
      return switch (run.event()) {
        case SCHEDULE, MANUAL ->
            plan(checkout.isShallow() ? tooShallow("the whole history") : new WholeHistory());
        case PULL_REQUEST -> request(head);
        case PUSH -> push(head);
        case TAG -> tag(head);
      };
    }

    private CiPlan request(String head) {
      String target = run.target().isEmpty() ? defaultBranch() : run.target();
      List<String> bases = bases(head, target);
      if (bases.isEmpty()) {
        return target.isEmpty()
            ? plan(new Missing("the target branch: no variable names it", "set WEIR_CI_TARGET"))
            : plan(missing("branch " + target, branch(target)));
      }
      return since(
          head, bases, "the commits that are not on " + (target.isEmpty() ? "the target" : target));
    }

    private List<String> bases(String head, String target) {
      Set<String> bases = new LinkedHashSet<>();
      for (String base : run.bases()) {
        addIfThere(bases, base);
      }
      // A base that is the newest commit itself would hide the whole request.
      bases.removeIf(base -> isNewest(base, head));
      addMergedBase(bases, head);
      String tip = target.isEmpty() ? null : checkout.reference(branch(target));
      if (bases.isEmpty() && tip != null) {
        bases.add(tip);
      }
      return List.copyOf(bases);
    }

    /** Of a merge that the system made of the request and its target, one parent is the target. */
    private void addMergedBase(Set<String> bases, String head) {
      String own = run.head().isEmpty() ? null : checkout.commit(run.head());
      List<String> parents = own == null || own.equals(head) ? List.of() : checkout.parents(head);
      if (parents.size() == 2 && parents.contains(own)) {
        bases.add(parents.get(parents.get(0).equals(own) ? 1 : 0));
      }
    }

    private void addIfThere(Set<String> bases, String revision) {
      String commit = checkout.commit(revision);
      if (commit != null) {
        bases.add(commit);
      }
    }

    private boolean isNewest(String commit, String head) {
      return commit.equals(head) || commit.equals(checkout.commit(run.head()));
    }

    private CiPlan push(String head) {
      String before = checkout.commit(run.before());
      // A run that somebody starts again may name its own commit as the one before.
      boolean isAgain = before != null && isNewest(before, head);
      if (before != null && !isAgain) {
        return since(head, List.of(before), "the commits since " + shortened(before));
      }
      if (!run.before().isEmpty() && !isAgain && checkout.isShallow()) {
        return plan(tooShallow("commit " + shortened(run.before()) + ", where the push began,"));
      }
      String main = defaultBranch();
      if (main.isEmpty() || run.branch().isEmpty() || main.equals(run.branch())) {
        return all(head, "all commits of " + named());
      }
      String commit = checkout.reference(branch(main));
      return commit == null
          ? plan(missing("branch " + main, branch(main)))
          : since(head, List.of(commit), "the commits of " + named() + " that are not on " + main);
    }

    private CiPlan tag(String head) {
      String tag = TAGS + run.branch();
      if (!run.tagged().isEmpty() && !run.tagged().equals(checkout.target(tag))) {
        // actions/checkout leaves a tag that points to the commit, without the message.
        String what = "the tag " + run.branch() + ", as it was pushed,";
        String command = "run first: git fetch --force origin " + tag + ":" + tag;
        String remedy = PLAIN.matcher(tag).matches() ? command : FETCH_IT;
        return plan(new Missing(what + " is not in this clone", remedy));
      }
      List<String> before = checkout.tagsBefore(head);
      return before.isEmpty()
          ? all(head, "all commits of " + named())
          : since(head, before, "the commits of " + named() + " since the tag before it");
    }

    private CiPlan all(String head, String shown) {
      return checkout.isShallow()
          ? plan(tooShallow("the history before its oldest commit"))
          : plan(new NewCommits(tips(head), List.of(), shown));
    }

    private CiPlan since(String head, List<String> without, String shown) {
      // Without the commit where they part, old commits would look new.
      boolean isCut =
          checkout.isShallow() && !sides(head).stream().allMatch(side -> leads(side, without));
      return isCut
          ? plan(tooShallow("the commit where the branch left " + shortened(without.get(0))))
          : plan(new NewCommits(tips(head), without, shown));
    }

    /** Of a merge each side has to be looked at: the merge itself always leads to its target. */
    private Set<String> sides(String head) {
      Set<String> sides = new LinkedHashSet<>(checkout.parents(head));
      if (sides.size() < 2) {
        sides = new LinkedHashSet<>(List.of(head));
      }
      addIfThere(sides, run.head());
      return sides;
    }

    private boolean leads(String commit, List<String> without) {
      return without.stream().anyMatch(one -> checkout.areRelated(commit, one));
    }

    private List<String> tips(String head) {
      Set<String> tips = new LinkedHashSet<>();
      if (run.event() == CiEvent.TAG && checkout.reference(TAGS + run.branch()) != null) {
        tips.add(TAGS + run.branch());
      }
      tips.add(head);
      addIfThere(tips, run.head());
      return new ArrayList<>(tips);
    }

    private CiPlan plan(CiScope scope) {
      return new CiPlan(run, scope, scope instanceof NewCommits commits ? configFrom(commits) : "");
    }

    private String configFrom(NewCommits commits) {
      if (run.event() == CiEvent.PULL_REQUEST) {
        return commits.without().get(0);
      }
      String main = defaultBranch();
      boolean isOther =
          run.event() == CiEvent.PUSH && !run.branch().isEmpty() && !main.equals(run.branch());
      String commit = isOther && !main.isEmpty() ? checkout.reference(branch(main)) : null;
      return commit == null ? "" : commit;
    }

    private String defaultBranch() {
      return run.defaultBranch().isEmpty() ? checkout.defaultBranch() : run.defaultBranch();
    }

    private String named() {
      return run.branch().isEmpty() ? HEAD : run.branch();
    }

    private Missing missing(String what, String revision) {
      return checkout.isShallow()
          ? tooShallow(what)
          : new Missing(what + " is not in this clone", fetching(revision));
    }

    private Missing tooShallow(String what) {
      return new Missing(what + " is not in this clone, which is shallow", deepening(run));
    }
  }

  private static String branch(String name) {
    return BRANCHES + name;
  }

  /** Returns a command that somebody may copy, so only for a name without a meaning for a shell. */
  private static String fetching(String revision) {
    String name = revision.replaceFirst("^" + BRANCHES, "");
    if (!PLAIN.matcher(name).matches()) {
      return FETCH_IT;
    }
    return name.equals(revision)
        ? "run first: git fetch origin " + revision
        : "run first: git fetch origin +refs/heads/" + name + ":" + revision;
  }

  private static String shortened(String id) {
    return id.length() > SHORT ? id.substring(0, SHORT) : id;
  }
}
