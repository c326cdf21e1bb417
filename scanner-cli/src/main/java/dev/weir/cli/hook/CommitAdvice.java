package dev.weir.cli.hook;

import dev.weir.core.finding.Finding;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleMetadata;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.ForeignText;
import dev.weir.core.text.ShellWord;
import dev.weir.git.GitRepository;
import dev.weir.git.PushedCommits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the text for a developer whose commit or push was stopped: the findings, and steps that
 * depend on how far the secrets got. The text never contains a secret.
 */
public final class CommitAdvice {
  private static final int MOST_SHOWN = 20;
  private static final int SHORT_ID = 8;

  private final RuleSet rules;
  private final boolean isMessage;

  /**
   * @param isMessage true if the message of a commit was scanned
   */
  public CommitAdvice(RuleSet rules, boolean isMessage) {
    this.rules = rules;
    this.isMessage = isMessage;
  }

  /** How far a secret got. */
  enum Stage {
    /** It is in the message of a commit that is about to be made. */
    MESSAGE,
    /** It is in a file or the index, but in no commit. */
    UNCOMMITTED,
    /** It is in a commit that no remote is known to have. */
    COMMITTED,
    /** A remote has it. */
    PUSHED
  }

  /** Returns how far a finding got, or {@code COMMITTED} if this is unknown. */
  static Stage stage(Finding finding, @Nullable PushedCommits pushed) {
    if (finding.sha().isEmpty()) {
      return Stage.UNCOMMITTED;
    }
    try {
      return pushed != null && pushed.contains(finding.sha()) ? Stage.PUSHED : Stage.COMMITTED;
    } catch (IOException | IllegalArgumentException e) {
      return Stage.COMMITTED;
    }
  }

  /**
   * Returns the text.
   *
   * @param repository the repository of the findings, or null
   */
  public String text(List<Finding> findings, @Nullable GitRepository repository) {
    PushedCommits pushed = repository == null ? null : new PushedCommits(repository);
    Map<Stage, List<Finding>> byStage = new EnumMap<>(Stage.class);
    for (Finding finding : findings) {
      Stage stage = isMessage ? Stage.MESSAGE : stage(finding, pushed);
      byStage.computeIfAbsent(stage, s -> new ArrayList<>()).add(finding);
    }
    StringBuilder text = new StringBuilder();
    byStage.forEach((stage, some) -> part(stage, some, text));
    if (!isMessage) {
      text.append("Not a secret? Ignore it permanently:\n  weir ignore ")
          .append(ShellWord.of(findings.get(0).fingerprint().toString()))
          .append(" --reason 'why'\n");
    }
    return text.toString();
  }

  private void part(Stage stage, List<Finding> findings, StringBuilder text) {
    String count = findings.size() == 1 ? "1 secret" : findings.size() + " secrets";
    text.append(
        switch (stage) {
          case MESSAGE -> count + " in the message of the commit:\n\n";
          case UNCOMMITTED -> count + ", not committed yet:\n\n";
          case COMMITTED -> count + " in commits that have not been pushed:\n\n";
          case PUSHED -> count + " in commits that have been pushed:\n\n";
        });
    for (Finding finding : findings.subList(0, Math.min(MOST_SHOWN, findings.size()))) {
      finding(finding, text);
    }
    if (findings.size() > MOST_SHOWN) {
      text.append("  and ").append(findings.size() - MOST_SHOWN).append(" more\n");
    }
    text.append("\nWhat to do now:\n");
    int number = 1;
    for (String step : steps(stage, findings)) {
      text.append("  ").append(number++).append(". ").append(ForeignText.line(step)).append('\n');
    }
    text.append('\n');
  }

  private void finding(Finding finding, StringBuilder text) {
    String path = ForeignText.line(finding.path());
    text.append("  ").append(path.isEmpty() ? "(input)" : path);
    if (finding.location().startLine() > 0) {
      text.append(':').append(finding.location().startLine());
    }
    text.append("  ").append(ForeignText.line(finding.ruleId()));
    if (!finding.sha().isEmpty()) {
      text.append("  in ").append(shortened(finding.sha()));
    }
    text.append('\n');
    if (!finding.description().isEmpty()) {
      text.append("    ").append(ForeignText.line(finding.description())).append('\n');
    }
  }

  private List<String> steps(Stage stage, List<Finding> findings) {
    List<String> steps = new ArrayList<>();
    switch (stage) {
      case MESSAGE -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add("Commit again, with a message that does not contain it.");
      }
      case UNCOMMITTED -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add("Move it to the environment or a secret store, and let the code read it there.");
        steps.add("git add " + String.join(" ", paths(findings)) + ", and commit again.");
      }
      case COMMITTED -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add("Move it to the environment or a secret store, and let the code read it there.");
        steps.add(
            "Remove it from the commit, not only from the file: git commit --amend for the"
                + " newest commit, or git rebase -i "
                + shortened(findings.get(findings.size() - 1).sha())
                + "~ and edit.");
      }
      case PUSHED -> {
        steps.add("Assume it is compromised: revoke it first.");
        for (String how : revocations(findings)) {
          steps.add(how);
        }
        steps.add("Put the new secret into the environment or a secret store.");
        steps.add(
            "Clean the history after that, if at all: others may have copied the pushed commits.");
      }
    }
    return steps;
  }

  private List<String> revocations(List<Finding> findings) {
    Set<String> ways = new LinkedHashSet<>();
    for (Finding finding : findings) {
      Rule rule = rules.rule(finding.ruleId());
      RuleMetadata about = rule == null ? RuleMetadata.NONE : rule.metadata();
      if (!about.revoke().isEmpty()) {
        ways.add("Revoke " + finding.ruleId() + ": " + about.revoke());
      }
    }
    return List.copyOf(ways);
  }

  private static Set<String> paths(List<Finding> findings) {
    Set<String> paths = new LinkedHashSet<>();
    for (Finding finding : findings) {
      paths.add(ShellWord.ofFile(finding.path()));
    }
    return paths;
  }

  private static String shortened(String sha) {
    return sha.substring(0, Math.min(SHORT_ID, sha.length()));
  }
}
