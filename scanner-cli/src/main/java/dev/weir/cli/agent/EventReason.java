package dev.weir.cli.agent;

import dev.weir.agent.AgentEvent;
import dev.weir.agent.Decision.Permission;
import dev.weir.agent.EventKind;
import dev.weir.core.finding.Finding;
import dev.weir.core.text.ForeignText;
import dev.weir.core.text.ShellWord;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects why an action is not allowed, and says it without a secret. Not thread-safe. */
final class EventReason {
  /** What takes the place of a text whose secret cannot be cut out of it. */
  static final String LEFT_OUT = "[left out by weir: it holds a secret]";

  private static final int MOST_SHOWN = 3;

  private final Set<String> denied = new LinkedHashSet<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** The place of the first secret in a file that is there, or empty. */
  private String place = "";

  void deny(String where, Finding finding, int line) {
    denied.add(where + " holds " + secret(finding, line));
  }

  /** Denies the reading of a file, whose findings can be ignored by their place. */
  void denyFile(String where, Finding finding) {
    deny(where, finding, finding.location().startLine());
    if (place.isEmpty()) {
      place = finding.path() + ":" + finding.location().startLine();
    }
  }

  void ask(String why) {
    asked.add(why);
  }

  static String secret(Finding finding, int line) {
    String rule = "a secret (rule " + finding.ruleId();
    return finding.isAboutPath() ? rule + ")" : rule + ", line " + line + ")";
  }

  static String valuesIn(String file, int line) {
    return file + " holds values that are meant to be secret (line " + line + ")";
  }

  Permission permission() {
    return !denied.isEmpty()
        ? Permission.DENY
        : asked.isEmpty() ? Permission.ALLOW : Permission.ASK;
  }

  /**
   * Returns the reason in sentences: what was found where, what became of the action, what to do.
   *
   * @param isReplaced true if the agent gets the text without the secrets
   * @param asksInVain true if the user should decide, but the agent cannot ask
   */
  String text(AgentEvent event, boolean isReplaced, boolean asksInVain) {
    StringBuilder text = new StringBuilder("weir: ");
    append(denied.isEmpty() ? asked : denied, text);
    text.append(". ");
    if (event.kind() == EventKind.AFTER_TOOL) {
      text.append(
          isReplaced
              ? "It is replaced where the agent lets a hook do so; do not ask for it again."
              : "Do not repeat it.");
    } else if (!denied.isEmpty()) {
      text.append(advice(event));
    } else if (asksInVain) {
      text.append("The agent cannot ask you here: do it yourself if you want it.");
    } else {
      text.append("Allow it only if the model may see that.");
    }
    return text.toString();
  }

  private static void append(Set<String> reasons, StringBuilder text) {
    int shown = 0;
    for (String why : reasons) {
      if (shown == MOST_SHOWN) {
        text.append(" (and ").append(reasons.size() - shown).append(" more)");
        return;
      }
      text.append(shown == 0 ? "" : "; ").append(ForeignText.line(why));
      shown++;
    }
  }

  private String advice(AgentEvent event) {
    if (!place.isEmpty()) {
      return "Work with the names of such values instead. If it is no secret, the user can run weir"
          + " ignore "
          + ForeignText.line(ShellWord.ofFile(place))
          + " --reason TEXT.";
    }
    if (event.kind() == EventKind.PROMPT) {
      return "Take it out and send the prompt again; revoke it if others may have seen it. If it is"
          + " no secret, add gitleaks:allow to its line.";
    }
    if (!event.commands().isEmpty()) {
      return "Let the command take it from a variable or a file. If it is no secret, the user can"
          + " run the command.";
    }
    return "Take it from a variable or a secret store instead. If it is no secret, add"
        + " gitleaks:allow to its line.";
  }
}
