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
  private static final String MOVE =
      "Move it to the environment or a secret store, and let the code read it there.";

  private final RuleSet rules;
  private final Map<String, String> variables;

  /**
   * @param variables the environment's variables
   */
  public CommitAdvice(RuleSet rules, Map<String, String> variables) {
    this.rules = rules;
    this.variables = variables;
  }

  /**
   * Returns the text.
   *
   * @param byStage the findings by how far they got
   * @param repository the repository of the findings, or null
   */
  public String text(Map<SecretStage, List<Finding>> byStage, @Nullable GitRepository repository) {
    StringBuilder text = new StringBuilder();
    byStage.forEach((stage, some) -> part(stage, some, repository, text));
    Finding finding = byStage.values().iterator().next().get(0);
    boolean isOnServer = byStage.containsKey(SecretStage.RECEIVED);
    String program = isOnServer ? "weir" : OwnCommand.of(variables);
    text.append("Not a secret? ")
        .append(
            isOnServer
                ? "Ignore it permanently in your clone, and push that to the default branch first:\n"
                : "Ignore it permanently:\n")
        .append("  ")
        .append(program)
        .append(" ignore ")
        .append(ShellWord.ofFile(finding.fingerprint().toString()))
        .append(" --reason 'why'\n");
    boolean isAlone = byStage.size() == 1 && byStage.values().iterator().next().size() == 1;
    if (!isOnServer && !isAlone) {
      text.append("All of them at the same time: ")
          .append(program)
          .append(" ignore --last --reason 'why'\n");
    }
    return text.toString();
  }

  private void part(
      SecretStage stage,
      List<Finding> findings,
      @Nullable GitRepository repository,
      StringBuilder text) {
    String count = findings.size() == 1 ? "1 secret" : findings.size() + " secrets";
    text.append(
        switch (stage) {
          case MESSAGE -> count + " in the message of the commit:\n\n";
          case UNCOMMITTED -> count + ", not committed yet:\n\n";
          case COMMITTED -> count + " in commits that have not been pushed:\n\n";
          case PUSHED -> count + " in commits that have been pushed:\n\n";
          case RECEIVED -> count + " in commits that this server received and refuses:\n\n";
          case UNKNOWN -> count + ", of which weir cannot tell how far it got:\n\n";
        });
    for (Finding finding : findings.subList(0, Math.min(MOST_SHOWN, findings.size()))) {
      finding(finding, text);
    }
    if (findings.size() > MOST_SHOWN) {
      text.append("  and ").append(findings.size() - MOST_SHOWN).append(" more\n");
    }
    text.append("\nWhat to do now:\n");
    int number = 1;
    for (String step : steps(stage, findings, repository)) {
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

  private List<String> steps(
      SecretStage stage, List<Finding> findings, @Nullable GitRepository repository) {
    List<String> steps = new ArrayList<>();
    switch (stage) {
      case MESSAGE -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add("Commit again, with a message that does not contain it.");
      }
      case UNCOMMITTED -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add(MOVE);
        steps.add("git add " + String.join(" ", paths(findings)) + ", and commit again.");
      }
      case COMMITTED -> {
        steps.add("Nothing has left this machine: the secret may stay valid.");
        steps.add(MOVE);
        steps.add(removal(findings, repository));
      }
      case PUSHED -> {
        steps.add("Assume it is compromised: revoke it first.");
        steps.addAll(revocations(findings));
        steps.add("Put the new secret into the environment or a secret store.");
        steps.add(
            "Clean the history after that, if at all: others may have copied the pushed commits.");
      }
      case RECEIVED -> {
        steps.add(
            "It has left the author's machine. This server does not keep it; revoke it if anyone"
                + " else may have seen it.");
        steps.addAll(revocations(findings));
        steps.add(removal(findings, repository) + " Then push again.");
      }
      case UNKNOWN -> {
        steps.add("If it was ever pushed or shared, revoke it first.");
        steps.addAll(revocations(findings));
        steps.add(MOVE);
        steps.add(removal(findings, repository));
      }
    }
    return steps;
  }

  private String removal(List<Finding> findings, @Nullable GitRepository repository) {
    String sha = findings.get(findings.size() - 1).sha();
    if (sha.isEmpty()) {
      return "Remove it from the commits that have it, not only from the file; "
          + OwnCommand.of(variables)
          + " git -v --redact names them.";
    }
    return "Remove it from the commit, not only from the file: git commit --amend for the newest"
        + " commit, or git rebase -i "
        + (isRoot(sha, repository) ? "--root" : shortened(sha) + "~")
        + " and edit.";
  }

  private static boolean isRoot(String sha, @Nullable GitRepository repository) {
    try {
      return repository != null && new PushedCommits(repository).isRoot(sha);
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
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

  /** Returns the files as git finds them from the folder in which the user started it. */
  private Set<String> paths(List<Finding> findings) {
    boolean isBelow = !variables.getOrDefault("GIT_PREFIX", "").isEmpty();
    Set<String> paths = new LinkedHashSet<>();
    for (Finding finding : findings) {
      paths.add(isBelow ? ShellWord.of(":/" + finding.path()) : ShellWord.ofFile(finding.path()));
    }
    return paths;
  }

  private static String shortened(String sha) {
    return sha.substring(0, Math.min(SHORT_ID, sha.length()));
  }
}
